"""A bank holiday declared late moves the open deadlines of a mediation, and no others."""

from datetime import date

import pytest

from concord_shared.contracts.directory import BankHolidayDeclared
from concord_shared.deadlines.facts import DeadlineChanged

JUBILEE = BankHolidayDeclared(on=date(2027, 3, 31), name="Day of a jubilee")


def declared(case, on=date(2027, 3, 18), contract=JUBILEE):
    case.directory.apply(contract)
    return case.hear("directory", contract, None, on)


def due(case, key="ROT-D01"):
    return case.load(f"mediation-{case.case}").clocks[key].due_on


def test_the_period_that_the_day_falls_in_ends_a_day_later(case):
    assert due(case) == date(2027, 4, 14)
    came = declared(case)
    changed = came.one(DeadlineChanged)
    assert (changed.deadline_id, changed.reason) == ("ROT-D01", "calendar")
    assert (changed.old_due_on, changed.new_due_on) == (date(2027, 4, 14), date(2027, 4, 15))
    assert "Day of a jubilee" in [each.why for each in changed.skipped]
    assert due(case) == date(2027, 4, 15)
    assert [type(each).__name__ for each in case.told()][-1] == "DeadlineChanged"


def test_it_is_dated_the_day_on_which_it_was_declared(case):
    declared(case)
    assert case.recorded[-1].envelope.occurred_on == date(2027, 3, 18)
    assert case.recorded[-1].envelope.case == case.case


def test_heard_twice_it_moves_nothing_twice(case):
    declared(case)
    assert case.receive(case.heard[-1]).facts == ()
    assert due(case) == date(2027, 4, 15)


def test_a_day_outside_every_period_moves_nothing(case):
    assert declared(case, contract=BankHolidayDeclared(on=date(2027, 6, 9), name="A day")).facts == ()


@pytest.mark.parametrize("ending", ["DeclineMediation"])
def test_what_has_ended_stays_as_it_was(case, ending):
    case.by(case.respondent, ending).accepted()
    assert declared(case).facts == ()


def test_what_has_lapsed_stays_lapsed(case):
    case.consented()
    case.sweep(date(2027, 4, 15))
    assert declared(case, on=date(2027, 4, 16)).facts == ()
    assert case.load(f"mediation-{case.case}").clocks["ROT-D01"].status == "lapsed"


def test_the_next_sweep_goes_by_the_new_day(case):
    case.consented()
    declared(case)
    case.sweep(date(2027, 4, 15))
    assert case.load(f"mediation-{case.case}").clocks["ROT-D01"].status == "open"
    case.sweep(date(2027, 4, 16))
    assert case.load(f"mediation-{case.case}").clocks["ROT-D01"].status == "lapsed"
