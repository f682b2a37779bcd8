"""Every guard of the mediation stage that a command can meet says its rule, its source and its clause, and changes
nothing."""

from datetime import date

import pytest

STAGE_2 = "The Rotherham Compact, Appendix 1, Stage 2"
OURS = (None, None)
VOLUNTARY = ("001:636", STAGE_2)
NEUTRAL = ("001:632", STAGE_2)
AFTER = date(2027, 4, 15)


def settled(case):
    case.with_terms()
    for org in case.orgs:
        case.by(org, "ConfirmTerms", text="Invoices are paid within thirty days.").accepted()
    return case.by(case.raiser, "DeclineMediation")


def a_session_too_soon(case):
    case.appoint().accepted()
    return case.by_mediator("RecordSession", held_on=case.today)


def terms_too_soon(case):
    case.appoint().accepted()
    return case.by_mediator("RecordTerms", text="Terms.")


def other_terms(case):
    return case.with_terms().by(case.raiser, "ConfirmTerms", text="Others.")


def no_terms(case):
    return case.working().by(case.raiser, "ConfirmTerms", text="Terms.")


def objected_twice(case):
    case.appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="We met before.").accepted()
    return case.by(case.raiser, "ObjectToMediator", reason="We met before.")


def objected_late(case):
    return case.working().by(case.raiser, "ObjectToMediator", reason="We met before.")


def objected_without_a_reason(case):
    case.appoint().accepted()
    return case.by(case.raiser, "ObjectToMediator", reason=" ")


def declared_before_the_lapse(case):
    return case.by("var", "DeclareLapsed", None, "coordinator", asked_by=case.raiser)


def declared_though_nobody_asked(case):
    case.working().sweep(AFTER)
    return case.by("var", "DeclareLapsed", AFTER, "coordinator", asked_by="rmbc")


def not_proposed(case):
    return case.by(case.raiser, "AgreeDisclosure", item_ref="item-1")


def agreed_twice(case):
    case.by(case.raiser, "ProposeDisclosure", text="An offer.", to="review").accepted()
    return case.by(case.raiser, "AgreeDisclosure", item_ref="item-1")


def a_strangers_extension(case):
    more = {"deadline_id": "ROT-D01", "working_days": 5, "reason": "We need it."}
    return case.by("rmbc", "ExtendDeadline", **more)


REFUSALS = [
    (settled, "StageNotOpen", "ROT-G23", VOLUNTARY),
    (a_session_too_soon, "ConsentRequired", "ROT-G30", VOLUNTARY),
    (terms_too_soon, "ConsentRequired", "ROT-G30", VOLUNTARY),
    (other_terms, "TermsDiffer", "ROT-G31", NEUTRAL),
    (no_terms, "TermsDiffer", "ROT-G31", NEUTRAL),
    (objected_twice, "ObjectionUsed", "ROT-G36", OURS),
    (objected_late, "SessionAlreadyHeld", "ROT-G36", OURS),
    (objected_without_a_reason, "ReasonRequired", "ROT-G36", OURS),
    (declared_before_the_lapse, "DeadlineNotLapsed", "ROT-G37", OURS),
    (declared_though_nobody_asked, "DeadlineNotLapsed", "ROT-G37", OURS),
    (not_proposed, "NothingProposed", "ROT-G16", NEUTRAL),
    (agreed_twice, "AlreadyAgreed", "ROT-G32", OURS),
    (a_strangers_extension, "NotAParty", "ROT-G32", OURS),
]


@pytest.mark.parametrize(("tried", "code", "rule", "place"), REFUSALS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_refusal_names_rule_source_and_clause_and_changes_nothing(case, pack, tried, code, rule, place):
    came = tried(case).refused(code)

    refusal = came.refusal
    assert (refusal.rule, (refusal.source and refusal.source.split(",")[0], refusal.clause)) == (rule, place)
    assert refusal.message.startswith(pack.guard(rule).sentence) and came.facts == ()


PERSONS = [
    ("ConsentToMediation", {}, "NotAParty"),
    ("DeclineMediation", {}, "NotAParty"),
    ("ConfirmTerms", {"text": "Terms."}, "NotAParty"),
    ("ObjectToMediator", {"reason": "We met before."}, "NotAParty"),
    ("ProposeDisclosure", {"text": "An offer.", "to": "public"}, "NotAParty"),
    ("AgreeDisclosure", {"item_ref": "item-1"}, "NotAParty"),
    ("RecordSession", {"held_on": date(2027, 3, 15)}, "NotTheMediator"),
    ("RecordTerms", {"text": "Terms."}, "NotTheMediator"),
    ("DeclareNoAgreement", {}, "NotTheMediator"),
    ("StandDown", {}, "NotTheMediator"),
    ("DeclareLapsed", {"asked_by": "syfr"}, "NotTheCoordinator"),
    ("KeepMediator", {}, "NotAnAppointer"),
    ("DeclareNoMediator", {}, "NotAnAppointer"),
]


@pytest.mark.parametrize(("name", "body", "code"), PERSONS)
def test_a_stranger_does_nothing_here(case, name, body, code):
    case.working()

    assert case.by("rmbc", name, **body).refused(code).facts == ()


def test_nobody_speaks_for_another_party(case):
    from concord_shared.envelope import Actor

    for_another = Actor(organisation="syfr", office="representative", on_behalf_of="green-doorstep")
    for name in ("ConsentToMediation", "DeclineMediation"):
        assert case.do(name, for_another, case.case).refused("NotAParty").facts == ()


@pytest.mark.parametrize("predicate", ["mediation_voluntary", "mediation_confidential", "all_parties_agree"])
def test_the_stage_has_the_guards_that_these_tests_stand_on(pack, predicate):
    assert pack.guard_by(predicate, "mediation") is not None
