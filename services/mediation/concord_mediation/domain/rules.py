"""The predicates of packs that mediation answers: each gives what is missing, or None."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concord_mediation.domain import commands as c
from concord_mediation.domain.state import Mediation
from concord_mediation.domain.terms_text import sha256_of
from concord_shared.conflicts import CaseTies, Conflict, find_conflicts
from concord_shared.packs.guards import Rule, Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World

MEDIATOR = "mediator"


@dataclass(frozen=True)
class Barred(Unmet):
    """Why an appointment cannot be: `reason` is the code that goes on record."""

    reason: str = ""


def appointer_in_list(guard: Guard, _command: Any, _state: Mediation, world: World) -> Unmet | None:
    if world.actor.office in guard.params["appointers"]:
        return None
    return Barred("NotAnAppointer", reason="not_an_appointer")


def appointer_not_employed_by_party(_guard: Guard, _command: Any, state: Mediation, world: World) -> Unmet | None:
    actor = world.actor
    role = world.directory.holding(actor.organisation, actor.office, world.on, actor.officer)
    ties = {actor.organisation, role.employer_org if role else actor.organisation}
    if ties.isdisjoint(state.orgs):
        return None
    return Barred("AppointerConflicted", reason="appointer_employed_by_party")


def facilitator_trained(guard: Guard, command: Any, _state: Mediation, world: World) -> Unmet | None:
    kind = guard.params["training"]
    if world.directory.trained(command.officer, kind, world.on) is not None:
        return None
    why = "The directory holds no dated evidence for this officer: record it with the officer's role first."
    return Barred("NotTrained", why, "officer", reason="not_trained")


def facilitator_neutral(guard: Guard, command: Any, state: Mediation, world: World) -> Unmet | None:
    officer = command.officer if isinstance(command, c.AppointMediator) else _mediator(state)
    tie = tie_of(officer, guard, state, world) if officer else None
    if tie is None:
        return None
    return Barred("NotNeutral", f"This person {tie.in_words}.", "officer", reason=tie.reason_code)


def tie_of(officer: str, guard: Guard, state: Mediation, world: World) -> Conflict | None:
    """The first tie that the officer has in any seat held today."""
    case = CaseTies(state.orgs, state.accepted_on, state.offices_held, case=state.case)
    rules = guard.params["conflict"]
    for role in world.directory.roles_of(officer):
        if role.held_on(world.on):
            found = find_conflicts(rules, role, case, world.directory, office=MEDIATOR, on=world.on)
            if found:
                return found[0]
    return None


def all_parties_consent(_guard: Guard, _command: Any, state: Mediation, _world: World) -> Unmet | None:
    missing = len(state.missing_consents)
    if not missing:
        return None
    return Unmet("ConsentRequired", f"{len(state.orgs) - missing} of {len(state.orgs)} parties have agreed so far.")


def all_parties_confirm_terms(_guard: Guard, command: Any, state: Mediation, _world: World) -> Unmet | None:
    if not isinstance(command, c.ConfirmTerms):
        return None
    if state.terms_sha256 is None:
        return Unmet("TermsDiffer", "The mediator has recorded no terms yet.")
    given = command.terms_sha256 or sha256_of(command.text or "")
    return None if given == state.terms_sha256 else Unmet("TermsDiffer", "This is not the text that is recorded.")


def objection_once(guard: Guard, command: Any, state: Mediation, world: World) -> Unmet | None:
    if world.actor.organisation in state.objected:
        return Unmet("ObjectionUsed", "This party has objected already.")
    if state.sessions:
        return Unmet("SessionAlreadyHeld", "A session has been held.")
    if guard.params.get("reason_needed") and not command.reason.strip():
        return Unmet("ReasonRequired", "Say why.", "reason")
    return None


def deadline_has_lapsed(guard: Guard, command: Any, state: Mediation, _world: World) -> Unmet | None:
    if not state.has_lapsed(guard.params["deadline"]):
        return Unmet("DeadlineNotLapsed", "The period has not run out.")
    if command.asked_by not in state.orgs:
        return Unmet("DeadlineNotLapsed", "Name the party that asked.", "asked_by")
    return None


def _mediator(state: Mediation) -> str | None:
    return state.mediator.ref if state.mediator else None


RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        appointer_in_list,
        appointer_not_employed_by_party,
        facilitator_trained,
        facilitator_neutral,
        all_parties_consent,
        all_parties_confirm_terms,
        objection_once,
        deadline_has_lapsed,
    )
}
