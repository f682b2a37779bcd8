"""Why a day of an investigation, a review or an answer is the day it is: every deadline with its derivation."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from concord_panel.read_side.rights import rights
from concord_shared.deadlines.explained import Why, explained
from concord_shared.parts import Asker, Library, Question


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NotYourCase`)."""
    assert isinstance(question, Why)
    stream = f"panel-{question.case}"
    rights(asker, library.state(stream), library.directory)
    return question.answered_by(explained(library.history(stream)))


QUESTION = Question(Why, answer)
