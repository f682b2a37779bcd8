"""The informal stage: between the parties, each for itself, as pure decisions: given, when, then."""

from datetime import UTC, date, datetime

import pytest

from concord_intake.domain import facts
from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.case import decide
from concord_intake.domain.commands import (
    ConfirmExhausted,
    DisputeExhausted,
    GiveExplanation,
    RecordInformalAttempt,
    RetractConfirmation,
)
from concord_intake.domain.evolve import evolve, start
from concord_shared.calendar.snapshot import england
from concord_shared.contracts.base import Citation, Party
from concord_shared.deadlines.facts import DeadlineCancelled, DeadlineMet, DeadlineSet
from concord_shared.parts import Aggregate
from concord_shared.sealed import Sealed
from concord_shared.testing.directory_sample import rotherham_sample
from concord_shared.testing.given import given
from concord_shared.world import World

from .conftest import ADVISER, BOTH, RAISER, RESPONDENT, actor

CASE = Aggregate(start, evolve)
ON = date(2027, 3, 15)


@pytest.fixture
def world(pack):
    def world(by, on=ON):
        return World(by, on, datetime(2027, 3, 15, 9, tzinfo=UTC), pack, england(), rotherham_sample(pack).copy)

    return world


@pytest.fixture
def at_hand(pack):
    return AtHand("fresh", pack)


def stage_open(pack, *more, orgs=((RAISER, "raising"), (RESPONDENT, "responding")), stage=None):
    stage = pack.stage(stage or pack.first_stage)
    raised = facts.ConcernRaised(
        channel="web",
        raiser_kind="organisation",
        raiser_org=RAISER,
        respondent_orgs=(RESPONDENT,),
        text=Sealed("case", "ROT-7K3M-9QX", "What happened."),
        cited=(Citation(number="9.2"),),
        pack_id=pack.id,
        pack_version=pack.version,
    )
    accepted = facts.ConcernAccepted(
        pack_version=pack.version,
        cited=raised.cited,
        themes=(),
        raising=(RAISER,),
        responding=(RESPONDENT,),
        same_sector=False,
        adopted=False,
    )
    opened = facts.StageOpened(
        stage_id=stage.id,
        stage_type=stage.type,
        label=stage.label,
        caused_by="ConcernAccepted",
        parties=tuple(Party(org=org, side=side) for org, side in orgs),
        pack_version=pack.version,
        accepted_on=ON,
    )
    return given(CASE, "case-ROT-7K3M-9QX", raised, accepted, opened, *more, on=ON)


def confirmed(party):
    return facts.InformalExhaustionConfirmed(party=party, statements=tuple(BOTH))


def test_the_first_confirmation_asks_the_other_side_and_opens_nothing(pack, world, at_hand):
    then = stage_open(pack).when(decide, ConfirmExhausted(statements=tuple(BOTH)), world(actor(RAISER)), at_hand)

    assert then.names == ["InformalExhaustionConfirmed", "DeadlineSet"]
    reminders = then.one(DeadlineSet)
    assert (reminders.deadline_id, reminders.remind_on) == ("ROT-D14", (date(2027, 3, 22), date(2027, 3, 31)))


def test_the_last_confirmation_opens_the_formal_stage_by_itself(pack, world, at_hand):
    first = stage_open(pack).when(decide, ConfirmExhausted(statements=tuple(BOTH)), world(actor(RAISER)), at_hand)
    after_one = given_after(pack, first)

    then = after_one.when(decide, ConfirmExhausted(statements=tuple(BOTH)), world(actor(RESPONDENT)), at_hand)

    assert then.names == [
        "InformalExhaustionConfirmed",
        "FormalResolutionInvoked",
        "DeadlineMet",
        "StageClosed",
        "StageOpened",
    ]
    invoked = then.one(facts.FormalResolutionInvoked)
    assert (invoked.basis, invoked.confirmations) == ("all_confirmed", (RAISER, RESPONDENT))
    assert then.one(facts.StageClosed).outcome == "exhausted"
    opened = then.one(facts.StageOpened)
    assert (opened.stage_type, opened.caused_by, opened.first_time) == ("facilitated", "FormalResolutionInvoked", True)


def test_every_one_of_several_parties_confirms(pack, world, at_hand):
    orgs = ((RAISER, "raising"), ("eastwood-youth", "raising"), (RESPONDENT, "responding"))
    two_of_three = stage_open(pack, confirmed(RAISER), confirmed(RESPONDENT), orgs=orgs)

    then = two_of_three.when(decide, ConfirmExhausted(statements=tuple(BOTH)), world(actor("eastwood-youth")), at_hand)

    assert then.one(facts.FormalResolutionInvoked).confirmations == (RAISER, RESPONDENT, "eastwood-youth")


@pytest.mark.parametrize("statements", [(), BOTH[:1], BOTH[1:]])
def test_one_statement_is_not_enough(pack, world, at_hand, statements):
    command = ConfirmExhausted(statements=tuple(statements))

    stage_open(pack).when(decide, command, world(actor(RAISER)), at_hand).refused("StatementMissing", rule="ROT-G11")


def test_nobody_confirms_for_another(pack, world, at_hand):
    proxy = actor("var", "advice_body", on_behalf_of=RAISER)
    command = ConfirmExhausted(statements=tuple(BOTH))

    stage_open(pack).when(decide, command, world(proxy), at_hand).refused("NoAuthority", rule="ROT-G11")


