"""What the learning group records about a pattern."""

from datetime import date

import pytest

from concord_oversight.domain import facts
from concord_shared.envelope import Actor

GROUPS = ("green-doorstep",), ("swallownest-lunch-club",), ("eastwood-youth",)


@pytest.fixture
def pattern(desk, accepted):
    for number, raising in enumerate(GROUPS, 1):
        accepted(f"CASE-{number}", date(2026, 9, number), "11.2", raising=raising)
    return desk.facts(facts.RepeatedDisputePatternDetected)[0].pattern_id


@pytest.fixture
def learner(sample):
    return Actor(organisation="trft", office=sample.offices.learning, officer="officer-trft-learning")


def test_a_dialogue_is_recorded(desk, pattern, learner):
    outcome = desk.do("RecordDialogue", learner, pattern_id=pattern, offices_present=["compact_leads_group"])

    assert outcome.refusal is None
    assert desk.facts(facts.FurtherDialogueHeld)[0].quiet_months == 12


def test_only_the_learning_group_records_it(desk, pattern):
    stranger = Actor(organisation="rmbc", office="representative")
    outcome = desk.do("RecordDialogue", stranger, pattern_id=pattern, offices_present=["representative"])

    assert outcome.refusal.code == "NoAuthority"


def agreed(desk):
    return [each.invited for each in desk.facts(facts.DialogueAgreed)]


def by(organisation, office="representative", on_behalf_of=None):
    return Actor(organisation=organisation, office=office, on_behalf_of=on_behalf_of)


def test_an_organisation_that_raised_a_case_of_it_takes_part_if_it_agrees(desk, pattern):
    desk.do("AgreeToDialogue", by("green-doorstep"), pattern_id=pattern).accepted()
    desk.do("AgreeToDialogue", by("green-doorstep"), pattern_id=pattern).accepted()

    assert agreed(desk) == [("green-doorstep",)]


def test_who_advises_on_its_case_may_say_so_for_it(desk, pattern, sample):
    adviser = by("var", sample.offices.advice, "eastwood-youth")
    desk.do("AgreeToDialogue", adviser, pattern_id=pattern).accepted()

    assert agreed(desk) == [("eastwood-youth",)]


@pytest.mark.parametrize(
    "who",
    [
        by("rmbc"),
        by("rnn"),
        by("rmbc", on_behalf_of="green-doorstep"),
        by("var", "advice_body"),
        by("trft", "compact_leads_group", "green-doorstep"),
    ],
    ids=["a respondent", "a stranger", "a respondent for it", "an adviser for itself", "the group that learns for it"],
)
def test_nobody_else_agrees_to_a_talk(desk, pattern, who):
    desk.do("AgreeToDialogue", who, pattern_id=pattern).refused("NotAParty")

    assert agreed(desk) == []


def test_who_agrees_once_the_talk_is_over_is_told_so(desk, pattern, learner):
    desk.do("RecordDialogue", learner, pattern_id=pattern, offices_present=["compact_leads_group"])
    desk.do("AgreeToDialogue", by("green-doorstep"), pattern_id=pattern).refused("DialogueHeld")
    desk.do("ClosePattern", learner, pattern_id=pattern, reason="talked through")
    desk.do("AgreeToDialogue", by("green-doorstep"), pattern_id=pattern).refused("PatternNotOpen")


def test_a_pattern_that_is_none_cannot_be_closed(desk, learner):
    outcome = desk.do("ClosePattern", learner, pattern_id="pattern-0123456789abcdef", reason="done")

    assert outcome.refusal.code == "PatternNotOpen"


def test_closing_takes_a_reason(desk, pattern, learner):
    assert desk.do("ClosePattern", learner, pattern_id=pattern, reason=" ").refusal.code == "ReasonRequired"
    assert desk.do("ClosePattern", learner, pattern_id=pattern, reason="talked through").refusal is None
    assert desk.do("ClosePattern", learner, pattern_id=pattern, reason="again").refusal.code == "PatternNotOpen"


