"""When we hear of a case, we ask ourselves: is this a repeat?"""

from dataclasses import replace
from typing import Any

from concord_oversight.domain import facts
from concord_oversight.domain.counting import count
from concord_oversight.domain.dispute import Dispute
from concord_shared.contracts.base import Told
from concord_shared.decisions import Outcome, Write
from concord_shared.facts import Fact
from concord_shared.packs.model import Pack
from concord_shared.parts import Desk

RESPONDING, RAISING = "responding", "raising"


def concern_accepted(told: Told, desk: Desk) -> Outcome:
    contract: Any = told.contract
    state = _dispute(told, desk)
    if state.counted:
        return Outcome()
    pack = desk.pack(contract.pack_version)
    fact = facts.DisputeCounted(
        case_id=state.case_id,
        raising=contract.raising,
        respondents=contract.responding,
        commitments=tuple(dict.fromkeys(each.number for each in contract.cited if each.number)),
        themes=contract.themes,
        accepted_on=told.occurred_on,
        adopted=contract.adopted,
        rule_version=pack.version,
    )
    said = {name: value for name, value in fact if name not in {"case_id", "rule_version"}}
    return _written(told, desk, pack, fact, replace(state, counted=True, **said))


def stage_opened(told: Told, desk: Desk) -> Outcome:
    """The first stage of a concern that waited for a member to take it up: from now on it counts."""
    contract: Any = told.contract
    state = _dispute(told, desk)
    raising = tuple(party.org for party in contract.parties if party.side == RAISING)
    if not state.counted or state.adopted or not raising:
        return Outcome()
    adopted = facts.DisputeAdopted(case_id=state.case_id, raising=raising)
    after = replace(state, adopted=True, raising=raising)
    return _written(told, desk, desk.pack(contract.pack_version), adopted, after)


def party_added(told: Told, desk: Desk) -> Outcome:
    contract: Any = told.contract
    state = _dispute(told, desk)
    if not state.counted or contract.side != RESPONDING or contract.org in state.respondents:
        return Outcome()
    joined = facts.RespondentJoined(case_id=state.case_id, org=contract.org)
    after = replace(state, respondents=(*state.respondents, contract.org))
    return _written(told, desk, desk.pack(told.pack_version), joined, after)


def case_unresolved(told: Told, desk: Desk) -> Outcome:
    """A dispute unresolved after every stage may show that the Compact needs a review (handbook 5)."""
    state = _dispute(told, desk)
    if state.review_suggested:
        return Outcome()
    suggested = facts.CompactReviewSuggested(why="unresolved", case_id=state.case_id, commitments=state.commitments)
    return _alone(told, suggested)


def case_closed(told: Told, desk: Desk) -> Outcome:
    contract: Any = told.contract
    state = _dispute(told, desk)
    if not state.counted or state.ended:
        return Outcome()
    ended = facts.DisputeEnded(case_id=state.case_id, reason=contract.reason, closed_on=contract.closed_on)
    return _alone(told, ended)


def _dispute(told: Told, desk: Desk) -> Dispute:
    state: Dispute = desk.load(_stream(told))
    return state


def _stream(told: Told) -> str:
    return f"dispute-{told.case}"


def _alone(told: Told, fact: Fact) -> Outcome:
    return Outcome((Write(_stream(told), (fact,), told.case, _pinned(told)),))


def _written(told: Told, desk: Desk, pack: Pack, fact: Fact, after: Dispute) -> Outcome:
    """The case's own fact, and what it adds to every pattern.

    Patterns belong to no case, so that one case that needs attention holds up no other."""
    own = Write(_stream(told), (fact,), told.case, (pack.id, pack.version))
    counted = count(after, pack, desk.load)
    patterns = (Write(stream, each, None, (pack.id, pack.version)) for stream, each in counted.items())
    return Outcome((own, *patterns))


def _pinned(told: Told) -> tuple[str, str] | None:
    return (told.pack, told.pack_version) if told.pack and told.pack_version else None
