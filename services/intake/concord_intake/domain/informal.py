"""The informal stage: what the parties tried, explained and confirmed, each for itself (001:624-628)."""

from concord_intake.domain.champions import supporter, without_champion
from concord_intake.domain.cited import citations, unknown
from concord_intake.domain.commands import (
    ConfirmExhausted,
    DisputeExhausted,
    GiveExplanation,
    RecordInformalAttempt,
    RetractConfirmation,
)
from concord_intake.domain.facts import (
    ExplanationGiven,
    FormalResolutionInvoked,
    InformalAttemptRecorded,
    InformalExhaustionConfirmed,
    InformalExhaustionDisputed,
    InformalExhaustionRetracted,
)
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.state import Case
from concord_intake.domain.way import after_stage
from concord_shared.contracts.base import Asked
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Exit, Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

INVOKED = "FormalResolutionInvoked"
ALREADY_CONFIRMED = Refusal(
    code="AlreadyConfirmed",
    message="Your organisation has confirmed already. Until the formal stage opens it can take that back "
    "(RetractConfirmation).",
)
NOT_CONFIRMED = Refusal(code="NotConfirmed", message="Your organisation has not confirmed, so nothing is to take back.")


def record_attempt(command: RecordInformalAttempt, state: Case, world: World, party: str) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    if command.held_on > world.on:
        return refuse(Refusal(code="DateInFuture", message="Record it once it has been held.", field="held_on"))
    took_part = command.took_part or state.orgs
    return accept(
        InformalAttemptRecorded(
            by_party=party,
            by_office=world.actor.office,
            held_on=command.held_on,
            means=Sealed("case", state.id, command.means),
            took_part=took_part,
            offices=command.offices,
            result=command.result,
            supporter=supporter(state, world),
            unnamed=without_champion(took_part, state, world),
        )
    )


def explain(command: GiveExplanation, state: Case, world: World, party: str) -> Decision:
    missing = unknown(command.commitments, world.pack)
    if missing:
        why = f"{world.pack.title} has no {', '.join(missing)}."
        return refuse(Refusal(code="UnknownCommitment", message=why, field="commitments"))
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    return accept(
        ExplanationGiven(
            by_party=party,
            commitments=citations(command.commitments, world.pack) or state.cited,
            admits=command.admits,
            text=Sealed("case", state.id, command.text),
        )
    )


def confirm(command: ConfirmExhausted, state: Case, world: World, party: str) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    if party in state.confirmed:
        return refuse(_others_are_missing(state, world))
    fact = InformalExhaustionConfirmed(party=party, statements=command.statements)
    return accept(fact, *invoked(state, world, (*state.confirmed, party), Asked(by_party=party)))


def _others_are_missing(state: Case, world: World) -> Refusal:
    """Who confirmed and asks again would open the formal stage alone."""
    missing = ", ".join(org for org in state.orgs if org not in state.confirmed)
    unmet = Unmet("BothConfirmationsRequired", f"Yours is on record; still awaited: {missing}.")
    return by_rule(world.pack, "ConfirmExhausted", state.stage_id, unmet)


def invoked(state: Case, world: World, confirmed: tuple[str, ...], asked: Asked | None = None) -> tuple[Fact, ...]:
    """The formal stage opens by itself on the last confirmation that the pack asks for; never by silence. Where one
    party's wish is enough, it is told whose (`asked`)."""
    way_out = formal_exit(world.pack, state.stage_id or "")
    if way_out is None or not _are_enough(way_out, state, confirmed):
        return ()
    by_all = _all_needed(way_out)
    basis = "all_confirmed" if by_all else "one_party"
    own = tuple(org for org in confirmed if org in state.orgs)
    fact = FormalResolutionInvoked(basis=basis, confirmations=own)
    asked = None if by_all else asked
    return (fact, *after_stage(state, world.pack, way_out.outcome, INVOKED, world.on, asked=asked))


def formal_exit(pack: Pack, stage_id: str) -> Exit | None:
    """The way out of an informal stage to the formal ones."""
    return next((each for each in pack.stage(stage_id).exits if each.event == INVOKED), None)


def _are_enough(way_out: Exit, state: Case, confirmed: tuple[str, ...]) -> bool:
    return set(state.orgs) <= set(confirmed) if _all_needed(way_out) else bool(confirmed)


def _all_needed(way_out: Exit) -> bool:
    return way_out.requires is None or way_out.requires.confirmations != "any_party"


def dispute(command: DisputeExhausted, state: Case, world: World, party: str) -> Decision:
    if party in state.confirmed:
        return refuse(ALREADY_CONFIRMED)
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    still = Sealed("case", state.id, command.still_to_try)
    return accept(InformalExhaustionDisputed(party=party, still_to_try=still))


def retract(command: RetractConfirmation, state: Case, world: World, party: str) -> Decision:
    if party not in state.confirmed:
        return refuse(NOT_CONFIRMED)
    refusal = refusal_by_rules(command, state, world)
    return refuse(refusal) if refusal else accept(InformalExhaustionRetracted(party=party))