def test_a_pattern_closes_by_itself_when_it_is_quiet_for_a_year_after_the_talk(desk, pattern, learner):
    desk.today = date(2026, 10, 1)
    desk.do("RecordDialogue", learner, pattern_id=pattern, offices_present=["compact_leads_group"])
    desk.today = date(2027, 9, 30)
    assert desk.due() == []

    desk.today = date(2027, 10, 1)
    assert desk.due() == [pattern]
    desk.sweep_stream(pattern)
    desk.sweep_stream(pattern)

    (closed,) = desk.facts(facts.RepeatedDisputePatternClosed)
    assert closed.why == "quiet_since_dialogue"
    assert desk.due() == []


@pytest.fixture
def talked_about(desk, pattern, learner):
    desk.today = date(2026, 10, 1)
    desk.do("RecordDialogue", learner, pattern_id=pattern, offices_present=["compact_leads_group"])
    return pattern


def test_a_new_case_the_day_before_starts_the_quiet_anew(desk, talked_about, accepted):
    accepted("CASE-4", date(2027, 9, 30), "11.2", raising=("group-4",))

    assert desk.due(date(2028, 9, 29)) == []
    assert desk.due(date(2028, 9, 30)) == [talked_about]


def test_a_new_case_on_the_day_itself_comes_in_time_when_it_is_heard_before_the_sweep(desk, talked_about, accepted):
    accepted("CASE-4", date(2027, 10, 1), "11.2", raising=("group-4",))

    assert desk.due(date(2027, 10, 1)) == []


def test_a_concern_that_nobody_took_up_does_not_disturb_the_quiet(desk, talked_about, accepted):
    accepted("CASE-4", date(2027, 9, 30), "11.2", raising=(), adopted=False)

    assert desk.due(date(2027, 10, 1)) == [talked_about]


def test_without_a_dialogue_no_pattern_closes_by_itself(desk, pattern):
    assert desk.due(date(2036, 1, 1)) == []


def test_a_later_dialogue_starts_the_quiet_anew(desk, talked_about, learner):
    desk.today = date(2027, 3, 1)
    desk.do("RecordDialogue", learner, pattern_id=talked_about, offices_present=["compact_leads_group"])

    assert desk.due(date(2028, 2, 29)) == []
    assert desk.due(date(2028, 3, 1)) == [talked_about]


def test_a_dialogue_that_lies_ahead_is_not_recorded(desk, pattern, learner):
    held = {"offices_present": ["compact_leads_group"], "held_on": date(2030, 1, 1)}
    outcome = desk.do("RecordDialogue", learner, pattern_id=pattern, **held)

    assert outcome.refusal.code == "DateInFuture"


def test_a_case_after_the_closing_opens_the_pattern_again_and_calls_for_talk_again(desk, talked_about, accepted):
    desk.sweep_stream(talked_about, on=date(2027, 10, 1))
    accepted("CASE-4", date(2027, 10, 4), "11.2", raising=("group-4",))

    again = desk.facts(facts.RepeatedDisputePatternDetected)[-1]
    assert (again.pattern_id, again.first, again.count) == (talked_about, True, 4)
    assert len(desk.facts(facts.FurtherDialogueRecommended)) == 2


def test_after_a_long_silence_one_case_does_not_open_it_again(desk, talked_about, accepted):
    desk.sweep_stream(talked_about, on=date(2027, 10, 1))
    accepted("CASE-4", date(2029, 10, 4), "11.2", raising=("group-4",))

    assert len(desk.facts(facts.RepeatedDisputePatternDetected)) == 1


def test_closed_by_decision_it_opens_again_with_the_next_case(desk, pattern, learner, accepted):
    desk.do("ClosePattern", learner, pattern_id=pattern, reason="talked through")
    accepted("CASE-4", date(2027, 1, 4), "11.2", raising=("group-4",))

    assert desk.facts(facts.RepeatedDisputePatternDetected)[-1].first
