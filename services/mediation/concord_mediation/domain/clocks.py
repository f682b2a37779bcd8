"""What the deadlines of a facilitated stage do when something happens in it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from concord_mediation.domain import facts as f
from concord_mediation.domain.state import Mediation
from concord_shared.deadlines.clocks import (
    Occurrence,
    cancel_all,
    cancel_stage,
    carried_through,
    clock_facts,
    evolve_clocks,
)
from concord_shared.decisions import Happening
from concord_shared.facts import Fact, On
from concord_shared.packs.model import DeadlineRule
from concord_shared.world import World

STAGE_TYPES = frozenset({"facilitated", "facilitated_external"})
SUSPENDED, RESUMED = "CaseSuspended", "CaseResumed"
ENDINGS = (f.MediationSettled, f.MediationFailed, f.MediationEnded)


def owned(rule: DeadlineRule) -> bool:
    return rule.stage_type in STAGE_TYPES


def with_clocks(state: Mediation, happened: Sequence[Happening], world: World) -> tuple[Happening, ...]:
    """Each fact, followed by the deadlines that it starts, meets or calls off."""
    clocks, told, suspended = state.clocks, [], state.suspended
    stage_id, parties = state.stage.id if state.stage else None, state.orgs
    for each in happened:
        fact, on = dated(each, world.on)
        told.append(each)
        if isinstance(fact, f.MediationOpened):
            stage_id, parties = fact.stage_id, tuple(party.org for party in fact.parties)
        suspended = _suspended_after(fact, suspended)
        moved = list(_moved(clocks, fact, on, parties, suspended, world))
        clocks = _evolved(clocks, moved, on)
        if isinstance(fact, ENDINGS) and stage_id is not None:
            called_off = list(cancel_stage(clocks, stage_id, on, "stage_ended"))
            clocks = _evolved(clocks, called_off, on)
            moved += called_off
        told += moved
    return tuple(told)


def _moved(
    clocks: Any, fact: Fact, on: date, parties: tuple[str, ...], suspended: bool, world: World
) -> Sequence[Happening]:
    if isinstance(fact, f.MediationPartiesChanged):
        own = {key: running for key, running in clocks.items() if running.party in fact.left}
        gone = cancel_all(own, on, "party_left")
        still_there = [party.org for party in fact.parties]
        return (*gone, *carried_through(_evolved(clocks, gone, on), still_there, on, world))
    occurrence = _occurrence(fact, on)
    if occurrence is None:
        return ()
    paused_by = (SUSPENDED,) if suspended else ()
    return clock_facts(clocks, world.pack, owned, occurrence, world.calendar, world.directory, parties, paused_by)


def _suspended_after(fact: Fact, before: bool) -> bool:
    return isinstance(fact, f.MediationPaused) or (before and not isinstance(fact, f.MediationResumed))


def _occurrence(fact: Fact, on: date) -> Occurrence | None:
    match fact:
        case f.MediationOpened():
            fields = {"stage": fact.stage_id, "stage_type": fact.stage_type, "first_time": fact.first_time}
            return Occurrence("StageOpened", on, fields)
        case f.MediationPaused():
            return Occurrence(SUSPENDED, on)
        case f.MediationResumed():
            return Occurrence(RESUMED, on)
        case f.MediationConsentGiven():
            return Occurrence("MediationConsentGiven", on, party=fact.party)
        case f.MediationDeclined() | f.MediationEnded():
            # A refusal meets nobody's answering period: all end alike, so that no clock says who declined.
            return None
        case _:
            return Occurrence(type(fact).__name__, on)


def _evolved(clocks: Any, happened: Sequence[Happening], on: date) -> Any:
    for each in happened:
        fact, day = dated(each, on)
        clocks = evolve_clocks(clocks, fact, day)
    return clocks


def dated(happened: Happening, on: date) -> tuple[Fact, date]:
    return (happened.fact, happened.occurred_on) if isinstance(happened, On) else (happened, on)