def test_one_party_alone_does_not_open_the_formal_stage(pack, world, at_hand):
    command = ConfirmExhausted(statements=tuple(BOTH))
    once = stage_open(pack, confirmed(RAISER))

    then = once.when(decide, command, world(actor(RAISER)), at_hand)
    then.refused("BothConfirmationsRequired", rule="ROT-G11")
    assert RESPONDENT in then.decision.refusal.message


def test_a_stranger_to_the_case_is_no_party(pack, world, at_hand):
    command = ConfirmExhausted(statements=tuple(BOTH))

    then = stage_open(pack).when(decide, command, world(actor("syfr")), at_hand)
    then.refused("NotAParty", rule="ROT-G11")
    assert then.decision.refusal.clause.startswith("The Rotherham Compact")


def test_a_confirmation_is_taken_back_before_the_last_one(pack, world, at_hand):
    stage_open(pack).when(decide, RetractConfirmation(), world(actor(RAISER)), at_hand).refused("NotConfirmed")
    first = stage_open(pack).when(decide, ConfirmExhausted(statements=tuple(BOTH)), world(actor(RAISER)), at_hand)

    back = given_after(pack, first).when(decide, RetractConfirmation(), world(actor(RAISER)), at_hand)

    assert back.names == ["InformalExhaustionRetracted", "DeadlineCancelled"]
    assert back.one(DeadlineCancelled).deadline_id == "ROT-D14"
    again = given_after(pack, first, *back.facts)
    anew = again.when(decide, ConfirmExhausted(statements=tuple(BOTH)), world(actor(RESPONDENT)), at_hand)
    assert anew.one(DeadlineSet).deadline_id == "ROT-D14"


def given_after(pack, then, *more):
    return stage_open(pack, *then.facts, *more)


def test_who_has_confirmed_disputes_only_after_taking_it_back(pack, world, at_hand):
    command = DisputeExhausted(still_to_try="A meeting with the director.")
    by = world(actor(RAISER))

    stage_open(pack, confirmed(RAISER)).when(decide, command, by, at_hand).refused("AlreadyConfirmed")
    then = stage_open(pack).when(decide, command, by, at_hand)
    assert then.one(facts.InformalExhaustionDisputed).still_to_try.kind == "case"


def test_an_attempt_names_the_parties_and_no_third_one(pack, world, at_hand):
    third = RecordInformalAttempt(held_on=ON, means="meeting", took_part=(RAISER, "syfr"))
    own = RecordInformalAttempt(held_on=ON, means="meeting")
    by = world(actor(RAISER))

    stage_open(pack).when(decide, third, by, at_hand).refused("ThirdPartyNotAllowed", rule="ROT-G10")
    then = stage_open(pack).when(decide, own, by, at_hand)
    assert then.one(facts.InformalAttemptRecorded).took_part == (RAISER, RESPONDENT)


def test_an_attempt_is_recorded_once_it_was_held(pack, world, at_hand):
    command = RecordInformalAttempt(held_on=date(2027, 3, 16), means="meeting")

    stage_open(pack).when(decide, command, world(actor(RAISER)), at_hand).refused("DateInFuture")


def test_an_adviser_records_for_a_party_but_the_other_side_does_not(pack, world, at_hand):
    command = RecordInformalAttempt(held_on=ON, means="telephone")
    adviser = actor("var", "advice_body", on_behalf_of=RAISER)
    other = actor(RESPONDENT, "rtp_manager", on_behalf_of=RAISER)

    then = stage_open(pack).when(decide, command, world(adviser), at_hand)
    assert then.one(facts.InformalAttemptRecorded).by_party == RAISER
    stage_open(pack).when(decide, command, world(other), at_hand).refused("NoAuthority")


def test_a_party_explains_in_any_stage(pack, world, at_hand):
    command = GiveExplanation(admits="partly", text="The letter went out late.")
    in_review = stage_open(pack, stage=pack.stages[3].id)

    then = in_review.when(decide, command, world(actor(RESPONDENT)), at_hand)

    explained = then.one(facts.ExplanationGiven)
    assert (explained.by_party, explained.admits) == (RESPONDENT, "partly")
    in_review.when(decide, command, world(ADVISER), at_hand).refused("NotAParty", rule="ROT-G09")
    unknown = command.model_copy(update={"commitments": ("99.9",)})
    in_review.when(decide, unknown, world(actor(RESPONDENT)), at_hand).refused("UnknownCommitment")


def test_the_informal_steps_are_over_once_the_formal_stage_is_open(pack, world, at_hand):
    in_mediation = stage_open(pack, stage=pack.stages[1].id)

    for command in (
        ConfirmExhausted(statements=tuple(BOTH)),
        RetractConfirmation(),
        DisputeExhausted(still_to_try="More."),
        RecordInformalAttempt(held_on=ON, means="meeting"),
    ):
        in_mediation.when(decide, command, world(actor(RAISER)), at_hand).refused("StageNotOpen")


def test_the_check_in_ends_with_the_talks(intake):
    case = intake.advised()
    intake.confirm(case, RAISER)

    came = intake.confirm(case, RESPONDENT).accepted()

    assert {fact.deadline_id for fact in came.facts if isinstance(fact, DeadlineMet)} == {"ROT-D12", "ROT-D14"}
