"""The deadlines that intake owns, moved by each of its facts in turn."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from concord_intake.domain.evolve import evolve
from concord_intake.domain.facts import (
    CaseClosed,
    CompactRelatednessAdvised,
    ConcernSignposted,
    ConfirmationWithheld,
    InformalExhaustionRetracted,
    StageOpened,
)
from concord_intake.domain.state import Case
from concord_shared.deadlines.clocks import (
    Clocks,
    Occurrence,
    cancel_all,
    cancel_stage,
    clock_facts,
    evolve_clocks,
    sweep,
)
from concord_shared.deadlines.facts import DeadlineLapsed, ReminderDue
from concord_shared.decisions import Happening
from concord_shared.facts import Fact, On
from concord_shared.packs.model import AFTER_CLOSING, TRIAGE, DeadlineRule, Pack
from concord_shared.world import World

OWNED = frozenset({TRIAGE, AFTER_CLOSING, "informal", "external_referral"})
WITHHELD = "ConfirmationWithheld"
CONFIRMED = "InformalExhaustionConfirmed"
SUSPENDED = "CaseSuspended"
SECOND_LOOK = "SecondLookRequested"


def owned(rule: DeadlineRule) -> bool:
    return rule.stage_type in OWNED


def with_clocks(happened: tuple[Happening, ...], state: Case, world: World, in_force: Pack) -> tuple[Happening, ...]:
    """The facts, each followed by what it does to the deadlines, by the pack the case is then pinned to."""
    out: list[Happening] = []
    for each in happened:
        fact, on = (each.fact, each.occurred_on) if isinstance(each, On) else (each, world.on)
        state = evolve(state, fact, on)
        out.append(each)
        pack = in_force if state.pack_version == in_force.version else world.pack
        for moved in _moved(fact, on, state, pack, world):
            out.append(moved)
            state = evolve(state, moved.fact, moved.occurred_on)
    return tuple(out)


def _moved(fact: Fact, on: date, state: Case, pack: Pack, world: World) -> tuple[On, ...]:
    """First what the fact itself starts and ends, then what is over because of it."""
    if isinstance(fact, ConcernSignposted) and fact.partial:
        return ()
    occurrence = Occurrence(type(fact).__name__, on, dict(fact), getattr(fact, "party", None))
    # A cancelled clock may start anew: a confirmation after all were taken back is a first one again.
    known = {key: running for key, running in state.clocks.items() if running.ended != "cancelled"}
    paused_by = (SUSPENDED,) if state.suspended else ()
    mine = partial(_mine, state)
    moved = clock_facts(known, pack, mine, occurrence, world.calendar, world.directory, state.parties, paused_by)
    clocks = state.clocks
    for each in moved:
        clocks = evolve_clocks(clocks, each.fact, each.occurred_on)
    return (*moved, *_over(fact, on, state, clocks))


def _mine(state: Case, rule: DeadlineRule) -> bool:
    """A concern that never had parties leaves nobody to ask for lessons; a second look is asked for once."""
    if not state.parties and rule.stage_type == AFTER_CLOSING:
        return False
    return owned(rule) and not (state.second_look and SECOND_LOOK in rule.ends_on)


def _over(fact: Fact, on: date, state: Case, clocks: Clocks) -> tuple[On, ...]:
    match fact:
        case CompactRelatednessAdvised():
            return cancel_stage(clocks, TRIAGE, on, "advice was given")
        case StageOpened():
            return cancel_all(clocks, on, "another stage opened", keep=(fact.stage_id,))
        case CaseClosed():
            return cancel_all(clocks, on, "the case closed", keep=(AFTER_CLOSING,))
        case InformalExhaustionRetracted() if not state.confirmed:
            waits = [each.deadline_id for each in clocks.values() if each.set.start_fact == CONFIRMED]
            return cancel_all(clocks, on, "taken back", keep=[key for key in _ids(clocks) if key not in waits])
    return ()


def _ids(clocks: Clocks) -> set[str]:
    return {running.deadline_id for running in clocks.values()}


def swept(state: Case, world: World) -> tuple[Happening, ...]:
    """What has come due as of today, with the facts that the pack has noted at a lapse."""
    out: list[Happening] = []
    for each in sweep(state.clocks, world.pack, world.on, world.calendar):
        out.append(each)
        out += _noted(each, state, world.pack)
    return tuple(out)


def _noted(happened: On, state: Case, pack: Pack) -> Iterator[On]:
    """A wait that runs by reminders has run out with the last of them (handbook S04)."""
    fact = happened.fact
    if not isinstance(fact, ReminderDue | DeadlineLapsed):
        return
    rule = pack.deadline(fact.deadline_id)
    if rule is None or rule.on_lapse.do != "note_fact" or rule.on_lapse.fact != WITHHELD:
        return
    by_reminders = bool(rule.reminders_at)
    last = isinstance(fact, ReminderDue) and fact.number == len(rule.reminders_at)
    if last if by_reminders else isinstance(fact, DeadlineLapsed):
        for side in dict.fromkeys(each.side for each in state.parties if each.org not in state.confirmed):
            yield On(ConfirmationWithheld(party_side=side, reminders=len(rule.reminders_at)), happened.occurred_on)
