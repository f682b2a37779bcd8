"""Whatever is asked in whatever order, what must hold of a case before panel holds."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord_panel.domain.facts import (
    InvestigatorAppointed,
    PanelRecommendation,
    RecommendationResponseRecorded,
    ReviewGroupConvened,
)
from concord_panel.main import service
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.contracts.intake import CaseClosed, CaseResumed, CaseSuspended, PartyLeft
from concord_shared.deadlines.facts import DeadlineLapsed
from concord_shared.testing.directory_sample import rotherham_sample

WAY = ["appoint", "report", "to_review", "convene", "findings", "recommend", "to_responses", "deliver", "answer"]
ASIDE = [
    "evidence",
    "back",
    "stand_down",
    "sweep",
    "closed",
    "suspend",
    "resume",
    "leave",
    "interest",
    "delegate",
    "more",
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*WAY, *ASIDE]),
        st.integers(0, 2),
        st.integers(0, 6),
    ),
    max_size=25,
)
COMMANDS = {"appoint", "report", "convene", "findings", "recommend", "answer", "evidence", "back", "delegate", "more"}
NEXT = {"to_review": ("review", "panel_review"), "to_responses": ("responses", "response")}


def take(case, step, who, day):
    org = ("green-doorstep", "rmbc", "syp")[who]
    match step:
        case "appoint":
            return case.appoint(("officer-independent-1", "officer-rmbc-lead", "officer-var-mediator")[who], day)
        case "report":
            return case.report(day)
        case "to_review" | "to_responses":
            return case.opened(NEXT[step][0], day)
        case "convene":
            return case.chief("ConveneReview", day, ("trft", "rmbc", "syp")[who])
        case "findings":
            return case.findings(day)
        case "recommend":
            return case.recommend(day)
        case "deliver":
            return case.delivered(org, day)
        case "answer":
            return case.answer(org, ("accept", "reject", "accept_with_changes")[(who + day.day) % 3], day)
        case "evidence":
            return case.by(org, "SubmitEvidence", day, text="A letter.")
        case "back":
            return case.chief("ReferReportBack", day, why="Not whole.")
        case "stand_down":
            return case.chief("StandDownInvestigator", day)
        case "closed":
            ended = CaseClosed(reason="settled", opened_on=day, closed_on=day)
            return case.hear("intake", ended, case.case, day)
        case "suspend":
            return case.hear("intake", CaseSuspended(why="all_agree"), case.case, day)
        case "resume":
            return case.hear("intake", CaseResumed(why="asked_by_party"), case.case, day)
        case "leave":
            return case.hear("intake", PartyLeft(org="green-doorstep", side="raising", why="own_wish"), case.case, day)
        case "interest":
            officer = ("officer-independent-1", "officer-syp-chief", "officer-trft-chief")[who]
            return case.learn(InterestDeclared(officer=officer, tie="family", with_org="rmbc"))
        case "delegate":
            return case.chief("DelegateReview", day)
        case "more":
            ask = {"deadline_id": ("ROT-D02", "ROT-D03", "ROT-D18")[who], "working_days": 2, "reason": "Illness."}
            return case.by(org, "ExtendDeadline", day, "ceo_group", **ask)
        case _:
            return case.sweep(day)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, goes_well=st.integers(0, len(WAY)))
def test_no_party_ever_reviews_and_no_result_comes_twice(pack, case, steps, goes_well):
    walk = type(case)(service(), pack, rotherham_sample(pack).copy, date(2027, 3, 18))
    walk.opened("investigation")
    day, rests_since, tied = date(2027, 3, 18), None, set()
    for step, who, days in [*((step, 0, 1) for step in WAY[:goes_well]), *steps]:
        day += timedelta(days=days)
        came = take(walk, step, who, day)
        state = walk.now_known
        assert not state.suspended or step not in COMMANDS or came.refusal.code == "CaseSuspended"
        rests_since = day if "PanelPaused" in came.names else rests_since
        lapsed = [fact.due_on for fact in came.facts if isinstance(fact, DeadlineLapsed) and state.suspended]
        assert all(due_on <= rests_since for due_on in lapsed)
        on_record = {"AppointmentRejected", "PanelMemberExcluded", "ReviewerRefused"}
        assert came.refusal is None or set(came.names) <= on_record
        assert came.refusal is None or came.refusal.message.endswith(".")
        for fact in came.facts:
            match fact:
                case ReviewGroupConvened():
                    assert len(fact.members) >= 3
                    assert not {member.org for member in fact.members} & {"rmbc", "green-doorstep"}
                case PanelRecommendation():
                    assert not fact.binding and fact.addressed_to == state.orgs and state.stage is None
                    assert len(state.group.members) >= 3 and state.group.has_chair
                case RecommendationResponseRecorded():
                    assert (fact.outcome is None) == (state.stage is not None)
                case InvestigatorAppointed():
                    assert fact.investigator_ref not in tied
        tied |= {each.officer for each in walk.directory.interests() if each.officer}
        if step == "closed":
            assert walk.service.aggregates["panel-"].next_on(state) is None and state.stage is None
