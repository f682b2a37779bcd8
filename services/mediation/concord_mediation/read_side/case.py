"""How a case's mediation stands, as far as the asker may see it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_mediation.domain import facts as f
from concord_mediation.domain.state import CRITICAL_FRIEND, MEDIATOR, Item, Mediation
from concord_mediation.read_side.rights import Rights, rights
from concord_shared.deadlines.explained import explained
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library


class Case(BaseModel):
    """The state of the mediation of `case`."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    assert isinstance(question, Case)
    stream = f"mediation-{question.case}"
    state: Mediation = library.state(stream)
    allowed = rights(asker, state, library)
    recorded = library.history(stream)
    return {
        "case": question.case,
        "state": "open" if state.stage else state.result,
        "stage": _stage(state),
        "pack_version": state.pack_version,
        "parties": [party.model_dump() for party in state.parties],
        "consents": _count(state.consents, state, allowed),
        "mediator": _in_office(state, MEDIATOR),
        "critical_friend": _in_office(state, CRITICAL_FRIEND),
        "elsewhere": _elsewhere(state, allowed) if state.stage_id and state.helper is None else None,
        "sessions": state.sessions,
        "terms": _terms(state, recorded, allowed),
        "disclosures": _disclosures(state, recorded, allowed),
        "suspended": state.suspended,
        "result_set_aside": state.set_aside,
        "deadlines": deadlines(recorded, allowed),
    }


def deadlines(recorded: Sequence[Recorded], allowed: Rights) -> list[dict[str, Any]]:
    """A party's own clock would say whether it agreed: shown only to those who may know."""
    return [line for line in explained(recorded) if allowed.who or line["party"] is None]


def _in_office(state: Mediation, office: str) -> dict[str, Any] | None:
    who = state.mediator
    if who is None or state.helper != office:
        return None
    seat = {"seat": who.seat.model_dump()} if who.seat else {}
    return {"org": who.org, "flagged": who.flagged, **seat}


def _elsewhere(state: Mediation, allowed: Rights) -> dict[str, Any]:
    return {"supported": state.supported, "settled": _count(state.settled_outside, state, allowed)}


def _stage(state: Mediation) -> dict[str, Any] | None:
    stage = state.stage
    return {"id": stage.id, "type": stage.type, "opened_on": stage.opened_on} if stage else None


def _count(of: frozenset[str], state: Mediation, allowed: Rights) -> dict[str, Any]:
    counted: dict[str, Any] = {"given": len(of), "needed": len(state.orgs)}
    return {**counted, "by": sorted(of)} if allowed.who else counted


def _terms(state: Mediation, recorded: Sequence[Recorded], allowed: Rights) -> dict[str, Any] | None:
    if state.terms_sha256 is None:
        return None
    texts = [each.fact.terms.clear for each in recorded if isinstance(each.fact, f.MediationTermsRecorded)]
    shown = {"text": texts[-1], "terms_sha256": state.terms_sha256} if allowed.content else {}
    return {"confirmed": _count(state.confirmed, state, allowed), **shown}


def _disclosures(state: Mediation, recorded: Sequence[Recorded], allowed: Rights) -> list[dict[str, Any]]:
    """What every party has released is known by its name to all who may read of the case; what is only proposed, and
    the words of either, to those it belongs to."""
    proposed = [each.fact for each in recorded if isinstance(each.fact, f.DisclosureProposed)]
    texts = {fact.item_ref: fact.text.clear for fact in proposed if fact.text is not None}
    return [
        _item(item, texts.get(item.ref), allowed, len(state.with_a_say))
        for item in state.items
        if item.released or allowed.items
    ]


def _item(item: Item, text: str | None, allowed: Rights, needed: int) -> dict[str, Any]:
    line = {"item_ref": item.ref, "to": item.to, "released": item.released}
    agreed = {"given": len(item.agreed), "needed": needed, "by": sorted(item.agreed)}
    return {**line, "agreed": agreed, "text": text} if allowed.items else line
