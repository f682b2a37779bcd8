"""What was said in mediation is told here only as far as every party released it (001:632, ROT-G16)."""

import pytest

from concord_panel.domain.facts import EvidenceSubmitted, InvestigationReportSubmitted
from concord_shared.contracts.mediation import MediationDisclosureAgreed

RULE = "ROT-G16"
FROM = {"text": "They offered.", "from_mediation": True}


def released(case, item, to):
    told = MediationDisclosureAgreed(item_ref=item, to=to, agreed_by=case.orgs)
    return case.hear("mediation", told, case.case)


@pytest.fixture
def appointed(case):
    case.appoint().accepted()
    return case


def test_nothing_from_mediation_is_taken_without_a_release(case):
    case.by(case.raiser, "SubmitEvidence", **FROM).refused("MediationContentNotAllowed", rule=RULE)
    case.by(case.raiser, "SubmitEvidence", **FROM, items=["item-1"]).refused("MediationContentNotAllowed", rule=RULE)


@pytest.mark.parametrize("to", ["investigation", "public"])
def test_a_released_item_may_be_told_where_it_was_released_to(case, to):
    released(case, "item-1", to)
    came = case.by(case.raiser, "SubmitEvidence", **FROM, items=["item-1"]).accepted()
    assert came.one(EvidenceSubmitted).items == ("item-1",)
    case.by(case.raiser, "SubmitEvidence", **FROM).refused("MediationContentNotAllowed", rule=RULE)


def test_an_item_released_to_the_review_is_not_for_the_investigation(appointed):
    released(appointed, "item-1", "review")
    given = {"text": "They offered.", "items": ["item-1"]}
    refused = appointed.by(appointed.raiser, "SubmitEvidence", **given).refused("MediationContentNotAllowed", RULE)
    assert "item-1" in refused.refusal.message
    appointed.report().accepted()
    appointed.closed("investigation", "report_submitted")
    appointed.opened("review")
    appointed.by(appointed.raiser, "SubmitEvidence", **given).accepted()


def test_every_item_named_has_to_be_released(case):
    released(case, "item-1", "investigation")
    items = ["item-1", "item-2"]
    refused = case.by(case.raiser, "SubmitEvidence", **FROM, items=items).refused("MediationContentNotAllowed", RULE)
    assert "item-1" not in refused.refusal.message


def test_earlier_recommendations_are_disclosed_only_with_released_items(appointed):
    refused = appointed.report(prior_recommendations="disclosed").refused("MediationContentNotAllowed", RULE)
    assert "none_disclosed" in refused.refusal.message
    released(appointed, "item-1", "investigation")
    came = appointed.report(prior_recommendations="disclosed", items=["item-1"]).accepted()
    assert came.one(InvestigationReportSubmitted).items == ("item-1",)


def test_where_nothing_is_released_the_report_says_so(appointed):
    report = appointed.report(prior_recommendations="none_disclosed").accepted().one(InvestigationReportSubmitted)
    assert report.prior_recommendations == "none_disclosed"


def test_a_release_before_the_investigation_opens_counts(untouched):
    released(untouched, "item-1", "investigation").accepted()
    assert released(untouched, "item-1", "investigation").facts == ()
    untouched.opened("investigation")
    untouched.by(untouched.raiser, "SubmitEvidence", **FROM, items=["item-1"]).accepted()
