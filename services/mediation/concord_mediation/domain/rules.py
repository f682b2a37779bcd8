"""The predicates of packs that mediation answers: each gives what is missing, or None."""

from collections.abc import Mapping
from typing import Any

from concord_mediation.domain import commands as c
from concord_mediation.domain import rules_of_other_ways as other_ways
from concord_mediation.domain.neutrality import Barred, appointer_not_employed_by_party, facilitator_neutral
from concord_mediation.domain.state import Mediation
from concord_mediation.domain.terms_text import sha256_of
from concord_shared.packs.guards import Rule, Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World


def appointer_in_list(guard: Guard, _command: Any, _state: Mediation, world: World) -> Unmet | None:
    if world.actor.office in guard.params["appointers"]:
        return None
    return Barred("NotAnAppointer", reason="not_an_appointer")


def facilitator_trained(guard: Guard, command: Any, _state: Mediation, world: World) -> Unmet | None:
    kind = guard.params["training"]
    if world.directory.trained(command.officer, kind, world.on) is not None:
        return None
    why = "The directory holds no dated evidence for this officer: record it with the officer's role first."
    return Barred("NotTrained", why, "officer", reason="not_trained")


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


def mediation_confidential(_guard: Guard, command: Any, state: Mediation, _world: World) -> Unmet | None:
    """Nothing leaves but an item that somebody proposed by name and every party agreed to."""
    if not isinstance(command, c.AgreeDisclosure):
        return None
    if any(each.ref == command.item_ref and command.to in (None, each.to) for each in state.items):
        return None
    return Unmet("NothingProposed", "No such item is proposed; propose it first (ProposeDisclosure).", "item_ref")


def all_parties_agree(_guard: Guard, command: Any, state: Mediation, world: World) -> Unmet | None:
    """Each for itself, and once."""
    if not isinstance(command, c.AgreeDisclosure):
        return None
    waiting = [each for each in state.items if each.ref == command.item_ref and command.to in (None, each.to)]
    if not waiting or any(world.actor.organisation not in each.agreed for each in waiting):
        return None
    return Unmet("AlreadyAgreed", "Your organisation has agreed to this one already.", "item_ref")


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
        mediation_confidential,
        all_parties_agree,
        *other_ways.RULES,
    )
}
