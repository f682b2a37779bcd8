"""The review: hearing the parties, findings, sending a report back, the recommendation. It binds nobody."""

import json

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.refusing import by_guard, guard_of, not_in, not_the_chair, unmet_guard
from concord_panel.domain.state import REVIEW, Panel
from concord_panel.domain.ties import Barred
from concord_shared.contracts.panel import Findings, MadeBy
from concord_shared.deadlines.clocks import derive
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Guard
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

SITS = ("parties_excluded_from_review", "panel_members_unlinked")


def hear_party(command: c.HearParty, state: Panel, world: World) -> Decision:
    refused = _not_reviewing(command, state, world)
    if refused:
        return refused
    if command.party not in state.orgs:
        return refuse(Refusal(code="NotAParty", message="Name a party of this case.", field="party"))
    if command.held_on > world.on:
        message = "A hearing is recorded once it was held, or declined."
        return refuse(Refusal(code="DateInFuture", message=message, field="held_on"))
    return accept(f.PartyHeard(**command.model_dump()))


def record_findings(command: c.RecordFindings, state: Panel, world: World) -> Decision:
    refused = _not_reviewing(command, state, world)
    if refused:
        return refused
    if not set(command.fair_hearing) <= set(state.orgs):
        return refuse(Refusal(code="NotAParty", message="Name parties of this case.", field="fair_hearing"))
    unknown = [number for number in command.commitments if number not in world.pack.commitments]
    if unknown:
        message = f"The Compact has no commitment {', '.join(unknown)}."
        return refuse(Refusal(code="UnknownCommitment", message=message, field="commitments"))
    findings = Findings(
        is_breach=command.is_breach or "undetermined",
        commitments=command.commitments,
        fair_hearing=command.fair_hearing,
        prior_recommendations_reasonable=command.prior_recommendations_reasonable or "none",
    )
    words = json.dumps(command.answers, ensure_ascii=False, sort_keys=True)
    answers = Sealed("panel", state.case, words) if command.answers else None
    return accept(f.ReviewFindingsRecorded(findings=findings, answers=answers))


def refer_back(command: c.ReferReportBack, state: Panel, world: World) -> Decision:
    refused = _not_reviewing(command, state, world) or _cannot_go_back(state, world)
    if refused:
        return refused
    assert state.stage is not None
    guard = guard_of("referred_back_once", command, state, world)
    rule = world.pack.deadline(guard.params["deadline"]) if guard else None
    return accept(
        f.ReportReferredBack(
            stage_id=state.stage.id,
            why=Sealed("panel", state.case, command.why),
            return_by=derive(rule, world.on, world.calendar).due_on if rule else None,
        )
    )


def recommend(command: c.MakeRecommendation, state: Panel, world: World) -> Decision:
    refused = _not_reviewing(command, state, world) or _bad_actions(command, state)
    if refused:
        return refused
    assert state.stage is not None and state.group is not None
    members = tuple(dict.fromkeys(member.org for member in state.group.members))
    return accept(
        f.PanelRecommendation(
            stage_id=state.stage.id,
            recommendation_id=f"{state.case}-R{state.recommendations + 1}",
            kind=command.kind or world.pack.stage(state.stage.id).output or "recommendation",
            findings=state.findings,
            resolution=Sealed("panel", state.case, command.text),
            actions=tuple(f.ActionFor(for_org=each.for_org, by=each.by) for each in command.actions),
            action_texts=tuple(Sealed("panel", state.case, each.what) for each in command.actions),
            addressed_to=state.orgs,
            made_by=MadeBy(body=state.group.body, member_orgs=members, excluded_orgs=state.excluded),
            made_on=world.on,
        )
    )


def _not_reviewing(command: c.Asked, state: Panel, world: World) -> Decision | None:
    """First whether the stage is open, then whether this person may sit at all, then chair, then the rest."""
    refusal = not_in(state, REVIEW)
    if refusal:
        return refuse(refusal)
    excluded = turned_away(command, state, world)
    if excluded:
        return excluded
    refusal = not_the_chair(state, world) or by_guard(command, state, world)
    return refuse(refusal) if refusal else None


def turned_away(command: c.Asked, state: Panel, world: World) -> Decision | None:
    """Somebody left out of the review who acts in it all the same: refused, and on record. An organisation of the
    dispute is turned away whatever it tries, even where a pack does not name the command."""
    found = unmet_guard(command, state, world, *SITS) or _of_the_dispute(state, world)
    if found is None or not isinstance(found[1], Barred):
        return None
    guard, unmet = found
    actor = world.actor
    fact = f.ReviewerRefused(org=actor.organisation, office=actor.office, what=type(command).__name__, rule=guard.id)
    return refuse(refusal_of(guard, unmet, world.pack), fact)


def _of_the_dispute(state: Panel, world: World) -> tuple[Guard, Unmet] | None:
    guards = (world.pack.guard_by(name, state.stage.id) for name in SITS if state.stage)
    guard = next((each for each in guards if each is not None), None)
    if guard is None or world.actor.organisation not in state.in_dispute:
        return None
    return guard, Barred("ReviewerExcluded", reason="organisation_is_party")


def _cannot_go_back(state: Panel, world: World) -> Decision | None:
    assert state.stage is not None
    exits = world.pack.stage(state.stage.id).exits
    if any(way.event == f.ReportReferredBack.__name__ for way in exits):
        return None
    message = "The Compact does not provide for sending a report back."
    return refuse(Refusal(code="NotForeseen", message=message))


def _bad_actions(command: c.MakeRecommendation, state: Panel) -> Decision | None:
    if all(action.for_org in state.orgs for action in command.actions):
        return None
    message = f"Actions are for parties of this case: {', '.join(state.orgs)}."
    return refuse(Refusal(code="NotAParty", message=message, field="actions"))
