"""More time for the deadlines that intake keeps: by whom the pack says."""

from concord_shared.deadlines.facts import DeadlineExtended, DeadlineSet

from .conftest import ADVISER, RAISER, actor


def extend(intake, case, by, deadline, days=5):
    body = {"deadline_id": deadline, "working_days": days, "reason": "A holiday of the caller."}
    return intake.do("ExtendDeadline", by, case, **body)


def test_the_office_that_advises_gives_itself_more_time_within_the_limit(intake):
    case = intake.raised()
    due = next(each.due_on for each in intake.facts(DeadlineSet) if each.deadline_id == "ROT-D11")

    extend(intake, case, ADVISER, "ROT-D11", days=11).refused("ExtensionTooLong")
    extend(intake, case, actor(RAISER), "ROT-D11").refused("NoAuthority")
    extend(intake, case, actor("syp", "ceo_group"), "ROT-D11").refused("NoAuthority")
    moved = extend(intake, case, ADVISER, "ROT-D11").accepted().one(DeadlineExtended)
    assert (moved.old_due_on, moved.working_days, moved.agreed_by) == (due, 5, ("advice_body",))
    assert moved.reason.clear == "A holiday of the caller."


def test_a_deadline_without_extension_or_of_another_service_is_refused(intake):
    case = intake.formal()

    extend(intake, intake.raised(), ADVISER, "ROT-D10").refused("NotExtendable")
    refused = extend(intake, case, actor(RAISER), "ROT-D01").refused("DeadlineNotOpen")
    assert "mediation" in refused.refusal.message
    agree = intake.do("AgreeExtension", actor(RAISER), case, deadline_id="ROT-D01")
    agree.refused("DeadlineNotOpen")
