"""Who mediates: appointing, objecting, standing down. A refused appointment is itself on record."""

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.refusing import by_guard, not_a_party, not_the_mediator, unmet_guard
from concord_mediation.domain.rules import MEDIATOR, Barred
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

CHECKS = (
    "appointer_in_list",
    "appointer_not_employed_by_party",
    "facilitator_neutral",
    "facilitator_trained",
)
"""Whether this office may appoint comes first, then ties, then training: the graver is the one on record."""


def appoint(command: c.AppointMediator, state: Mediation, world: World) -> Decision:
    refusal = _no_appointment(command, state, world) or _unknown(command, world) or _in_office(state)
    if refusal:
        return refuse(refusal)
    found = unmet_guard(command, state, world, *CHECKS)
    if found:
        return refuse(refusal_of(*found, world.pack), _rejected(command, world, *found))
    replaced: tuple[Fact, ...] = ()
    if state.mediator is not None:
        replaced = (f.MediatorStoodDown(mediator_ref=state.mediator.ref, why="replaced", replaced=True),)
    return accept(*replaced, _appointed(command, state, world))


def object_to(command: c.ObjectToMediator, state: Mediation, world: World) -> Decision:
    refusal = not_a_party(state, world) or _nobody_there(state) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    why = Sealed("mediation", state.case, command.reason)
    return accept(f.MediatorObjectedTo(party=world.actor.organisation, why=why))


def stand_down(command: c.StandDown, state: Mediation, world: World) -> Decision:
    refusal = not_the_mediator(state, world) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    return accept(stood_down(state, "own_wish", command.reason))


def stood_down(state: Mediation, why: str, reason: str | None = None) -> f.MediatorStoodDown:
    assert state.mediator is not None
    words = Sealed("mediation", state.case, reason) if reason else None
    return f.MediatorStoodDown(mediator_ref=state.mediator.ref, why=why, reason=words)


def advice(state: Mediation, world: World, chosen_org: str) -> str | None:
    """The pack's preference for a source of mediators, where it was passed over though it has no tie."""
    guard = world.pack.guard_by("preferred_source_first", state.stage.id if state.stage else None)
    if guard is None:
        return None
    preferred = guard.params["organisation"]
    return guard.sentence if chosen_org != preferred and preferred not in state.orgs else None


def _appointed(command: c.AppointMediator, state: Mediation, world: World) -> f.MediatorAppointed:
    assert state.stage is not None
    guards = world.pack.guards_for(type(command).__name__, state.stage.id)
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


def _no_appointment(command: c.AppointMediator, state: Mediation, world: World) -> Refusal | None:
    """Where the Compact names nobody who appoints, nobody can."""
    assert state.stage is not None
    guards = world.pack.guards_for(type(command).__name__, state.stage.id)
    if any(guard.predicate == "appointer_in_list" for guard in guards):
        return None
    return Refusal(code="NotAnAppointer", message="The Compact provides for no appointment at this stage.")


def _unknown(command: c.AppointMediator, world: World) -> Refusal | None:
    roles = world.directory.roles_of(command.officer)
    if any(role.held_on(world.on) for role in roles):
        return None
    message = "The directory knows no such officer in office today. Assign the officer a role there first."
    return Refusal(code="OfficerUnknown", message=message, field="officer", passing=True)


def _in_office(state: Mediation) -> Refusal | None:
    if state.mediator is None or state.objection_open:
        return None
    message = "A mediator is in office. Name another after an objection, or once this one stands down."
    return Refusal(code="MediatorInOffice", message=message)


def _nobody_there(state: Mediation) -> Refusal | None:
    if state.mediator is not None:
        return None
    return Refusal(code="NoMediator", message="There is no mediator to object to yet.")
