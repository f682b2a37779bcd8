"""Who investigates: appointing, replacing, standing down. A refused appointment is itself on record."""

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.delegating import not_delegated
from concord_panel.domain.refusing import guard_of, is_investigator, not_in, not_the_investigator, unmet_guard
from concord_panel.domain.state import INVESTIGATION, INVESTIGATOR, Panel
from concord_panel.domain.ties import Barred, roles_today
from concord_shared.deadlines.clocks import open_clocks
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

CHECKS = ("appointer_in_list", "appointer_not_employed_by_party", "investigator_independent")


def appoint(command: c.AppointInvestigator, state: Panel, world: World) -> Decision:
    """A refused appointment is itself on record. Who is late may be replaced (handbook 2.1.4, D02)."""
    refusal = not_in(state, INVESTIGATION) or _no_appointment(command, state, world) or _unknown(command, world)
    if refusal:
        return refuse(refusal)
    found = (
        unmet_guard(command, state, world, CHECKS[0])
        or not_delegated(state, world)
        or unmet_guard(command, state, world, *CHECKS[1:])
    )
    if found:
        return refuse(refusal_of(*found, world.pack), _rejected(command, world, *found))
    if state.investigator is None:
        return accept(_appointed(command, state, world))
    if state.investigator.ref == command.officer or not _is_late(state):
        return refuse(IN_OFFICE)
    return accept(stood_down(state, "replaced"), _appointed(command, state, world))


def stand_down(command: c.StandDownInvestigator, state: Panel, world: World) -> Decision:
    if state.investigator is None:
        return refuse(Refusal(code="NoInvestigator", message="No investigator is appointed in this case."))
    own = is_investigator(state, world)
    if not own and not may_appoint(state, world):
        return refuse(not_the_investigator(state, world) or IN_OFFICE)
    return accept(stood_down(state, "own_wish" if own else "by_appointer", command.reason))


def stood_down(state: Panel, why: str, reason: str | None = None) -> f.InvestigatorStoodDown:
    assert state.investigator is not None
    words = Sealed("panel", state.case, reason) if reason else None
    return f.InvestigatorStoodDown(
        investigator_ref=state.investigator.ref,
        investigator_org=state.investigator.org,
        why=why,
        reason=words,
        replaced=why == "replaced",
    )


def may_appoint(state: Panel, world: World) -> bool:
    """Whether this actor could have named the investigator: whoever can also replaces, and gives more time."""
    office = world.pack.stage(state.stage.id).office if state.stage else None
    if office is None or world.actor.office not in office.appointers or not_delegated(state, world):
        return False
    role = world.directory.holding(world.actor.organisation, world.actor.office, world.on, world.actor.officer)
    return not {world.actor.organisation, role.employer_org if role else None} & set(state.orgs)


def _is_late(state: Panel) -> bool:
    return any(each.lapsed and state.stage and each.stage_id == state.stage.id for each in open_clocks(state.clocks))


def _appointed(command: c.AppointInvestigator, state: Panel, world: World) -> f.InvestigatorAppointed:
    assert state.stage is not None
    guards = world.pack.guards_for(type(command).__name__, state.stage.id)
    return f.InvestigatorAppointed(
        investigator_ref=command.officer,
        investigator_org=roles_today(command.officer, world)[-1].org,
        appointed_by=world.actor.office,
        checks=tuple(guard.id for guard in guards if guard.predicate in CHECKS),
        directory_position=world.directory.position,
    )


def _rejected(command: c.AppointInvestigator, world: World, guard: Guard, unmet: Unmet) -> f.AppointmentRejected:
    return f.AppointmentRejected(
        office=INVESTIGATOR,
        rule=guard.id,
        why=unmet.reason if isinstance(unmet, Barred) else unmet.code,
        proposed_by=world.actor.office,
        candidate_org=roles_today(command.officer, world)[-1].org,
    )


def _no_appointment(command: c.AppointInvestigator, state: Panel, world: World) -> Refusal | None:
    """Where the Compact names nobody who appoints, nobody can."""
    if guard_of("appointer_in_list", command, state, world) is not None:
        return None
    return Refusal(code="NotAnAppointer", message="The Compact provides for no appointment at this stage.")


def _unknown(command: c.AppointInvestigator, world: World) -> Refusal | None:
    if roles_today(command.officer, world):
        return None
    message = "The directory knows no such officer in office today. Assign the officer a role there first."
    return Refusal(code="OfficerUnknown", message=message, field="officer", passing=True)


IN_OFFICE = Refusal(
    code="InvestigatorInOffice",
    message="An investigator is in office. Another can be named once this one stands down.",
)
