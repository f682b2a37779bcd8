"""Why a day of an investigation, a review or an answer is the day it is: every deadline with its derivation."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_panel.read_side.rights import rights
from concord_shared.deadlines.explained import explained
from concord_shared.parts import Asker, Library


class Why(BaseModel):
    """The deadlines of `case`, or the one whose id is `deadline`, open and ended."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)
    deadline: str | None = Field(None, max_length=60)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    assert isinstance(question, Why)
    stream = f"panel-{question.case}"
    rights(asker, library.state(stream))
    found = explained(library.history(stream))
    return {"deadlines": [line for line in found if question.deadline in (None, line["id"])]}
