"""Predicates of the way in: who may raise, what is cited, what is in scope, who can be a party."""

# ruff: noqa: ARG001  every rule takes the same four

from typing import Any

from concord_intake.domain.cited import citations, unknown
from concord_intake.domain.commands import (
    AcceptConcern,
    AcknowledgeConcern,
    AdoptConcern,
    AdviseCompactRelated,
    CiteCommitments,
    FirstLook,
    RaiseConcern,
)
from concord_intake.domain.membership import is_same_sector, not_members
from concord_intake.domain.naming import is_named
from concord_intake.domain.scope import reasons
from concord_intake.domain.standing import speaks_for
from concord_intake.domain.state import Case
from concord_shared.contracts.base import Citation
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World

NUMBERED = {"commitment", "principle"}


def raiser_admitted(guard: Guard, command: RaiseConcern, state: Case, world: World) -> Unmet | None:
    side = command.represents or ((command.raiser_org,) if command.raiser_org else ())
    kinds = set(guard.params["kinds"])
    if len(side) > 1 and command.raiser_kind == "organisation" and "organisations_together" in kinds:
        return None
    if command.raiser_kind not in kinds:
        return Unmet("RaiserNotAdmitted", "This Compact does not take concerns from such a raiser.", "raiser_kind")
    if guard.params.get("cross_sector") and is_same_sector(side, command.respondent_orgs, world.directory):
        return Unmet("RaiserNotAdmitted", "Both sides are of the same sector.", "respondent_orgs")
    return _of_admitted_sector(guard.params.get("sectors", "any"), side, world)


def _of_admitted_sector(sectors: Any, side: tuple[str, ...], world: World) -> Unmet | None:
    known = {world.directory.sector(org) for org in side} - {None}
    if sectors == "any" or known <= set(sectors):
        return None
    return Unmet("RaiserNotAdmitted", "The organisation is of another sector.", "raiser_org")


def referral_accepted_from(guard: Guard, command: RaiseConcern, state: Case, world: World) -> Unmet | None:
    if command.channel != "referral_in":
        return None
    sources = guard.params["sources"]
    if command.referred_from not in sources:
        why = f"Say which procedure sends it over: {', '.join(sources)}."
        return Unmet("ReferralNotAccepted", why, "referred_from")
    if guard.params.get("complainant_agrees") and not command.complainant_agrees:
        return Unmet("ReferralNotAccepted", "Ask the complainant first.", "complainant_agrees")
    return None


def concern_gets_reply(guard: Guard, command: AcknowledgeConcern, state: Case, world: World) -> Unmet | None:
    raised = state.raised
    if command.how != "impossible" or raised is None:
        return None
    by_directory = any(world.directory.organisation(org) for org in raised.side)
    if raised.can_be_reached or by_directory:
        return Unmet("ReplyIsPossible", "There is a way to reach the raiser on file: send a reply.", "how")
    return None


