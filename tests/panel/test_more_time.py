"""More time: by the appointer for the investigation, by the chair for the review, by all parties for the answers."""

from datetime import date

import pytest

from concord_shared.contracts.directory import MeetingScheduled
from concord_shared.deadlines.facts import DeadlineExtended, DeadlineLapsed, ExtensionProposed

OPENED, REPORT, MADE = date(2027, 3, 18), date(2027, 4, 19), date(2027, 9, 20)
MORE = {"reason": "The files are large."}


def test_the_appointer_gives_the_investigator_more_time(case):
    case.appoint(on=OPENED).accepted()
    came = case.chief("ExtendDeadline", deadline_id="ROT-D02", working_days=10, **MORE).accepted()

    moved = came.one(DeadlineExtended)
    assert (moved.old_due_on, moved.new_due_on) == (date(2027, 4, 19), date(2027, 5, 4))
    assert moved.agreed_by == ("ceo_group",) and moved.reason.key == f"case:{case.case}"


def test_nobody_else_gives_the_investigator_more_time(case):
    case.appoint(on=OPENED).accepted()
    ask = {"deadline_id": "ROT-D02", "working_days": 5, **MORE}
    case.by(case.raiser, "ExtendDeadline", **ask).refused("NotAnAppointer", rule="ROT-D02")
    case.chief("ExtendDeadline", org="rmbc", **ask).refused("NotAnAppointer", rule="ROT-D02")
    case.by("review-associates", "ExtendDeadline", office="investigator", **ask).refused("NotAnAppointer")
    case.by("syp", "ExtendDeadline", office="delegated_group", **ask).refused("NotAnAppointer")


def test_no_more_than_the_compact_lets_and_not_without_a_reason(case):
    refused = case.chief("ExtendDeadline", deadline_id="ROT-D02", working_days=11, **MORE)
    refused.refused("ExtensionTooLong", rule="ROT-D02")
    case.chief("ExtendDeadline", deadline_id="ROT-D02", working_days=2, reason=" ").refused("ReasonRequired")
    case.chief("ExtendDeadline", deadline_id="ROT-D17", working_days=2, **MORE).refused("NotExtendable")


def test_deadlines_of_other_services_are_named_as_theirs(case):
    refused = case.chief("ExtendDeadline", deadline_id="ROT-D01", working_days=2, **MORE).refused("DeadlineNotOpen")
    assert "mediation" in refused.refusal.message


def test_after_a_lapse_the_appointer_may_extend_or_replace(case):
    case.appoint(on=OPENED).accepted()
    case.appoint("officer-var-mediator").refused("InvestigatorInOffice")
    case.sweep(date(2027, 4, 20)).one(DeadlineLapsed)
    came = case.appoint("officer-var-mediator").accepted()
    assert came.names[:2] == ["InvestigatorStoodDown", "InvestigatorAppointed"]
    assert came.facts[0].replaced and came.facts[0].why == "replaced"
    case.chief("ExtendDeadline", deadline_id="ROT-D02", working_days=5, **MORE).accepted()
    assert case.sweep(date(2027, 4, 26)).names == []


@pytest.mark.parametrize("extended", [True, False])
def test_s08_after_the_meeting_moved_only_the_chair_moves_the_day(case, extended):
    case.learn(MeetingScheduled(body="ceo_group", meets_on=date(2027, 5, 20)))
    case.convened(REPORT)
    case.today = date(2027, 5, 12)
    case.learn(MeetingScheduled(body="ceo_group", meets_on=date(2027, 6, 3), replaces=date(2027, 5, 20)))
    if extended:
        ask = {"deadline_id": "ROT-D03", "working_days": 9, **MORE}
        case.chief("ExtendDeadline", org="trft", **ask).refused("NotTheChair", rule="ROT-D03")
        came = case.chief("ExtendDeadline", **ask).accepted().one(DeadlineExtended)
        assert (came.old_due_on, came.new_due_on) == (date(2027, 5, 20), date(2027, 6, 3))

    assert ("DeadlineLapsed" in case.sweep(date(2027, 5, 21)).names) is not extended


def test_before_there_is_a_chair_nobody_extends_the_review(case):
    case.reported(REPORT)
    ask = {"deadline_id": "ROT-D03", "working_days": 2, **MORE}
    case.chief("ExtendDeadline", **ask).refused("GroupNotConvened", rule="ROT-D03")


def test_the_chair_gives_more_time_for_the_report_that_went_back(case):
    case.convened(REPORT)
    case.chief("ReferReportBack", date(2027, 4, 21), why="Not whole.").accepted()
    case.closed("review", "referred_back")
    case.opened("investigation", first_time=False)
    ask = {"deadline_id": "ROT-D19", "working_days": 5, **MORE}
    case.chief("ExtendDeadline", org="trft", **ask).refused("NotTheChair")
    assert case.chief("ExtendDeadline", **ask).accepted().one(DeadlineExtended).new_due_on == date(2027, 5, 13)


@pytest.fixture
def waiting(case):
    case.recommended(MADE)
    for org in case.orgs:
        case.delivered(org, MADE).accepted()
    return case


def test_a_partys_answer_period_takes_every_party(waiting):
    ask = {"deadline_id": "ROT-D18", "party": waiting.raiser}
    first = waiting.by(waiting.raiser, "ExtendDeadline", **ask, working_days=5, **MORE).accepted()
    assert first.one(ExtensionProposed).by == waiting.raiser and "DeadlineExtended" not in first.names
    waiting.by("syp", "AgreeExtension", **ask).refused("NotAParty", rule="ROT-G32")
    came = waiting.by(waiting.respondent, "AgreeExtension", **ask).accepted().one(DeadlineExtended)
    assert (came.party, came.new_due_on) == (waiting.raiser, date(2027, 10, 25))
    waiting.answer(waiting.raiser, "accept", date(2027, 10, 25)).accepted()


def test_whose_period_is_meant_has_to_be_said(waiting):
    ask = {"deadline_id": "ROT-D18", "working_days": 5, **MORE}
    waiting.by(waiting.raiser, "ExtendDeadline", **ask).refused("DeadlineNotOpen")
