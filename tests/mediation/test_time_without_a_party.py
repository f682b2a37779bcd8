"""More time was agreed by all but one, and that one leaves the case: the date moves with it."""

from datetime import date

from concord_shared.contracts.intake import PartyLeft
from concord_shared.deadlines.facts import DeadlineExtended

TUESDAY = date(2027, 3, 23)
THIRD = "rmbc"


def test_the_date_moves_when_the_last_who_had_not_agreed_leaves(untouched):
    untouched.opened(orgs=(*untouched.orgs, THIRD)).accepted()
    more = {"deadline_id": "ROT-D01", "working_days": 5, "reason": "The treasurer is away."}
    untouched.by(untouched.raiser, "ExtendDeadline", TUESDAY, **more).accepted()
    untouched.by(untouched.respondent, "AgreeExtension", TUESDAY, deadline_id="ROT-D01").accepted()
    came = untouched.hear("intake", PartyLeft(org=THIRD, side="responding", why="own_wish"), untouched.case, TUESDAY)
    moved = came.one(DeadlineExtended)
    assert (moved.new_due_on, set(moved.agreed_by)) == (date(2027, 4, 21), set(untouched.orgs))
    assert untouched.load(f"mediation-{untouched.case}").clocks["ROT-D01"].status == "open"
