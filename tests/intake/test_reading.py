"""Who may read what of a case, and as it stood when."""

from datetime import UTC, date, datetime

import pytest

from concord_shared.contracts.mediation import MediatorAppointed
from concord_shared.contracts.panel import InvestigatorAppointed
from concord_shared.parts import Refused

from .conftest import ADVISER, ANYBODY, RAISER, RESPONDENT, actor

COORDINATOR = actor("var", "coordinator")
AUDITOR = actor("system", "auditor")


@pytest.mark.parametrize("by", [actor(RAISER), actor(RESPONDENT), ADVISER, COORDINATOR, AUDITOR])
def test_parties_adviser_coordinator_and_auditor_see_the_case(intake, pack, by):
    case = intake.advised()

    shown = intake.ask("Case", by, case=case)

    assert shown["state"] == "open"
    assert shown["stage"]["label"] == pack.stage(pack.first_stage).label
    assert [party["org"] for party in shown["parties"]] == [RAISER, RESPONDENT]
    assert {line["id"]: line["status"] for line in shown["deadlines"]} == {
        "ROT-D10": "cancelled",
        "ROT-D11": "met",
        "ROT-D12": "open",
    }
    assert [line["case"] for line in intake.ask("Cases", by)["cases"]] == [case]


@pytest.mark.parametrize("by", [actor("syfr"), actor("syp", "ceo_group"), actor("rmbc2", "coordinator2")])
def test_others_are_not_told_whether_there_is_such_a_case(intake, by):
    case = intake.advised()

    for question in ("Case", "History", "Why"):
        with pytest.raises(Refused) as refused:
            intake.ask(question, by, case=case)
        assert refused.value.refusal.code == "NotYourCase"
        with pytest.raises(Refused) as unknown:
            intake.ask(question, by, case="ROT-0000-000")
        assert unknown.value.refusal == refused.value.refusal
    assert intake.ask("Cases", by) == {"cases": []}


def test_the_other_side_knows_nothing_of_it_before_the_first_stage_opens(intake):
    case = intake.advised(raiser_kind="anonymous", raiser_org=None, raiser_name=None, reach=None)

    with pytest.raises(Refused):
        intake.ask("Case", actor(RESPONDENT), case=case)
    assert intake.ask("Cases", actor(RESPONDENT)) == {"cases": []}
    assert intake.ask("Case", ADVISER, case=case)["state"] == "accepted_unadopted"
    intake.do("AdoptConcern", actor("eastwood-youth"), case).accepted()
    assert intake.ask("Case", actor(RESPONDENT), case=case)["state"] == "open"
    assert intake.ask("Cases", actor("eastwood-youth"))["cases"]


def test_an_adviser_with_a_part_in_it_sees_it_as_a_party_only(intake):
    case = intake.raised(by=ANYBODY, respondent_orgs=["var"])

    with pytest.raises(Refused):
        intake.ask("Case", ADVISER, case=case)
    assert intake.ask("Case", actor("rmbc", "rtp_manager"), case=case)["state"] == "received"
    intake.advise(case, by=actor("rmbc", "rtp_manager")).accepted()
    assert intake.ask("Case", ADVISER, case=case)["state"] == "open"


def test_who_raised_it_is_known_to_that_side_and_to_triage_alone(intake):
    case = intake.advised()

    def raised(by):
        return intake.ask("History", by, case=case)["facts"][0]["data"]

    assert raised(actor(RAISER))["reach"] == "caller@green-doorstep.example"
    assert raised(ADVISER)["raiser_name"] == "A caller"
    for by in (actor(RESPONDENT), AUDITOR):
        assert (raised(by)["reach"], raised(by)["raiser_name"]) == ("held", "held")
        assert raised(by)["text"] == "The grant was ended without notice."


def test_what_passed_between_the_parties_is_not_the_advisers_any_more(intake):
    case = intake.advised()
    intake.confirm(case, RAISER)

    named = [fact["name"] for fact in intake.ask("History", ADVISER, case=case)["facts"]]
    assert "InformalExhaustionConfirmed" not in named
    assert "confirmed_by" not in intake.ask("Case", ADVISER, case=case)
    assert intake.ask("Case", actor(RESPONDENT), case=case)["confirmed_by"] == [RAISER]


MEDIATOR = actor("var", "mediator", "officer-var-mediator")
INVESTIGATOR = actor("review-associates", "investigator", "officer-independent-1")


def test_who_helps_in_a_case_reads_the_concern_but_not_who_raised_it(intake):
    case = intake.formal()
    for reader in (MEDIATOR, INVESTIGATOR):
        with pytest.raises(Refused):
            intake.ask("Case", reader, case=case)
    held = {"appointed_by": "ceo_group", "directory_position": 1}
    intake.hear("mediation", MediatorAppointed(mediator_ref=MEDIATOR.officer, mediator_org="var", **held), case)
    told = InvestigatorAppointed(investigator_ref=INVESTIGATOR.officer, investigator_org="review-associates", **held)
    intake.hear("panel", told, case)

    for reader, sees_talks in ((MEDIATOR, False), (INVESTIGATOR, True)):
        lines = intake.ask("History", reader, case=case)["facts"]
        assert lines[0]["data"]["text"] == "The grant was ended without notice."
        assert (lines[0]["data"]["reach"], lines[0]["data"]["raiser_name"]) == ("held", "held")
        assert ("InformalExhaustionConfirmed" in [line["name"] for line in lines]) is sees_talks
        assert ("confirmed_by" in intake.ask("Case", reader, case=case)) is sees_talks
    with pytest.raises(Refused):
        intake.ask("Case", actor("var", "mediator", "officer-of-another-case"), case=case)


