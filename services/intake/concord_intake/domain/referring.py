"""A party takes the case to a national body while its answer is open; what that body makes of it closes the case."""

from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.commands import RecordNationalOutcome, ReferToNational
from concord_intake.domain.coordinating import coordinates
from concord_intake.domain.facts import NationalOutcomeRecorded, NationalReferralMade
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.state import Case
from concord_intake.domain.way import after_stage
from concord_shared.contracts.base import Asked
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.lookup import exits_of
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

PREDICATE = "national_referral_open"
REFERRED, OUTCOME = NationalReferralMade.__name__, NationalOutcomeRecorded.__name__
FOLLOWED = {"followed": True, "not_followed": False}


def refer(command: ReferToNational, state: Case, world: World, party: str, at_hand: AtHand) -> Decision:
    refusal = refusal_by_rules(command, state, world) or _too_late(party, state, world, at_hand)
    if refusal is not None:
        return refuse(refusal)
    (outcome,) = _outcomes(REFERRED, state, world.pack)[:1]
    letter = Sealed("case", state.id, command.letter) if command.letter else None
    asked, offices = Asked(by_party=party), at_hand.offices
    return accept(
        NationalReferralMade(body=command.body, by_party=party, letter=letter),
        *after_stage(state, world.pack, outcome, REFERRED, world.on, offices=offices, asked=asked),
    )


def _too_late(party: str, state: Case, world: World, at_hand: AtHand) -> Refusal | None:
    """Until the party's own period is over, whether it has answered or not; one that has not begun is not over."""
    guard = world.pack.guard_by(PREDICATE, state.stage_id)
    if guard is None:
        return None
    until = at_hand.periods.get((str(guard.params.get("within")), party))
    if until is None or world.on <= until:
        return None
    return refusal_of(guard, Unmet("ReferralTooLate", f"Your period ended on {until:%d %B %Y}."), world.pack)


def record_outcome(command: RecordNationalOutcome, state: Case, world: World) -> Decision:
    refusal = coordinates("RecordNationalOutcome", state, world) or refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    known = _outcomes(OUTCOME, state, world.pack)
    if command.outcome not in known:
        unmet = Unmet("OutcomeNotKnown", f"Say one of: {', '.join(known)}.", "outcome")
        return refuse(by_rule(world.pack, "RecordNationalOutcome", state.stage_id, unmet))
    fact = NationalOutcomeRecorded(
        body=state.referred_to or "",
        outcome=command.outcome,
        followed=FOLLOWED.get(command.outcome),
        letter=Sealed("case", state.id, command.letter),
    )
    return accept(fact, *after_stage(state, world.pack, command.outcome, OUTCOME, world.on))


def _outcomes(event: str, state: Case, pack: Pack) -> list[str]:
    """What the open stage can come to by that fact."""
    return [each.outcome for each in exits_of(pack, state.stage_id or "") if each.event == event]