def commitment_is_named(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    if isinstance(command, FirstLook):
        missing = command.verdict != "no" and not is_named(guard, state.cited)
        return Unmet("CommitmentNotNamed", "Record which one with CiteCommitments.", "cited") if missing else None
    if not isinstance(command, CiteCommitments):
        return None
    named = citations(command.cited, world.pack)
    if named and not is_named(guard, (*state.cited, *named)):
        return Unmet("CommitmentNotNamed", "A principle alone is not enough here.", "cited")
    return _unknown_among(command.cited, world)


def commitment_or_principle_cited(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    if isinstance(command, CiteCommitments):
        return _unknown_among(command.cited, world)
    if not isinstance(command, FirstLook) or command.verdict == "no":
        return None
    if len(state.cited) < guard.params.get("minimum", 1) and not _said_in_words(guard, command):
        return Unmet("CommitmentNotNamed", "Record which one with CiteCommitments.", "cited")
    only_where_none_fits = guard.params.get("principle_only_where_no_commitment_fits")
    if only_where_none_fits and not _names_commitment(state.cited) and not command.no_commitment_fits:
        why = "Only principles are cited: cite a commitment, or say that none fits (no_commitment_fits)."
        return Unmet("CommitmentNotNamed", why, "no_commitment_fits")
    return None


def _said_in_words(guard: Guard, command: FirstLook) -> bool:
    """Where the pack takes more than commitments and principles, what went wrong is said by the parts in scope."""
    return bool(set(guard.params["kinds"]) - NUMBERED and command.in_scope)


def _names_commitment(cited: tuple[Citation, ...]) -> bool:
    return any(each.number for each in cited)


def _unknown_among(names: tuple[str, ...], world: World) -> Unmet | None:
    missing = unknown(names, world.pack)
    if not missing:
        return None
    return Unmet("UnknownCommitment", f"{world.pack.title} has no {', '.join(missing)}.", "cited")


def matter_in_scope(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    if not isinstance(command, FirstLook):
        return None
    if command.verdict == "no":
        return _has_reason_and_route(guard, command, world)
    included = guard.params.get("included")
    if included and not set(command.in_scope) & set(included):
        return Unmet("OutOfScope", f"Say what of it is in scope: {', '.join(included)}.", "in_scope")
    if command.verdict == "yes" and command.reason is not None:
        why = "All of it is taken on, and yet a reason is given why it does not belong here: say partly, or no."
        return Unmet("OutOfScope", why, "reason")
    by_this_guard = world.pack.guard_by("in_scope_part_only") is None
    return _parts_not_named(command) if by_this_guard else None


def _has_reason_and_route(guard: Guard, command: FirstLook, world: World) -> Unmet | None:
    known = reasons(guard, world.pack)
    if command.reason not in known:
        return Unmet("ReasonRequired", f"Give one of these reasons: {', '.join(known)}.", "reason")
    if guard.params.get("route_required") and not command.route:
        return Unmet("RouteRequired", "Name the procedure where it belongs, and whom to ask.", "route")
    return None


def in_scope_part_only(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    return _parts_not_named(command) if isinstance(command, FirstLook) else None


def _parts_not_named(command: FirstLook) -> Unmet | None:
    if command.verdict != "partly":
        return None
    if command.in_scope and command.out_of_scope and command.reason and command.route:
        return None
    why = "Name both parts (in_scope, out_of_scope), and for the rest the reason and the route."
    return Unmet("PartsNotNamed", why, "out_of_scope")


def party_is_member(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    match command:
        case AdoptConcern():
            return _is_member((speaks_for(state, world) or "",), guard, world)
        case AdviseCompactRelated() | AcceptConcern() if command.verdict != "no":
            return _sides_are_members(guard, command, state, world)
        case RaiseConcern():
            side = command.represents or ((command.raiser_org,) if command.raiser_org else ())
            return _is_member((*side, *command.respondent_orgs), guard, world)
        case _:
            return None


def _sides_are_members(guard: Guard, command: FirstLook, state: Case, world: World) -> Unmet | None:
    responding = command.responding or state.responding
    if not responding:
        return Unmet("RespondentNotNamed", "Say which organisation it is about (responding).", "responding")
    raising = state.raised.side if state.raised else ()
    if guard.params.get("same_sector") == "not_covered" and is_same_sector(raising, responding, world.directory):
        return Unmet("OutOfScope", "Both sides are of the same sector, which is not covered.", "responding")
    if guard.params.get("individual_needs_adoption"):
        return _is_member(responding, guard, world)
    if not raising:
        return Unmet("NotACompactMember", "No organisation is on the raising side.", "raiser_org")
    return _is_member((*raising, *responding), guard, world)


def _is_member(orgs: tuple[str, ...], guard: Guard, world: World) -> Unmet | None:
    strangers = not_members(orgs, guard.params, world.directory)
    if not strangers:
        return None
    return Unmet("NotACompactMember", f"No member of this Compact by the directory: {', '.join(strangers)}.")
