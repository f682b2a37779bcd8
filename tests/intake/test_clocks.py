"""Intake's own deadlines: warned of, lapsed, repeated; a lapse decides nothing."""

from datetime import date

from concord_intake.domain import facts
from concord_shared.deadlines.facts import DeadlineLapsed, DeadlineSet, ReminderDue

from .conftest import RAISER, RESPONDENT


def test_an_unanswered_concern_is_warned_of_and_lapses_without_deciding_anything(intake):
    case = intake.raised(on=date(2027, 1, 4))

    came = intake.sweep(date(2027, 1, 20))

    seen = [(type(fact).__name__, fact.deadline_id) for fact in came.facts]
    assert seen == [
        ("DeadlineApproaching", "ROT-D10"),
        ("DeadlineApproaching", "ROT-D11"),
        ("DeadlineLapsed", "ROT-D10"),
        ("DeadlineLapsed", "ROT-D11"),
    ]
    assert intake.load(f"case-{case}").phase == "received"
    assert intake.sweep(date(2027, 1, 21)).names == []
    assert lapsed_on(intake, "ROT-D10") == date(2027, 1, 12)


def test_a_missing_confirmation_is_asked_for_twice_and_then_noted(intake):
    case = intake.advised(on=date(2027, 1, 25))
    intake.confirm(case, RAISER, date(2027, 2, 1)).accepted()

    first = intake.sweep(date(2027, 2, 8))
    assert first.one(ReminderDue).number == 1
    second = intake.sweep(date(2027, 2, 15))
    assert second.names == ["ReminderDue", "ConfirmationWithheld"]
    assert second.one(facts.ConfirmationWithheld) == facts.ConfirmationWithheld(party_side="responding", reminders=2)
    assert intake.recorded[-1].envelope.occurred_on == date(2027, 2, 15)


def test_nothing_is_deemed_and_a_late_confirmation_still_opens_the_formal_stage(intake):
    case = intake.advised(on=date(2027, 1, 25))
    intake.confirm(case, RAISER, date(2027, 2, 1))
    intake.sweep(date(2027, 2, 26))

    assert intake.load(f"case-{case}").stage.type == "informal"
    came = intake.confirm(case, RESPONDENT, date(2027, 3, 2)).accepted()
    assert came.one(facts.StageOpened).stage_type == "facilitated"
    assert "DeadlineLapsed" not in [type(fact).__name__ for fact in intake.sweep(date(2027, 6, 1)).facts]


def test_the_check_in_comes_again_and_again(intake):
    intake.advised(on=date(2027, 1, 4))

    came = intake.sweep(date(2027, 4, 1))

    assert [type(fact) for fact in came.facts] == [DeadlineLapsed, DeadlineSet] * 3


def test_a_concern_sent_elsewhere_keeps_only_the_right_to_a_second_look(intake):
    case = intake.raised(on=date(2027, 1, 4))
    no = {"advice": "no", "reason": "service_complaint", "route": "The Council's own procedure"}
    intake.advise(case, on=date(2027, 1, 8), **no).accepted()

    came = intake.sweep(date(2027, 6, 1))

    assert [(type(fact).__name__, fact.deadline_id) for fact in came.facts] == [("DeadlineLapsed", "ROT-D13")]


def lapsed_on(intake, deadline):
    return next(
        each.envelope.occurred_on
        for each in intake.recorded
        if isinstance(each.fact, DeadlineLapsed) and each.fact.deadline_id == deadline
    )
