"""Why a day of this mediation is the day it is: every deadline with its derivation."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from concord_mediation.read_side.case import deadlines
from concord_mediation.read_side.rights import rights
from concord_shared.deadlines.explained import Why
from concord_shared.parts import Asker, Library, Question


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NotYourCase`)."""
    assert isinstance(question, Why)
    stream = f"mediation-{question.case}"
    allowed = rights(asker, library.state(stream), library)
    return question.answered_by(deadlines(library.history(stream), allowed))


QUESTION = Question(Why, answer)
