"""The independent investigation: what is put in, and the report."""

import json
from datetime import date
from hashlib import sha256

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.refusing import (
    by_guard,
    is_investigator,
    not_a_party,
    not_in,
    not_the_investigator,
)
from concord_panel.domain.rules import mediation_confidential
from concord_panel.domain.state import INVESTIGATION, REVIEW, Panel
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import refusal_of
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def submit_evidence(command: c.SubmitEvidence, state: Panel, world: World) -> Decision:
    refusal = not_in(state, INVESTIGATION, REVIEW)
    if refusal is None and not is_investigator(state, world):
        refusal = not_a_party(state, world)
    refusal = refusal or by_guard(command, state, world) or _confidential(command, state, world)
    refusal = refusal or _unknown_holder(command, world)
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
            items=command.items,
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
            items=command.items,
        )
    )


def _confidential(command: c.SubmitEvidence, state: Panel, world: World) -> Refusal | None:
    """Also where the pack's rule stands in this stage and names no command of ours."""
    guard = world.pack.guard_by("mediation_confidential", state.stage.id if state.stage else None)
    unmet = mediation_confidential(guard, command, state, world) if guard else None
    return refusal_of(guard, unmet, world.pack) if guard and unmet else None


def _next_meeting(world: World) -> date | None:
    """Of the body for whose meeting the review waits, if the Compact lets it wait."""
    for rule in world.pack.deadlines:
        if rule.starts_on == f.InvestigationReportSubmitted.__name__ and rule.alternative is not None:
            return next(iter(world.directory.meetings(rule.alternative.body, world.on)), None)
    return None


def _unknown_holder(command: c.SubmitEvidence, world: World) -> Refusal | None:
    """An id, never a name: what is submitted stands in the clear next to the text."""
    if command.holder is None or world.directory.organisation(command.holder) is not None:
        return None
    message = "The directory knows no such organisation. Give the id under which it is registered, or leave it out."
    return Refusal(code="UnknownOrganisation", message=message, field="holder")
