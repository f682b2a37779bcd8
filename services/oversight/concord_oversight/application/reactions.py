"""When we hear of a case, we ask ourselves: is this a repeat?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from concord_oversight.application.group_work import lesson_recorded
from concord_oversight.application.reporting import Reaction, noting
from concord_oversight.domain import facts
from concord_oversight.domain.counting import Book, count, take_back
from concord_oversight.domain.dispute import Dispute, evolve
from concord_oversight.domain.numbering import numbering_of
from concord_shared.contracts.base import Told
from concord_shared.decisions import Outcome, Write
from concord_shared.facts import Fact, On
from concord_shared.packs.model import Pack
from concord_shared.parts import Desk

RESPONDING, RAISING = "responding", "raising"
MERGED = "merged"


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
        adopted=contract.adopted or bool(contract.raising),
        rule_version=pack.version,
    )
    return _written(told, desk, pack, fact, evolve(state, fact, told.occurred_on))


def stage_opened(told: Told, desk: Desk) -> Outcome:
    """The first stage of a concern that waited for a member to take it up: from now on it counts."""
    contract: Any = told.contract
    state = _dispute(told, desk)
    raising = tuple(party.org for party in contract.parties if party.side == RAISING)
    if not state.counted or state.adopted or not raising:
        return Outcome()
    adopted = facts.DisputeAdopted(case_id=state.case_id, raising=raising)
    after = evolve(state, adopted, told.occurred_on)
    return _written(told, desk, desk.pack(contract.pack_version), adopted, after)


def party_added(told: Told, desk: Desk) -> Outcome:
    contract: Any = told.contract
    state = _dispute(told, desk)
    joined = _joined(contract, state)
    if joined is None:
        return Outcome()
    return _written(told, desk, desk.pack(told.pack_version), joined, evolve(state, joined, told.occurred_on))


def _joined(contract: Any, state: Dispute) -> Fact | None:
    """Who takes up a concern that waited is heard of with its first stage."""
    if contract.side == RESPONDING and state.counted and contract.org not in state.respondents:
        return facts.RespondentJoined(case_id=state.case_id, org=contract.org)
    if contract.side == RAISING and state.adopted and contract.org not in state.raising:
        return facts.RaiserJoined(case_id=state.case_id, org=contract.org)
    return None


def case_split(told: Told, desk: Desk) -> Outcome:
    """The linked case is about what was counted already, once for each respondent: it adds nothing by itself."""
    contract: Any = told.contract
    state = _dispute(told, desk)
    linked = f"dispute-{contract.other_case_ids[0]}"
    if not state.counted or desk.load(linked).counted:
        return Outcome()
    orgs = {side: tuple(each.org for each in contract.parties if each.side == side) for side in (RAISING, RESPONDING)}
    fact = facts.DisputeSplitOff(
        case_id=contract.other_case_ids[0],
        counted_as=state.counted_as,
        raising=orgs[RAISING],
        respondents=orgs[RESPONDING],
        commitments=state.commitments,
        themes=state.themes,
        accepted_on=state.accepted_on,
    )
    own = facts.DisputeSplit(
        case_id=state.case_id, linked_case=contract.other_case_ids[0], left=tuple(contract.parties_moved)
    )
    return Outcome((_own(told, own), Write(linked, (fact,), contract.other_case_ids[0], _pinned(told))))


def case_unresolved(told: Told, desk: Desk) -> Outcome:
    """A dispute unresolved after every stage may show that the Compact needs a review (handbook 5)."""
    state = _dispute(told, desk)
    if state.review_suggested:
        return Outcome()
    suggested = facts.CompactReviewSuggested(
        why="unresolved", case_id=state.case_id, commitments=state.commitments, respondents=state.respondents
    )
    return _alone(told, suggested)


def case_closed(told: Told, desk: Desk) -> Outcome:
    contract: Any = told.contract
    state = _dispute(told, desk)
    if not state.counted or state.ended_for:
        return Outcome()
    ended = facts.DisputeEnded(case_id=state.case_id, reason=contract.reason, closed_on=contract.closed_on)
    if contract.reason != MERGED:
        return _alone(told, ended)
    book = book_of(desk, desk.pack(told.pack_version))
    return Outcome((_own(told, ended), *_on_patterns(take_back(state, book), book.pack, told.occurred_on)))


def _dispute(told: Told, desk: Desk) -> Dispute:
    state: Dispute = desk.load(_stream(told))
    return state


def _stream(told: Told) -> str:
    return f"dispute-{told.case}"


def _alone(told: Told, fact: Fact) -> Outcome:
    return Outcome((_own(told, fact),))


def _own(told: Told, fact: Fact) -> Write:
    return Write(_stream(told), (fact,), told.case, _pinned(told))


def _written(told: Told, desk: Desk, pack: Pack, fact: Fact, after: Dispute) -> Outcome:
    """The case's own fact, and what it adds to every pattern."""
    own = Write(_stream(told), (fact,), told.case, (pack.id, pack.version))
    return Outcome((own, *_on_patterns(count(after, book_of(desk, pack)), pack, told.occurred_on)))


def book_of(desk: Desk, pack: Pack) -> Book:
    return Book(pack, numbering_of(desk.directory, pack.id), desk.load)


def _on_patterns(found: Mapping[str, tuple[Fact, ...]], pack: Pack, on: date) -> Iterator[Write]:
    """Patterns belong to no case, so that one case that needs attention holds up no other. What a case calls for that
    came in late happened on the day of the later case that its window ends with."""
    for stream, each in found.items():
        ends = max((fact.window_to for fact in each if isinstance(fact, facts.Repeat)), default=on)
        happened = (fact if ends <= on or isinstance(fact, facts.RepeatCounted) else On(fact, ends) for fact in each)
        yield Write(stream, tuple(happened), None, (pack.id, pack.version))


def _pinned(told: Told) -> tuple[str, str] | None:
    return (told.pack, told.pack_version) if told.pack and told.pack_version else None


REACTIONS: Mapping[str, Reaction] = noting(
    {
        "intake.ConcernAccepted": concern_accepted,
        "intake.StageOpened": stage_opened,
        "intake.PartyAdded": party_added,
        "intake.CaseSplit": case_split,
        "intake.CaseUnresolved": case_unresolved,
        "intake.CaseClosed": case_closed,
        "intake.LessonRecorded": lesson_recorded,
    }
)
