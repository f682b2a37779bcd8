"""Support to take part: what it is stays between those who ask and those who see to it."""

from concord_intake.domain import facts
from concord_shared.contracts import intake as told

from .conftest import ADVISER, RAISER, RESPONDENT, actor

COORDINATOR = actor("var", "coordinator")


def ask(intake, case, by, **body):
    return intake.do("RequestSupport", by, case, **{"kind": "adjustment", "detail": "A room without stairs.", **body})


def test_a_party_asks_at_any_stage_and_only_kind_and_party_are_told(intake):
    case = intake.formal()

    asked = ask(intake, case, actor(RESPONDENT)).accepted().one(facts.SupportRequested)
    assert (asked.detail.kind, asked.detail.subject, asked.by_party) == ("contact", asked.person_ref, RESPONDENT)
    assert intake.told()[-1] == told.SupportRequested(kind="adjustment", by_party=RESPONDENT)


def test_the_raiser_asks_before_acceptance_too_through_the_adviser(intake):
    case = intake.raised(raiser_kind="person", raiser_org=None)

    assert ask(intake, case, ADVISER).accepted().one(facts.SupportRequested).by_party is None
    ask(intake, case, actor("syfr")).refused("NoAuthority")


def test_only_those_who_ask_and_the_coordinator_see_what_it_is(intake):
    case = intake.formal()
    ask(intake, case, actor(RESPONDENT)).accepted()

    def seen(by):
        lines = intake.ask("History", by, case=case)["facts"]
        return next(each["data"]["detail"] for each in lines if each["name"] == "SupportRequested")

    assert seen(actor(RESPONDENT)) == seen(COORDINATOR) == "A room without stairs."
    for by in (actor(RAISER), ADVISER, actor("system", "auditor")):
        assert seen(by) == "held"


def test_champions_are_asked_only_where_the_compact_has_them(intake):
    intake.do("AskChampionSupport", actor(RAISER), intake.formal()).refused("NoChampions")


def test_nothing_is_asked_for_where_there_is_no_case(intake):
    closed = intake.formal()
    intake.do("WithdrawCase", actor(RAISER), closed).accepted()

    ask(intake, closed, actor(RAISER)).refused("AlreadyClosed")


def provide(intake, case, by, **body):
    return intake.do("ProvideSupport", by, case, **{"kind": "adjustment", **body})


def test_what_was_provided_is_told_by_its_kind_alone(intake):
    case = intake.formal()

    given = provide(intake, case, COORDINATOR, detail="A room without stairs.").accepted().one(facts.SupportProvided)
    assert (given.detail.kind, given.detail.subject) == ("contact", given.person_ref)
    assert intake.told()[-1] == told.SupportProvided(kind="adjustment")


def test_the_adviser_provides_it_before_acceptance_and_the_parties_do_not(intake):
    case = intake.raised()

    provide(intake, case, ADVISER, kind="translator").accepted()
    for by in (actor(RAISER), actor(RESPONDENT), actor("syfr")):
        provide(intake, case, by).refused("NotTheCoordinator")


def test_what_was_provided_is_seen_by_whoever_sees_to_it(intake):
    case = intake.formal()
    provide(intake, case, COORDINATOR, detail="A room without stairs.").accepted()

    def seen(by):
        lines = intake.ask("History", by, case=case)["facts"]
        return next(each["data"]["detail"] for each in lines if each["name"] == "SupportProvided")

    assert seen(COORDINATOR) == "A room without stairs."
    for by in (actor(RAISER), actor(RESPONDENT), actor("system", "auditor")):
        assert seen(by) == "held"
