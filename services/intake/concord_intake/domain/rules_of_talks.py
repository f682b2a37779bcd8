"""Predicates of the informal stage and of ending a case: between the parties, each for itself."""

# ruff: noqa: ARG001  every rule takes the same four

from typing import Any

from concord_intake.domain.champions import ANY_PARTY, may_stand_in
from concord_intake.domain.commands import (
    ConfirmExhausted,
    ConfirmSettlement,
    GiveExplanation,
    RecordInformalAttempt,
)
from concord_intake.domain.standing import is_for_itself, speaks_for
from concord_intake.domain.state import Attempt, Case
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World

EVERYBODY = "every_organisation_involved"
NOTHING_TRIED = Unmet("AttemptNotRecorded", "Record what was tried first (RecordInformalAttempt).")
FOR_ITSELF = "This has to come from the organisation itself; nobody confirms for another."


def informal_attempt_recorded(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    if guard.params.get("effect") == "prompt":
        return None
    by = guard.params.get("by")
    if isinstance(command, RecordInformalAttempt):
        return _by_right_office(by, guard, state, world)
    made = [attempt for attempt in state.attempts if _counts(attempt, guard, state)]
    return None if len(made) >= guard.params.get("minimum", 1) else NOTHING_TRIED


def _counts(attempt: Attempt, guard: Guard, state: Case) -> bool:
    by_the_right = guard.params.get("by") in ANY_PARTY or attempt.by_office in _offices(guard)
    with_all = guard.params.get("of") != EVERYBODY or set(state.orgs) <= set(attempt.took_part)
    return by_the_right and with_all


def _offices(guard: Guard) -> tuple[Any, Any]:
    return guard.params.get("by"), guard.params.get("fallback")


def _by_right_office(by: Any, guard: Guard, state: Case, world: World) -> Unmet | None:
    org = speaks_for(state, world) or world.actor.organisation
    if by == "raising_organisation" and state.side_of(org) != "raising":
        return Unmet("NoAuthority", "The organisation that raised it records this.")
    if by in ANY_PARTY or may_stand_in(world.actor.office, org, guard, world):
        return None
    return Unmet("NoAuthority", f"It is recorded by the office '{by}' of an organisation involved.")


def no_third_party(guard: Guard, command: RecordInformalAttempt, state: Case, world: World) -> Unmet | None:
    others = [org for org in command.took_part if org not in state.orgs]
    if not others:
        return None
    return Unmet("ThirdPartyNotAllowed", f"No party of this case: {', '.join(others)}.", "took_part")


def explanation_invited(guard: Guard, command: GiveExplanation, state: Case, world: World) -> Unmet | None:
    admits = guard.params.get("admits", ())
    if not admits or command.admits in admits:
        return None
    return Unmet("AnswerNotKnown", f"Say one of: {', '.join(admits)}.", "admits")


def all_parties_confirm_exhaustion(guard: Guard, command: ConfirmExhausted, state: Case, world: World) -> Unmet | None:
    if guard.params.get("each_for_itself") and not is_for_itself(world):
        return Unmet("NoAuthority", FOR_ITSELF)
    missing = [each for each in guard.params["statements"] if each not in command.statements]
    if not missing:
        return None
    labels = world.pack.forms.confirm_exhausted.statements
    words = "; ".join(labels.get(each, each) for each in missing)
    return Unmet("StatementMissing", f"Still to be confirmed: {words}.", "statements")


def one_party_is_enough(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    """What is needed is stated by the party that asks, where the pack has it as a statement; else it is tried."""
    needs = guard.params.get("needs")
    if needs is None:
        return None
    labels = world.pack.forms.confirm_exhausted.statements
    if needs in labels:
        stated = needs in command.statements
        return None if stated else Unmet("StatementMissing", f"Still to be said: {labels[needs]}.", "statements")
    return None if state.attempts else NOTHING_TRIED


def all_parties_agree(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    if guard.params.get("each_by_own_command") and not is_for_itself(world):
        return Unmet("NoAuthority", FOR_ITSELF)
    if isinstance(command, ConfirmSettlement):
        return _same_settlement(command, state)
    return None


def _same_settlement(command: ConfirmSettlement, state: Case) -> Unmet | None:
    if state.settlement is None:
        return Unmet(
            "AgreementOfAllRequired",
            "No settlement is reported: a party reports it first (ReportSettlement).",
        )
    if command.settlement_ref in (None, state.settlement.ref):
        return None
    why = "Another settlement was reported since: look at it, and confirm that one."
    return Unmet("AgreementOfAllRequired", why, "settlement_ref")


def withdrawal_by_raising_side(guard: Guard, command: Any, state: Case, world: World) -> Unmet | None:
    if not is_for_itself(world):
        return Unmet("NoAuthority", FOR_ITSELF)
    if state.side_of(world.actor.organisation) == "raising":
        return None
    return Unmet("NoAuthority", "Your organisation is on the other side; it can settle, or go on.")
