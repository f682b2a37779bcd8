"""Whatever is asked in whatever order, what must hold of a mediation holds."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord_mediation.domain.facts import MediationEnded, MediationFailed, MediationSettled
from concord_mediation.main import service
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.contracts.intake import CaseResumed, CaseSuspended, CaseWithdrawn, PartyLeft
from concord_shared.testing.directory_sample import rotherham_sample

TERMS = ("Pay within thirty days.", "Pay within twenty days.")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "consent",
                "decline",
                "appoint",
                "object",
                "stand_down",
                "session",
                "terms",
                "confirm",
                "no_agreement",
                "lapsed",
                "sweep",
                "withdrawn",
                "keep",
                "no_mediator",
                "interest",
                "left",
                "suspended",
                "resumed",
                "propose",
                "agree",
            ]
        ),
        st.integers(0, 2),
        st.integers(0, 8),
    ),
    max_size=14,
)


def take(case, step, who, day):
    org = ("green-doorstep", "syfr", "rmbc")[who]
    officer = ("officer-var-mediator", "officer-var-mediator-2", "officer-syfr-mediator")[who]
    match step:
        case "consent":
            return case.by(org, "ConsentToMediation", day)
        case "decline":
            return case.by(org, "DeclineMediation", day)
        case "appoint":
            return case.appoint(officer, day)
        case "object":
            return case.by(org, "ObjectToMediator", day, reason="A reason.")
        case "stand_down":
            return case.by_mediator("StandDown", day, officer)
        case "session":
            return case.by_mediator("RecordSession", day, officer, held_on=day)
        case "terms":
            return case.by_mediator("RecordTerms", day, officer, text=TERMS[who % 2])
        case "confirm":
            return case.by(org, "ConfirmTerms", day, text=TERMS[0])
        case "no_agreement":
            return case.by_mediator("DeclareNoAgreement", day, officer)
        case "lapsed":
            return case.by("var", "DeclareLapsed", day, "coordinator", asked_by=org)
        case "keep" | "no_mediator":
            name = "KeepMediator" if step == "keep" else "DeclareNoMediator"
            return case.by("syp", name, day, "ceo_group")
        case "propose":
            return case.by(org, "ProposeDisclosure", day, text=TERMS[0], to="review")
        case "agree":
            return case.by(org, "AgreeDisclosure", day, item_ref="item-1")
        case "interest":
            cleared = ("syfr",) if who else ()
            declared = InterestDeclared(officer=officer, with_org="syfr", tie="family", cleared_by=cleared)
            return case.directory_tells(declared, day)
        case "left":
            return case.hear("intake", PartyLeft(org=org, side="responding", why="own_wish"), case.case, day)
        case "suspended":
            return case.hear("intake", CaseSuspended(why="all_agree"), case.case, day)
        case "resumed":
            return case.hear("intake", CaseResumed(why="asked_by_party"), case.case, day)
        case "withdrawn":
            return case.hear("intake", CaseWithdrawn(at_stage="mediation", by=(org,)), case.case, day)
        case _:
            return case.sweep(day)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_stage_ends_once_and_leaves_no_clock_running(pack, case, steps):
    walk = type(case)(service(), pack, rotherham_sample(pack).copy, date(2027, 3, 15))
    walk.opened()
    ends, day = 0, date(2027, 3, 15)
    for step, who, days in steps:
        day += timedelta(days=days)
        before = len(walk.recorded)
        came = take(walk, step, who, day)
        state = walk.load(f"mediation-{walk.case}")
        ends += sum(isinstance(fact, MediationSettled | MediationFailed | MediationEnded) for fact in came.facts)
        assert ends <= 1
        assert came.refusal is None or all(name == "AppointmentRejected" for name in came.names)
        assert came.refusal is None or came.refusal.message.endswith(".")
        assert (state.stage is None) == (ends == 1)
        if ends:
            assert walk.service.aggregates["mediation-"].next_on(state) is None
        if any(isinstance(fact, MediationSettled) for fact in came.facts):
            assert set(state.consents) == set(state.confirmed) == set(state.orgs) and len(state.orgs) > 1
        told = [type(contract).__name__ for contract in walk.told()]
        assert not {"MediationDeclined", "MediationConsentGiven", "MediatorObjectedTo"} & set(told)
        released = [each.agreed_by for each in walk.told() if type(each).__name__ == "MediationDisclosureAgreed"]
        assert all(set(state.orgs) <= set(agreed) for agreed in released)
        assert not (state.suspended and before < len(walk.recorded) and came.refusal)
        assert len(walk.recorded) >= before