def test_every_fact_is_said_in_words(intake):
    case = intake.formal()
    intake.do("WithdrawCase", actor(RAISER), case)

    lines = intake.ask("History", COORDINATOR, case=case)["facts"]

    assert all(line["words"].endswith(".") and line["words"] != f"{line['name']}." for line in lines)


def test_the_case_as_it_stood_at_a_moment(intake):
    case = intake.raised(on=date(2027, 3, 1))
    intake.advise(case, on=date(2027, 3, 4))

    then = intake.ask("Case", ADVISER, case=case, at=datetime(2027, 3, 2, tzinfo=UTC))

    assert (then["state"], then["stage"], then["accepted_on"]) == ("received", None, None)
    assert {line["status"] for line in then["deadlines"]} == {"open"}
    before = datetime(2027, 2, 1, tzinfo=UTC)
    with pytest.raises(Refused):
        intake.ask("Case", ADVISER, case=case, at=before)


def test_why_this_date_names_clause_and_skipped_days(intake):
    case = intake.advised(on=date(2027, 3, 15))

    lines = intake.ask("Why", actor(RAISER), case=case, deadline="ROT-D12")["deadlines"]

    assert len(lines) == 1
    derivation = lines[0]["derivation"]
    assert derivation["start_on"] == "2027-03-15"
    assert [day["on"] for day in derivation["skipped"]] == ["2027-03-26", "2027-03-29"]


def test_the_list_is_filtered_by_state_and_organisation_and_bounded(intake):
    closed = intake.advised()
    intake.do("WithdrawCase", actor(RAISER), closed)
    other = intake.advised(by=ANYBODY, raiser_org="eastwood-youth", respondent_orgs=["syfr"])

    def listed(**asked):
        return [line["case"] for line in intake.ask("Cases", COORDINATOR, **asked)["cases"]]

    assert set(listed()) == {closed, other}
    assert listed(state="closed") == [closed]
    assert listed(state="informal") == [other]
    assert listed(organisation="syfr") == [other]
    assert listed(organisation="syf") == []
    assert len(listed(limit=1)) == 1
    assert [line["next_due_on"] for line in intake.ask("Cases", actor("syfr"))["cases"]] == ["2027-03-31"]


def test_the_list_comes_in_pages_that_miss_and_repeat_nothing(intake):
    raised = [intake.raised(on=date(2027, 3, 1 + number % 3)) for number in range(7)]

    found, after = [], {}
    while True:
        page = intake.ask("Cases", COORDINATOR, limit=3, **after)
        assert len(page["cases"]) <= 3
        found += page["cases"]
        if "next" not in page:
            break
        after = {"after": page["next"]}
    assert sorted(line["case"] for line in found) == sorted(raised)
    assert [line["raised_on"] for line in found] == sorted((line["raised_on"] for line in found), reverse=True)


def test_an_organisation_that_asks_makes_nobody_look_at_the_cases_of_others(intake, monkeypatch):
    for _ in range(5):
        intake.advised()
    own = intake.advised(raiser_org="eastwood-youth")
    looked_at = []
    rows = intake.rows
    monkeypatch.setattr(intake, "rows", lambda sql, *args: [looked_at.append(row) or row for row in rows(sql, *args)])

    assert [line["case"] for line in intake.ask("Cases", actor("eastwood-youth"))["cases"]] == [own]
    assert len(looked_at) == 1


def test_a_page_looks_at_a_bounded_number_of_cases(intake, monkeypatch):
    monkeypatch.setattr("concord_intake.read_side.case_list.AT_MOST", 4)
    for _ in range(6):
        intake.raised(by=ANYBODY, respondent_orgs=["var"])

    page = intake.ask("Cases", ADVISER)
    assert (page["cases"], "next" in page) == ([], True), "it looked at four, none of them the adviser's to see"
    assert intake.ask("Cases", ADVISER, after=page["next"]) == {"cases": []}


def test_a_suspended_case_is_shown_and_found_as_such(intake):
    case = intake.formal()
    intake.do("SuspendCase", actor(RAISER), case).accepted()
    intake.do("AgreeSuspension", actor(RESPONDENT), case).accepted()

    assert intake.ask("Case", actor(RAISER), case=case)["suspended"] == "all_agree"
    assert [line["case"] for line in intake.ask("Cases", actor(RAISER), state="suspended")["cases"]] == [case]
    intake.do("ResumeCase", actor(RAISER), case, why="asked_by_party").accepted()
    assert intake.ask("Cases", actor(RAISER), state="suspended") == {"cases": []}
    assert intake.ask("Cases", actor(RAISER))["cases"][0]["suspended"] is None


def test_who_left_is_not_listed_with_the_case_any_more(intake):
    pair = (RAISER, "eastwood-youth")
    case = intake.advised(by=ANYBODY, raiser_kind="representative", represents=pair)
    intake.do("LeaveCase", actor("eastwood-youth"), case).accepted()

    assert intake.ask("Cases", actor("eastwood-youth")) == {"cases": []}
    assert intake.ask("Cases", actor(RAISER))["cases"][0]["raising"] == [RAISER]


def test_the_other_side_does_not_learn_from_where_somebody_unnamed_raised_it(intake):
    by = actor("swallownest-lunch-club")
    case = intake.advised(by=by, raiser_kind="anonymous", raiser_org="swallownest-lunch-club")
    intake.do("AdoptConcern", actor("eastwood-youth"), case).accepted()

    def first(reader):
        line = intake.ask("History", reader, case=case)["facts"][0]
        return line["actor"]["organisation"], line["data"]["raiser_org"]

    for reader in (actor(RESPONDENT), AUDITOR):
        assert first(reader) == ("held", "held")
    assert first(COORDINATOR) == ("swallownest-lunch-club",) * 2
