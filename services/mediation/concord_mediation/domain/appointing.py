"""Who mediates: appointing. A refused appointment is itself on record."""

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.neutrality import Barred, holds_office, tie_of, ties_in
from concord_mediation.domain.refusing import APPOINTER, not_an_appointer, unmet_guard
from concord_mediation.domain.state import MEDIATOR, Mediation, Mediator
from concord_shared.conflicts import organisation_conflicted
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.world import World

REPLACED = "replaced"
CHECKS = (*APPOINTER, "facilitator_neutral", "facilitator_trained")
"""Whether this office may appoint comes first, then ties, then training: the graver is the one on record."""


def appoint(command: c.AppointMediator, state: Mediation, world: World) -> Decision:
    refusal = _no_appointment(state, world) or _unknown(command, world) or _in_office(command, state, world)
    if refusal:
        return refuse(refusal)
    found = unmet_guard(command, state, world, *CHECKS)
    if found:
        return refuse(refusal_of(*found, world.pack), _rejected(command, world, *found))
    replaced: tuple[Fact, ...] = ()
    if state.mediator is not None:
        why = _why_gone(state.mediator, state, world) or REPLACED
        replaced = (f.MediatorStoodDown(mediator_ref=state.mediator.ref, why=why, replaced=True),)
    return accept(*replaced, _appointed(command, state, world))


def advice(state: Mediation, world: World, chosen_org: str) -> str | None:
    """The pack's preference for a source of mediators, where it was passed over though it has no tie."""
    guard = world.pack.guard_by("preferred_source_first", state.stage_id)
    if guard is None or chosen_org == guard.params["organisation"]:
        return None
    tied = organisation_conflicted(guard.params["organisation"], ties_in(state), world.directory, world.on)
    return None if tied else guard.sentence


def _appointed(command: c.AppointMediator, state: Mediation, world: World) -> f.MediatorAppointed:
    guards = world.pack.guards_for(type(command).__name__, state.stage_id)
    trained = next((guard for guard in guards if guard.predicate == "facilitator_trained"), None)
    evidence = trained and world.directory.trained(command.officer, trained.params["training"], world.on)
    return f.MediatorAppointed(
        mediator_ref=command.officer,
        mediator_org=candidate_org(command.officer, world),
        training_evidence_on=evidence,
        appointed_by=world.actor.office,
        checks=tuple(guard.id for guard in guards if guard.predicate in CHECKS),
        directory_position=world.directory.position,
    )


def _rejected(command: c.AppointMediator, world: World, guard: Guard, unmet: Unmet) -> f.AppointmentRejected:
    return f.AppointmentRejected(
        office=MEDIATOR,
        rule=guard.id,
        why=unmet.reason if isinstance(unmet, Barred) else unmet.code,
        proposed_by=world.actor.office,
        candidate_org=candidate_org(command.officer, world),
    )


def candidate_org(officer: str, world: World) -> str:
    roles = world.directory.roles_of(officer)
    held = [role for role in roles if role.held_on(world.on)] or list(roles)
    return held[-1].org


def _no_appointment(state: Mediation, world: World) -> Refusal | None:
    """Where the Compact has a rule on who appoints, its refusals go on record; without one nobody appoints."""
    refusal = not_an_appointer(state, world)
    return refusal if refusal is not None and refusal.rule is None else None


def _unknown(command: c.AppointMediator, world: World) -> Refusal | None:
    roles = world.directory.roles_of(command.officer)
    if any(role.held_on(world.on) for role in roles):
        return None
    message = "The directory knows no such officer in office today. Assign the officer a role there first."
    return Refusal(code="OfficerUnknown", message=message, field="officer", passing=True)


def _in_office(command: c.AppointMediator, state: Mediation, world: World) -> Refusal | None:
    mediator = state.mediator
    why = _why_gone(mediator, state, world) if mediator else None
    if mediator is None or (why is not None and not (why == REPLACED and command.officer == mediator.ref)):
        return None
    message = "A mediator is in office. Name another after an objection, or once this one stands down."
    if state.objection_open:
        message = "This mediator is in office. After an objection, KeepMediator leaves them there."
    return Refusal(code="MediatorInOffice", message=message)


def _why_gone(mediator: Mediator, state: Mediation, world: World) -> str | None:
    """Why another may be named. An office that ended, or a tie that began, on a day known before needs no news."""
    if not holds_office(mediator, world):
        return "office_ended"
    guard = world.pack.guard_by("facilitator_neutral", state.stage_id)
    if guard is not None and tie_of(mediator.ref, guard, state, world) is not None:
        return "conflict"
    return REPLACED if state.objection_open else None
