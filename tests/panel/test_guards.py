"""Each guard of the pack that panel answers for refuses with its own sentence, rule, source line and clause."""

import pytest

from concord_shared.envelope import Actor

LETTER = {"text": "They offered.", "from_mediation": True}
ASK = {"deadline_id": "ROT-D18", "working_days": 2, "reason": "Illness."}


def none(case):
    return case


def appointed(case):
    case.appoint().accepted()
    return case


def convened(case):
    return case.convened()


def found(case):
    case.convened().findings().accepted()
    return case


def gone_back(case):
    case.convened().chief("ReferReportBack", why="Not whole.").accepted()
    case.closed("review", "referred_back")
    case.opened("investigation", first_time=False)
    case.report().accepted()
    case.closed("investigation", "report_submitted")
    case.opened("review", first_time=False)
    return case


def delivered(case):
    case.recommended()
    case.delivered(case.raiser)
    return case


def lacking(case, part):
    return case.report(parts={name: "Text." for name in case.in_force.forms.report_parts if name != part})


REFUSALS = [
    ("ROT-G16", "MediationContentNotAllowed", none, lambda case: case.by(case.raiser, "SubmitEvidence", **LETTER)),
    ("ROT-G16", "MediationContentNotAllowed", appointed, lambda case: case.report(from_mediation=True)),
    ("ROT-G17", "NotIndependent", none, lambda case: case.appoint("officer-rmbc-lead")),
    ("ROT-G18", "ReportIncomplete", appointed, lambda case: lacking(case, "issues")),
    ("ROT-G18", "ReportIncomplete", appointed, lambda case: lacking(case, "compact_breach_detail")),
    ("ROT-G18", "ReportIncomplete", appointed, lambda case: lacking(case, "process_to_date")),
    ("ROT-G18", "ReportIncomplete", appointed, lambda case: lacking(case, "recommendations_to_date")),
    ("ROT-G19", "NotTheReviewBody", convened, lambda case: case.by("var", "DelegateReview", office="coordinator")),
    ("ROT-G19", "UnknownGroup", convened, lambda case: case.chief("DelegateReview", to_group="friends")),
    ("ROT-G19", "DelegationNotRecorded", none, lambda case: case.appoint(office="delegated_group")),
    ("ROT-G20", "ReviewerExcluded", convened, lambda case: case.chief("ConveneReview", org="rmbc")),
    ("ROT-G20", "ReviewerExcluded", convened, lambda case: case.chief("RecordFindings", org="rmbc")),
    ("ROT-G20", "ReviewerExcluded", convened, lambda case: case.chief("MakeRecommendation", org="rmbc", text="No.")),
    ("ROT-G20", "ReviewerExcluded", convened, lambda case: case.chief("ReferReportBack", org="rmbc", why="No.")),
    ("ROT-G20", "ReviewerExcluded", convened, lambda case: case.chief("DelegateReview", org="rmbc")),
    ("ROT-G20", "ReviewerExcluded", convened, lambda case: hear(case, "rmbc")),
    ("ROT-G21", "FindingsMissing", convened, lambda case: case.findings(is_breach=None)),
    ("ROT-G21", "FindingsMissing", convened, lambda case: case.findings(fair_hearing={"rmbc": True})),
    ("ROT-G21", "FindingsMissing", convened, lambda case: case.findings(prior_recommendations_reasonable=None)),
    ("ROT-G21", "FindingsMissing", convened, lambda case: case.recommend()),
    ("ROT-G22", "BindingNotAllowed", found, lambda case: case.recommend(binding=True)),
    ("ROT-G22", "KindRequired", found, lambda case: case.recommend(kind="a verdict on the Council")),
    ("ROT-G27", "AppointerConflicted", none, lambda case: case.appoint(org="rmbc", office="rtp_manager")),
    ("ROT-G27", "AppointerConflicted", none, lambda case: case.appoint(org="rmbc")),
    ("ROT-G28", "NotAnAppointer", none, lambda case: case.appoint(org="var", office="coordinator")),
    ("ROT-G29", "QuorumNotMet", convened, lambda case: case.chief("ConveneReview", members=["officer-syp-chief"])),
    ("ROT-G32", "NotAParty", delivered, lambda case: case.by("syp", "ExtendDeadline", **ASK, party=case.raiser)),
    ("ROT-G38", "ReasonRequired", convened, lambda case: case.chief("ReferReportBack", why=" ")),
    ("ROT-G38", "AlreadyReferredBack", gone_back, lambda case: case.chief("ReferReportBack", why="Again.")),
    ("ROT-G39", "ReasonRequired", delivered, lambda case: case.answer(case.raiser, "reject", reason=" ")),
    ("ROT-G39", "ReasonRequired", delivered, lambda case: case.answer(case.raiser, "accept_with_changes", reason="")),
]


def hear(case, org):
    return case.chief("HearParty", org=org, party=case.raiser, held_on=case.today)


@pytest.mark.parametrize(
    ("rule", "code", "given", "act"), REFUSALS, ids=[f"{rule}-{number}" for number, (rule, *_) in enumerate(REFUSALS)]
)
def test_a_guard_refuses_in_its_own_words_with_its_place_in_the_compact(case, rule, code, given, act):
    refusal = act(given(case)).refused(code, rule).refusal

    guard = case.in_force.guard(rule)
    assert refusal.message.startswith(guard.sentence) and refusal.message.endswith(".")
    assert refusal.source == guard.source
    assert refusal.clause == (case.in_force.place(guard.source) or guard.clause)


def test_the_same_steps_are_taken_where_the_guards_are_met(case):
    case.appoint().accepted()
    case.by(case.raiser, "SubmitEvidence", text="A letter.").accepted()
    case.report().accepted()
    case.closed("investigation", "report_submitted")
    case.opened("review")
    case.chief("DelegateReview").accepted()
    case.chief("ConveneReview").refused("QuorumNotMet")


def test_nobody_answers_for_another(case):
    delivered(case)
    for_another = Actor(organisation=case.raiser, office="representative", on_behalf_of=case.respondent)
    case.do("RespondToRecommendation", for_another, case.case, response="accept").refused("NotAParty")


def test_a_closed_set_of_words_stands_in_the_clear(case):
    """Whatever else somebody types is sealed: no name and no sentence can slip into an id."""
    sentence = "Mrs Plumtree of 4 Cobbler's Yard"
    case.by(case.raiser, "SubmitEvidence", text="A letter.", holder=sentence).refused("UnknownOrganisation")
    case.by(case.raiser, "SubmitEvidence", text="A letter.", holder="syp").accepted()
    found(case)
    case.findings(fair_hearing={**dict.fromkeys(case.orgs, True), sentence: True}).refused("NotAParty")
    case.chief("HearParty", party=sentence, held_on=case.today).refused("NotAParty")
    case.recommend(actions=[{"for_org": sentence, "what": "Pay."}]).refused("NotAParty")
