"""Why nobody can begin mediation by asking for it (S03.4, S04.3)."""

from datetime import date

from concord_shared.contracts.intake import CaseClosed, ConcernRaised, ConcernSignposted, StageClosed
from concord_shared.sealed import Sealed

OWN = Sealed("case", "ROT-7K3M-9QX", box="box", bound_to="stream#1")


def test_a_case_that_nobody_has_heard_of_has_no_mediation(untouched):
    untouched.by(untouched.raiser, "ConsentToMediation").refused("StageNotOpen")


def test_while_the_parties_talk_both_confirmations_are_missing(untouched):
    untouched.opened(stage="informal", kind="informal")

    refused = untouched.by(untouched.raiser, "ConsentToMediation")
    refused.refused("BothConfirmationsRequired", rule="ROT-G11")
    assert refused.refusal.source == "001:628"
    assert "Appendix 1" in refused.refusal.clause


def test_a_concern_that_was_sent_elsewhere_has_no_mediation(untouched):
    untouched.hear("intake", ConcernRaised(channel="post", raiser_kind="person"), untouched.case)
    untouched.hear("intake", ConcernSignposted(reason="service_complaint", route=OWN), untouched.case)

    untouched.by(untouched.raiser, "ConsentToMediation").refused("ConcernNotAccepted")


def test_a_concern_without_advice_has_no_mediation(untouched):
    untouched.hear("intake", ConcernRaised(channel="post", raiser_kind="person"), untouched.case)

    untouched.by(untouched.raiser, "DeclineMediation").refused("ConcernNotAccepted")


def test_a_closed_case_has_no_mediation(untouched):
    untouched.opened(stage="informal", kind="informal")
    day = date(2027, 3, 15)
    untouched.hear("intake", StageClosed(stage_id="informal", outcome="withdrawn"), untouched.case)
    untouched.hear("intake", CaseClosed(reason="withdrawn", opened_on=day, closed_on=day), untouched.case)

    untouched.by(untouched.raiser, "ConsentToMediation").refused("StageNotOpen")


def test_a_command_without_a_case_is_refused(untouched):
    from concord_shared.envelope import TIMER

    untouched.do("ConsentToMediation", TIMER, None).refused("CaseRequired")


def test_another_services_stage_starts_nothing_here(untouched):
    assert untouched.opened(stage="review", kind="panel_review").facts == ()
