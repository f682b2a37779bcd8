"""A letter reads the same whichever service was heard first, so that the audit can write it again."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from concord_notify.domain.order import in_order
from concord_shared.contracts.base import Told
from concord_shared.contracts.clock import DeadlineSet

NOON = datetime(2027, 3, 15, 12, tzinfo=UTC)


def told(service, position, minutes):
    day = date(2027, 3, 15)
    contract = DeadlineSet(deadline_id="x", stage_id="x", what="x", start_on=day, due_on=day, calendar_version="x")
    at = NOON + timedelta(minutes=minutes)
    return Told(service, position, "ROT-1", "ROT-1", f"{service}-{position}", day, at, "x", contract)


def ids(heard):
    return [each.event_id for each in in_order(heard)]


def test_it_is_read_as_it_was_recorded_in_whatever_order_it_was_heard():
    heard = [told("intake", 1, 0), told("mediation", 1, 1), told("intake", 2, 2), told("panel", 1, 2)]
    assert {tuple(ids(each)) for each in permutations(heard)} == {("intake-1", "mediation-1", "intake-2", "panel-1")}


def test_a_clock_that_was_set_back_does_not_turn_a_service_s_own_order_round():
    assert ids([told("intake", 1, 5), told("intake", 2, 3), told("mediation", 1, 4)]) == [
        "mediation-1",
        "intake-1",
        "intake-2",
    ]


def test_what_is_heard_later_leaves_what_was_heard_before_in_its_order():
    heard = [told("intake", 1, 5), told("mediation", 1, 4), told("intake", 2, 3)]
    later = ids([*heard, told("panel", 1, 0), told("mediation", 2, 9)])
    assert [each for each in later if each in ids(heard)] == ids(heard)
