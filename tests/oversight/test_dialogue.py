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
