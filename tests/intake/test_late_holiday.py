"""A bank holiday declared late moves the open deadlines of every case of intake, and no others."""

from datetime import date

from concord_shared.contracts.directory import BankHolidayDeclared
from concord_shared.deadlines.facts import DeadlineChanged, DeadlineResumed

from .conftest import ADVISER

JUBILEE = BankHolidayDeclared(on=date(2027, 3, 4), name="Day of a jubilee")


def declared(intake, on=date(2027, 3, 2)):
    intake.directory.apply(JUBILEE)
    return intake.hear("directory", JUBILEE, None, on)


def test_every_case_that_is_open_moves_and_each_in_its_own_stream(intake):
    first, second = intake.raised(), intake.raised()
    came = declared(intake)
    moved = [each for each in intake.recorded if isinstance(each.fact, DeadlineChanged)]
    assert {each.envelope.case for each in moved} == {first, second}
    assert {each.stream for each in moved} == {f"case-{first}", f"case-{second}"}
    assert len(came.facts) == len(moved) == 4


def test_what_stands_still_moves_when_it_runs_again(intake):
    case = intake.raised()
    intake.do("AcknowledgeConcern", ADVISER, case, how="sent").accepted()
    intake.do("RequestInformation", ADVISER, case, missing=["When was it?"]).accepted()
    assert declared(intake).facts == ()
    intake.do("SupplyInformation", ADVISER, case, date(2027, 3, 3), text="In May.").accepted()
    running = intake.load(f"case-{case}").clocks["ROT-D11"]
    assert (running.status, running.due_on) == ("open", date(2027, 3, 18))
    assert JUBILEE.on in [each.on for each in intake.facts(DeadlineResumed)[-1].skipped]


def test_a_concern_that_went_its_own_way_keeps_only_what_is_still_open(intake):
    case = intake.raised()
    intake.advise(
        case, advice="no", reasons="A private matter.", reason="not_compact", route="own_complaints_procedure"
    ).accepted()
    assert {each.deadline_id for each in declared(intake).facts} <= {"ROT-D13"}
