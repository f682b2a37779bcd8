"""A bank holiday declared late moves the open deadlines of an investigation and a review, and no others."""

from datetime import date

from concord_shared.contracts.directory import BankHolidayDeclared
from concord_shared.deadlines.facts import DeadlineChanged

JUBILEE = BankHolidayDeclared(on=date(2027, 3, 31), name="Day of a jubilee")


def declared(case, on):
    case.directory.apply(JUBILEE)
    return case.hear("directory", JUBILEE, None, on)


def test_the_investigation_ends_a_day_later(untouched):
    untouched.opened("investigation", date(2027, 3, 18))
    moved = [each for each in declared(untouched, date(2027, 3, 20)).facts if isinstance(each, DeadlineChanged)]
    assert [(each.deadline_id, each.new_due_on) for each in moved] == [("ROT-D02", date(2027, 4, 20))]


def test_each_partys_own_period_moves(untouched):
    untouched.opened("investigation", date(2027, 3, 10))
    untouched.recommended(date(2027, 3, 22))
    for org in untouched.orgs:
        untouched.delivered(org, date(2027, 3, 23))
    moved = declared(untouched, date(2027, 3, 24)).facts
    assert {each.key for each in moved} == {f"ROT-D18/{org}" for org in untouched.orgs}


def test_a_report_that_is_in_stays_as_it_is(untouched):
    untouched.opened("investigation", date(2027, 3, 18))
    untouched.reported(date(2027, 3, 19))
    moved = declared(untouched, date(2027, 3, 20)).facts
    assert {each.deadline_id for each in moved} == {"ROT-D03"}
