"""`concord why` shows a date that was moved, whoever may read the reason."""

from datetime import date

import pytest

from concord.standing import Deadline
from concord.why import _derived
from concord_shared.calendar.snapshot import england
from concord_shared.deadlines.clocks import derive, evolve_clocks, extended
from concord_shared.packs.loading import builtin, load


@pytest.mark.parametrize("reason", ["The mediator is ill.", "held", "erased", None])
def test_a_reason_that_is_shown_or_held_back_does_not_stand_in_the_way(reason):
    rule = load(builtin()["rotherham"]).deadline("ROT-D01")
    fact = derive(rule, date(2026, 12, 18), england())
    running = evolve_clocks({}, fact, fact.start_on)["ROT-D01"]
    moved = extended(running, 10, ("a", "b"), None, date(2027, 1, 19), england())
    data = {**moved.model_dump(mode="json", exclude={"reason"}), "reason": reason}
    shown = Deadline("ROT-D01", None, moved.new_due_on, "open", fact.model_dump(), (("DeadlineExtended", data),))
    found = _derived(shown)
    assert (found["due_on"], found["days"][-1]["counted"]) == (date(2027, 2, 3), 30)
    assert "first Wednesday 20 January 2027" in found["says"]
