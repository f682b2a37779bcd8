"""The question `Why`: how each due day of a case was found, day by day, with its clause."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from concord_intake.read_side.reading import read
from concord_shared.deadlines.explained import Why, explained
from concord_shared.parts import Asker, Library, Question


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NotYourCase`)."""
    assert isinstance(question, Why)
    return question.answered_by(explained(read(question.case, asker, library).recorded))


QUESTION = Question(Why, answer)
