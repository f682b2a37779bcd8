"""The question `Why`: how each due day of a case was found, day by day, with its clause."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_intake.read_side.reading import read
from concord_shared.deadlines.explained import explained
from concord_shared.parts import Asker, Library, Question


class WhyThisDate(BaseModel):
    """Every deadline that intake set in `case`, or the one named, with its derivation."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)
    deadline: str | None = Field(default=None, max_length=80)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NotYourCase`)."""
    assert isinstance(question, WhyThisDate)
    lines = explained(read(question.case, asker, library).recorded)
    return {"deadlines": [line for line in lines if question.deadline in (None, line["id"])]}


QUESTION = Question(WhyThisDate, answer)
