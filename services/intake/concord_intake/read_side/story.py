"""The question `History`: what happened to a case, in words, as far as the asker may know it."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from concord_intake.domain.facts import ConfirmationWithheld, TalkFact
from concord_intake.read_side.reading import read
from concord_intake.read_side.rights import WITHOUT_TALKS, As
from concord_intake.read_side.words import say
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Question
from concord_shared.running.history import HistoryOf, history
from concord_shared.sealed import Sealed

TALKS: tuple[type, ...] = tuple(kind for kind in get_args(TalkFact) if kind is not ConfirmationWithheld)
MAY_KNOW_THE_RAISER: frozenset[As] = frozenset({"raising", "coordinator", "adviser"})


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NotYourCase`)."""
    assert isinstance(question, HistoryOf)
    reading = read(question.case, asker, library, question.at)

    def may_open(value: Sealed) -> bool:
        return value.kind == "case" or reading.reader in MAY_KNOW_THE_RAISER

    def show(each: Recorded) -> bool:
        return reading.reader not in WITHOUT_TALKS or not isinstance(each.fact, TALKS)

    return history(reading.recorded, say, may_open, show=show)


QUESTION = Question(HistoryOf, answer)
