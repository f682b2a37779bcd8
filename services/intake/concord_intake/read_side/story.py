"""The question `History`: what happened to a case, in words, as far as the asker may know it."""

from collections.abc import Mapping
from functools import partial
from typing import Any, get_args

from pydantic import BaseModel

from concord_intake.domain.facts import (
    ConcernRaised,
    ConfirmationWithheld,
    SupportProvided,
    SupportRequested,
    TalkFact,
)
from concord_intake.domain.standing import COORDINATOR, triage_chain
from concord_intake.read_side.reading import Reading, read
from concord_intake.read_side.rights import WITHOUT_TALKS, As
from concord_intake.read_side.words import say
from concord_shared.envelope import SYSTEM, Recorded
from concord_shared.parts import Asker, Library, Question
from concord_shared.running.history import HELD, HistoryOf, history
from concord_shared.sealed import Sealed

TALKS: tuple[type, ...] = tuple(kind for kind in get_args(TalkFact) if kind is not ConfirmationWithheld)
SUPPORT = (SupportRequested, SupportProvided)
SEE_TO_IT: frozenset[As] = frozenset({"coordinator", "adviser"})
UNNAMED = frozenset({"person", "anonymous"})
MAY_KNOW_THE_RAISER: frozenset[As] = frozenset({"raising", "coordinator", "adviser"})


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NotYourCase`)."""
    assert isinstance(question, HistoryOf)
    reading = read(question.case, asker, library, question.at)

    support = {each.fact.person_ref: each.fact for each in reading.recorded if isinstance(each.fact, SUPPORT)}

    def may_open(value: Sealed) -> bool:
        if value.kind == "case":
            return True
        if value.subject in support:
            return _may_help(reading.reader, support[value.subject], asker)
        return reading.reader in MAY_KNOW_THE_RAISER

    def show(each: Recorded) -> bool:
        return reading.reader not in WITHOUT_TALKS or not isinstance(each.fact, TALKS)

    name_actor, office = partial(_may_name, reading), asker.actor.office
    found = history(reading.recorded, say, may_open, show=show, name_actor=name_actor, office=office)
    return {**found, "facts": [_without_raiser(line, reading) for line in found["facts"]]}


def _may_help(reader: As, support: SupportRequested | SupportProvided, asker: Asker) -> bool:
    """What somebody needs is for them and for whoever sees to it."""
    if isinstance(support, SupportProvided):
        return reader in SEE_TO_IT
    return reader == "coordinator" or support.by_party == asker.actor.organisation


def _may_name(reading: Reading, recorded: Recorded) -> bool:
    """Who raised it as a person, or unnamed, is not to be known by where the entry came from (handbook S13, S14)."""
    by, raised = recorded.envelope.actor, reading.case.raised
    if reading.reader in MAY_KNOW_THE_RAISER or raised is None or raised.kind not in UNNAMED:
        return True
    others = (*raised.side, *reading.case.orgs, *reading.case.left, SYSTEM)
    return by.organisation in others or by.office in (COORDINATOR, *triage_chain(reading.pack))


def _without_raiser(line: Mapping[str, Any], reading: Reading) -> Mapping[str, Any]:
    raised = reading.case.raised
    hidden = reading.reader not in MAY_KNOW_THE_RAISER and raised is not None and raised.kind in UNNAMED
    if line["name"] != ConcernRaised.__name__ or not hidden:
        return line
    own = line["data"]["raiser_org"]
    return line if own in (None, *reading.case.orgs) else {**line, "data": {**line["data"], "raiser_org": HELD}}


QUESTION = Question(HistoryOf, answer, confidential=True)
