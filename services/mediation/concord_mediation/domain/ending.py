"""How a facilitated stage ends: without agreement, by lapse, or from outside."""

from datetime import date

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.refusing import COORDINATOR, by_guard, not_an_appointer, not_foreseen, not_the_helper
from concord_mediation.domain.state import CRITICAL_FRIEND, Mediation
from concord_shared.deadlines.facts import DeadlineLapsed
from concord_shared.decisions import Decision, Happening, accept, refuse
from concord_shared.facts import Fact, On
from concord_shared.packs.model import DeadlineRule
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

ON_REQUEST = "next_step_on_request"


def failed(state: Mediation, reason: str, on: date, world: World) -> f.MediationFailed:
    """The result that all are told: when and after how much work, never through whom."""
    assert state.stage is not None
    opened_on = state.stage.opened_on
    return f.MediationFailed(
        stage_id=state.stage.id,
        reason=reason,
        stage_opened_on=opened_on,
        ended_on=on,
        working_days_used=world.calendar.between(opened_on, on),
        sessions=state.sessions,
    )


def declare_no_agreement(command: c.DeclareNoAgreement, state: Mediation, world: World) -> Decision:
    """By whoever helps, or by those whom the Compact lets ask for the next step."""
    on_request = state.stage is not None and not_foreseen(command, ON_REQUEST, state, world) is None
    refusal = (None if on_request else not_the_helper(state, world)) or by_guard(command, state, world)
    return refuse(refusal) if refusal else accept(failed(state, "no_agreement", world.on, world))


def declare_lapsed(command: c.DeclareLapsed, state: Mediation, world: World) -> Decision:
    refusal = _not_coordinator(world) or not_foreseen(command, "deadline_has_lapsed", state, world)
    refusal = refusal or by_guard(command, state, world)
    return refuse(refusal) if refusal else accept(failed(state, "time_lapsed", world.on, world))


def declare_no_mediator(state: Mediation, world: World) -> Decision:
    refusal = not_an_appointer(state, world) or _somebody_there(state)
    return refuse(refusal) if refusal else accept(failed(state, "no_mediator", world.on, world))


def after_lapse(state: Mediation, lapse: DeadlineLapsed, on: date, world: World) -> f.MediationFailed | None:
    """The failure that the pack attaches to a lapse; most lapses decide nothing, they are only shown."""
    rule = next((rule for rule in world.pack.deadlines if rule.id == lapse.deadline_id), None)
    if rule is None or state.stage is None or not _leads_to_failure(rule, world):
        return None
    if rule.on_lapse.only_if is None:
        return failed(state, "time_lapsed", on, world)
    return failed(state, "consent_missing", on, world) if state.missing_consents else None


def end_from_outside(state: Mediation, why: str) -> tuple[Fact, ...]:
    """Intake ended the stage before we had a result: the work stops and whoever helped is free."""
    if state.stage is None:
        return ()
    ended = f.MediationEnded(stage_id=state.stage.id, why=why)
    return (stood_down(state, "stage_ended"), ended) if state.mediator is not None else (ended,)


def stood_down(state: Mediation, why: str, reason: str | None = None) -> Fact:
    """Whoever helps here does so no longer."""
    assert state.mediator is not None
    words = Sealed("mediation", state.case, reason) if reason else None
    if state.helper == CRITICAL_FRIEND:
        return f.CriticalFriendStoodDown(friend_ref=state.mediator.ref, why=why, reason=words)
    return f.MediatorStoodDown(mediator_ref=state.mediator.ref, why=why, reason=words)


def swept(state: Mediation, facts: tuple[Happening, ...], world: World) -> tuple[Happening, ...]:
    """The sweep's facts up to a lapse that ends the stage, with that end; what came later does not."""
    kept: list[Happening] = []
    for each in facts:
        kept.append(each)
        fact, on = (each.fact, each.occurred_on) if isinstance(each, On) else (each, world.on)
        end = after_lapse(state, fact, on, world) if isinstance(fact, DeadlineLapsed) else None
        if end is not None:
            return (*kept, On(end, on))
    return tuple(kept)


def _leads_to_failure(rule: DeadlineRule, world: World) -> bool:
    outcome = rule.on_lapse.outcome
    exits = world.pack.stage(rule.stage).exits
    return any(way.outcome == outcome and way.event == f.MediationFailed.__name__ for way in exits)


def _somebody_there(state: Mediation) -> Refusal | None:
    if state.mediator is None:
        return None
    message = "A mediator is in office. Only where nobody is to be had can this be declared."
    return Refusal(code="MediatorInOffice", message=message)


def _not_coordinator(world: World) -> Refusal | None:
    if world.actor.office == COORDINATOR:
        return None
    return Refusal(code="NotTheCoordinator", message="Only the case coordinator can do this, when a party asks for it.")
