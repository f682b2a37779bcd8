"""How each fact changes a case. What decides nothing later leaves it as it was."""

from datetime import date
from typing import assert_never, cast

from concord_intake.domain import facts
from concord_intake.domain.bundle_evolve import bundled
from concord_intake.domain.bundle_facts import BundleFact
from concord_intake.domain.evolve_life import lived, prompted, stirred
from concord_intake.domain.facts import FormalFact, LifeFact, TalkFact, TriageFact, WayFact
from concord_intake.domain.state import (
    AWAITING,
    CLOSED,
    INFORMAL,
    OPEN,
    PREFIX,
    RECEIVED,
    SIGNPOSTED,
    WAITING,
    Advised,
    Attempt,
    Case,
    OpenStage,
    Raised,
    Settlement,
)
from concord_shared.contracts.base import Party
from concord_shared.deadlines.clocks import evolve_clocks
from concord_shared.deadlines.facts import DeadlineFact
from concord_shared.facts import Fact
from concord_shared.states import changed


def start(stream: str) -> Case:
    return Case(id=stream.removeprefix(PREFIX))


def evolve(state: Case, fact: Fact, on: date) -> Case:
    if isinstance(fact, DeadlineFact):
        return prompted(changed(state, clocks=evolve_clocks(state.clocks, fact, on)), fact)
    return stirred(_happened(state, fact, on), fact, on)


def _happened(state: Case, fact: Fact, on: date) -> Case:
    if isinstance(fact, TriageFact):
        return _triaged(state, fact, on)
    if isinstance(fact, TalkFact):
        return _talked(state, fact)
    if isinstance(fact, LifeFact):
        return lived(state, fact)
    if isinstance(fact, BundleFact):
        return bundled(state, fact)
    if isinstance(fact, FormalFact):
        return _asked(state, fact)
    return _moved(state, cast(WayFact, fact), on)


def _triaged(state: Case, fact: TriageFact, on: date) -> Case:
    match fact:
        case facts.ConcernRaised():
            return _raised(state, fact, on)
        case facts.ConcernAcknowledged():
            return changed(state, acknowledged=True)
        case facts.ConcernInformationRequested():
            return state if fact.stage_id else changed(state, phase=AWAITING, asked_for=_asked_for(fact))
        case facts.ConcernInformationSupplied():
            return changed(state, phase=RECEIVED, asked_for=())
        case facts.CommitmentsCited():
            earlier = () if fact.replaces else state.cited
            return changed(state, cited=(*earlier, *(each for each in fact.cited if each not in earlier)))
        case facts.CompactRelatednessAdvised():
            return _advised(state, fact)
        case facts.ConcernAccepted():
            return _accepted(state, fact, on)
        case facts.ConcernSignposted():
            return state if fact.partial else changed(state, phase=SIGNPOSTED)
        case facts.ConcernAdopted():
            return state
        case facts.PartyAdded():
            return _added(state, fact)
        case _:
            assert_never(fact)


def _talked(state: Case, fact: TalkFact) -> Case:
    match fact:
        case facts.InformalAttemptRecorded():
            attempt = Attempt(fact.by_party, fact.by_office, fact.took_part)
            supporters = (*state.supporters, *((fact.supporter,) if fact.supporter else ()))
            supporters = tuple(dict.fromkeys(supporters))
            return changed(state, attempts=(*state.attempts, attempt), supporters=supporters)
        case facts.InformalExhaustionConfirmed():
            return changed(state, confirmed=(*state.confirmed, fact.party))
        case facts.InformalExhaustionRetracted():
            return changed(state, confirmed=tuple(org for org in state.confirmed if org != fact.party))
        case facts.SettlementReported():
            return changed(state, settlement=Settlement(fact.settlement_ref, (fact.party,)))
        case facts.SettlementConfirmed():
            return changed(state, settlement=_confirmed(state, fact))
        case facts.WithdrawalAgreed():
            return changed(state, withdrawing=(*state.withdrawing, fact.party))
        case (
            facts.ExplanationGiven()
            | facts.DateEvidenceEntered()
            | facts.InformalExhaustionDisputed()
            | facts.ConfirmationWithheld()
        ):
            return state
        case _:
            assert_never(fact)


