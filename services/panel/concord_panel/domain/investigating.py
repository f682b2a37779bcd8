"""The independent investigation: who does it, what is put in, the report."""

import json
from datetime import date
from hashlib import sha256

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.clocks import INVESTIGATION, REVIEW
from concord_panel.domain.refusing import (
    by_guard,
    guard_of,
    is_investigator,
    not_a_party,
    not_in,
    not_the_investigator,
    unmet_guard,
)
from concord_panel.domain.state import INVESTIGATOR, Panel
from concord_panel.domain.ties import Barred, roles_today
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

CHECKS = ("appointer_in_list", "appointer_not_employed_by_party", "investigator_independent")


def appoint(command: c.AppointInvestigator, state: Panel, world: World) -> Decision:
    """A refused appointment is itself on record."""
    refusal = not_in(state, INVESTIGATION) or _no_appointment(command, state, world) or _unknown(command, world)
    if refusal:
        return refuse(refusal)
    found = unmet_guard(command, state, world, *CHECKS)
    if found:
        return refuse(refusal_of(*found, world.pack), _rejected(command, world, *found))
    if state.investigator is not None:
        return refuse(IN_OFFICE)
    return accept(_appointed(command, state, world))


def stand_down(command: c.StandDownInvestigator, state: Panel, world: World) -> Decision:
    if state.investigator is None:
        return refuse(Refusal(code="NoInvestigator", message="No investigator is appointed in this case."))
    own = is_investigator(state, world)
    if not own and world.actor.office not in _appointers(state, world):
        return refuse(not_the_investigator(state, world) or IN_OFFICE)
    return accept(stood_down(state, "own_wish" if own else "by_appointer", command.reason))


def stood_down(state: Panel, why: str, reason: str | None = None) -> f.InvestigatorStoodDown:
    assert state.investigator is not None
    words = Sealed("panel", state.case, reason) if reason else None
    return f.InvestigatorStoodDown(investigator_ref=state.investigator.ref, why=why, reason=words)


def submit_evidence(command: c.SubmitEvidence, state: Panel, world: World) -> Decision:
    refusal = not_in(state, INVESTIGATION, REVIEW)
    if refusal is None and not is_investigator(state, world):
        refusal = not_a_party(state, world)
    refusal = refusal or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    by = world.actor.organisation
    return accept(
        f.EvidenceSubmitted(
            evidence_id=f"{state.case}-E{state.evidence + 1}",
            by=by,
            holder=command.holder or by,
            in_confidence=command.in_confidence,
            foi_mark=command.foi_mark,
            sha256=sha256(command.text.encode()).hexdigest(),
            text=Sealed("panel", state.case, command.text),
        )
    )


def submit_report(command: c.SubmitReport, state: Panel, world: World) -> Decision:
    refusal = not_in(state, INVESTIGATION) or not_the_investigator(state, world) or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    assert state.stage is not None
    text = json.dumps(command.parts, ensure_ascii=False, sort_keys=True)
    return accept(
        f.InvestigationReportSubmitted(
            stage_id=state.stage.id,
            report=Sealed("panel", state.case, text),
            parts_present=tuple(part for part, words in command.parts.items() if words.strip()),
            prior_recommendations=command.prior_recommendations,
            next_meeting_on=_next_meeting(world),
        )
    )


def _next_meeting(world: World) -> date | None:
    """Of the body for whose meeting the review waits, if the Compact lets it wait."""
    for rule in world.pack.deadlines:
        if rule.starts_on == f.InvestigationReportSubmitted.__name__ and rule.alternative is not None:
            return next(iter(world.directory.meetings(rule.alternative.body, world.on)), None)
    return None


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


def _appointers(state: Panel, world: World) -> tuple[str, ...]:
    office = world.pack.stage(state.stage.id).office if state.stage else None
    return office.appointers if office else ()


def _unknown(command: c.AppointInvestigator, world: World) -> Refusal | None:
    if roles_today(command.officer, world):
        return None
    message = "The directory knows no such officer in office today. Assign the officer a role there first."
    return Refusal(code="OfficerUnknown", message=message, field="officer", passing=True)


IN_OFFICE = Refusal(
    code="InvestigatorInOffice",
    message="An investigator is in office. Another can be named once this one stands down.",
)
