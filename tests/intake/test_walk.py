"""Any walk over the commands of the informal stage: the case is always somewhere the pack names."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as some

from concord_intake.domain import commands
from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.case import decide
from concord_intake.domain.evolve import evolve, start
from concord_shared.calendar.snapshot import england
from concord_shared.packs.loading import builtin, load
from concord_shared.parts import Aggregate
from concord_shared.testing.directory_sample import rotherham_sample
from concord_shared.testing.given import fold
from concord_shared.world import World

from .conftest import ADVISER, BOTH, RAISER, RESPONDENT, actor

PACK = load(builtin()["rotherham"])
DIRECTORY = rotherham_sample(PACK).copy
AGGREGATE = Aggregate(start, evolve)
ON = date(2027, 3, 1)
BEFORE_STAGES = {"received", "awaiting_information", "signposted", "closed"}
RAISE = commands.RaiseConcern(
    channel="web",
    raiser_kind="organisation",
    raiser_org=RAISER,
    represents=(RAISER, "eastwood-youth"),
    respondent_orgs=(RESPONDENT,),
    cited=("9.2",),
    text="What happened.",
)
MOVES = (
    commands.AdviseCompactRelated(advice="yes", reasons="Named."),
    commands.RequestInformation(missing=("Since when?",)),
    commands.SupplyInformation(),
    commands.RecordInformalAttempt(held_on=ON, means="meeting"),
    commands.ConfirmExhausted(statements=tuple(BOTH)),
    commands.ConfirmExhausted(),
    commands.DisputeExhausted(still_to_try="More."),
    commands.RetractConfirmation(),
    commands.GiveExplanation(admits="not", text="Because."),
    commands.EnterDateEvidence(commitment="9.3", fields={"unsuccessful_applicant_feedback_sent": "none"}),
    commands.EnterDateEvidence(commitment="9.3", fields={"unsuccessful_applicant_feedback_sent": "soon"}),
    commands.ReportSettlement(text="Agreed."),
    commands.ConfirmSettlement(),
    commands.WithdrawCase(),
    commands.LeaveCase(),
    commands.AdviseCompactRelated(advice="no", reasons="Not ours.", reason="not_compact", route="The Council"),
    commands.AskSecondLook(ground="The letter was overlooked."),
    commands.RecordExternalRemedy(kind="ombudsman"),
    commands.RecordExternalRemedy(kind="ombudsman", outside_body_asks=True),
    commands.SuspendCase(),
    commands.SuspendCase(ground="outside_body_asks"),
    commands.AgreeSuspension(),
    commands.ResumeCase(why="asked_by_party"),
    commands.ResumeCase(why="outcome_reported"),
    commands.RequestSupport(kind="adjustment", detail="A ramp."),
    commands.AskChampionSupport(),
    commands.ObjectToCoordinator(),
    commands.CloseDormant(),
    commands.RecordLesson(text="Talk sooner."),
    commands.ExtendDeadline(deadline_id="ROT-D11", working_days=2, reason="A holiday."),
)
ACTORS = (
    actor(RAISER),
    actor("eastwood-youth"),
    actor(RESPONDENT),
    actor("syfr"),
    actor("syfr", "ceo_group"),
    actor("var", "coordinator"),
    ADVISER,
)


@settings(max_examples=100, deadline=None)
@given(some.lists(some.tuples(some.sampled_from(MOVES), some.sampled_from(ACTORS)), max_size=40))
def test_wherever_a_walk_goes_the_pack_knows_the_place_and_a_refusal_changes_nothing(walk):
    state = start("case-ROT-7K3M-9QX")
    for number, (command, by) in enumerate([(RAISE, ADVISER), *walk]):
        world = World(by, ON, datetime(2027, 3, 1, 9, tzinfo=UTC), PACK, england(), DIRECTORY)
        decision = decide(command, state, world, AtHand(f"fresh-{number}", PACK))
        if decision.refusal is not None:
            assert decision.facts == ()
            assert decision.refusal.message.endswith(".")
        else:
            assert decision.facts
        state = fold(AGGREGATE, state, decision.facts, ON)
        assert_is_somewhere(state)


def assert_is_somewhere(state):
    if state.phase == "open":
        assert state.stage.id in PACK.section_ids
        assert set(state.confirmed) <= {*state.orgs, *state.left}
        assert {party.side for party in state.parties} == {"raising", "responding"}
    else:
        assert state.stage is None
        assert state.known_as in BEFORE_STAGES | set(PACK.section_ids)
    if state.phase == "closed":
        assert state.closed_for in PACK.closing_reasons
    if state.suspended:
        assert state.phase == "open"
        assert {each.status for each in state.clocks.values() if each.is_open} <= {"paused", "lapsed"}
    if state.stage and state.stage.type == "facilitated":
        assert set(state.orgs) <= set(state.confirmed)