def _asked(state: Case, fact: FormalFact) -> Case:
    match fact:
        case facts.NationalReferralMade():
            return changed(state, referred_to=fact.body)
        case facts.FirstContactRecorded() | facts.NationalOutcomeRecorded():
            return state
        case _:
            assert_never(fact)


def _moved(state: Case, fact: WayFact, on: date) -> Case:
    match fact:
        case facts.StageOpened():
            return _opened(state, fact, on)
        case facts.StageClosed():
            return changed(state, stage=None)
        case facts.CaseClosed():
            ended = changed(state, phase=CLOSED, stage=None, waiting=None, suspended=None)
            return changed(ended, closed_for=fact.reason, closed_on=fact.closed_on)
        case (
            facts.FormalResolutionInvoked()
            | facts.CaseSettled()
            | facts.CaseWithdrawn()
            | facts.CaseUnresolved()
            | facts.ResultSetAside()
        ):
            return state
        case _:
            assert_never(fact)


def _raised(state: Case, fact: facts.ConcernRaised, on: date) -> Case:
    raised = Raised(
        on,
        fact.raiser_kind,
        fact.raiser_org,
        fact.represents,
        fact.respondent_orgs,
        can_be_reached=fact.reach is not None,
        referred_from=fact.referred_from,
        referred_by=fact.referred_by,
    )
    return changed(
        state,
        phase=RECEIVED,
        raised=raised,
        pack_id=fact.pack_id,
        pack_version=fact.pack_version,
        cited=fact.cited,
        responding=fact.respondent_orgs,
        trial=fact.trial,
    )


def _advised(state: Case, fact: facts.CompactRelatednessAdvised) -> Case:
    by = (fact.adviser,) if fact.adviser else ()
    advised = Advised(fact.advice_body, fact.adviser.officer if fact.adviser else None)
    return changed(state, advisers=(*state.advisers, *by), advised=advised)


def _asked_for(fact: facts.ConcernInformationRequested) -> tuple[str, ...]:
    """With what was asked for in words of somebody's own counted, so that naming one thing does not answer all."""
    return (*fact.missing_parts, *("in_words" for _ in fact.missing))


def _accepted(state: Case, fact: facts.ConcernAccepted, on: date) -> Case:
    by = (fact.accepted_by,) if fact.accepted_by else ()
    return changed(
        state,
        advisers=(*state.advisers, *by),
        phase=WAITING,
        accepted_on=on,
        pack_version=fact.pack_version,
        cited=fact.cited,
        raising=fact.raising,
        responding=fact.responding,
        waiting=fact.waiting,
    )


def _added(state: Case, fact: facts.PartyAdded) -> Case:
    if fact.side == "raising":
        return changed(state, raising=(*state.raising, fact.org))
    return changed(state, responding=(*state.responding, fact.org))


def _opened(state: Case, fact: facts.StageOpened, on: date) -> Case:
    opened = state.opened if fact.stage_id in state.opened else (*state.opened, fact.stage_id)
    stage = OpenStage(fact.stage_id, fact.stage_type, on)
    parties: tuple[Party, ...] = fact.parties
    anew = {"attempts": (), "confirmed": ()} if fact.stage_type == INFORMAL else {}
    return changed(state, phase=OPEN, stage=stage, waiting=None, opened=opened, parties=parties, **anew)


def _confirmed(state: Case, fact: facts.SettlementConfirmed) -> Settlement:
    earlier = state.settlement.confirmed if state.settlement else ()
    return Settlement(fact.settlement_ref, (*earlier, fact.party))
