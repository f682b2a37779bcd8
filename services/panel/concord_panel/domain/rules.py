"""The predicates of packs that panel answers for investigations and answers; each gives what is missing, or None."""

from collections.abc import Mapping
from typing import Any

from concord_panel.domain import commands as c
from concord_panel.domain import rules_of_review as review
from concord_panel.domain.state import INVESTIGATION, INVESTIGATOR, REVIEW, Panel
from concord_panel.domain.ties import Barred, tie_of
from concord_shared.packs.guards import Rule, Unmet
from concord_shared.packs.model import Guard
from concord_shared.packs.offices import office_in
from concord_shared.world import World

PUBLIC, LOGGED = "public", "logged_and_asked_for"
PLACES = {INVESTIGATION: "investigation", REVIEW: "review"}
"""What a release of mediation content calls the stages that it may go to (handbook row 39)."""


def appointer_in_list(guard: Guard, _command: Any, _state: Panel, world: World) -> Unmet | None:
    if world.actor.office in guard.params["appointers"]:
        return None
    return Barred("NotAnAppointer", reason="not_an_appointer")


def appointer_not_employed_by_party(guard: Guard, _command: Any, state: Panel, world: World) -> Unmet | None:
    actor = world.actor
    role = world.directory.holding(actor.organisation, actor.office, world.on, actor.officer)
    ties = {actor.organisation, role.employer_org if role else actor.organisation}
    if ties.isdisjoint(state.orgs):
        return None
    return Barred("AppointerConflicted", _next_in(guard, world), reason="appointer_employed_by_party")


def _next_in(guard: Guard, world: World) -> str | None:
    """The office after this one in the pack's chain, by the name it has there."""
    chain = [office_in(link) for link in guard.params.get("chain", ())]
    later = chain[chain.index(world.actor.office) + 1 :] if world.actor.office in chain else []
    named = world.pack.terminology.roles.get(later[0]) if later else None
    return f"The next is: {named}." if named else None


def investigator_independent(guard: Guard, command: Any, state: Panel, world: World) -> Unmet | None:
    held = state.investigator.ref if state.investigator else None
    officer = command.officer if isinstance(command, c.AppointInvestigator) else held
    tie = tie_of(officer, guard, INVESTIGATOR, state, world) if officer else None
    if tie is None:
        return None
    return Barred("NotIndependent", f"This person {tie.in_words}.", "officer", reason=tie.reason_code)


def statement_has_parts(guard: Guard, command: Any, state: Panel, _world: World) -> Unmet | None:
    wanted = guard.params["parts"]
    unknown = sorted(set(command.parts) - set(wanted))
    if unknown:
        return Unmet("UnknownPart", f"Not a part of it: {', '.join(unknown)}.", "parts")
    given = {part for part, text in command.parts.items() if text.strip()}
    if not given:
        return Unmet("StatementMissing", "Put in at least one of its parts.", "parts")
    missing = [part for part in wanted if part not in given and part not in state.statement]
    if missing and guard.params.get("incomplete") != LOGGED:
        return Unmet("StatementIncomplete", f"Still missing: {', '.join(missing)}.", "parts")
    return None


def report_has_parts(guard: Guard, command: Any, _state: Panel, _world: World) -> Unmet | None:
    wanted = guard.params["parts"]
    missing = [part for part in wanted if not command.parts.get(part, "").strip()]
    if missing:
        return Unmet("ReportIncomplete", f"Still missing: {', '.join(missing)}.", "parts")
    unknown = sorted(set(command.parts) - set(wanted))
    return Unmet("UnknownPart", f"Not a part of it: {', '.join(unknown)}.", "parts") if unknown else None


def mediation_confidential(guard: Guard, command: Any, state: Panel, _world: World) -> Unmet | None:
    """What every party released to this stage, or to everybody, may be told: named item by item."""
    released = {item for item, to in state.released if state.stage and to in (PLACES[state.stage.type], PUBLIC)}
    held_back = [item for item in command.items if item not in released]
    if held_back:
        return Unmet("MediationContentNotAllowed", f"Not released to here: {', '.join(held_back)}.", "items")
    if command.from_mediation and not command.items:
        return Unmet("MediationContentNotAllowed", "Leave it out, or name the items released.", "items")
    if getattr(command, "prior_recommendations", None) == "disclosed" and not command.items:
        why = f"Say '{guard.params['else_say']}', or name the items released."
        return Unmet("MediationContentNotAllowed", why, "prior_recommendations")
    return None


def answer_by_each_party(guard: Guard, command: Any, _state: Panel, _world: World) -> Unmet | None:
    if command.response not in guard.params["answers"]:
        return Unmet("UnknownAnswer", f"It is one of: {', '.join(guard.params['answers'])}.", "response")
    if command.response != guard.params.get("reason_unless") and not (command.reason or "").strip():
        return Unmet("ReasonRequired", "Say why.", "reason")
    return None


RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        appointer_in_list,
        appointer_not_employed_by_party,
        investigator_independent,
        statement_has_parts,
        report_has_parts,
        mediation_confidential,
        answer_by_each_party,
        *review.RULES,
    )
}
