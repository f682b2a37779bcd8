"""What was entered can be put right, and what makes no sense is not entered."""

from datetime import date

import pytest

from concord_directory.domain import facts
from concord_shared.envelope import Actor

TODAY = date(2027, 1, 4)
GROUP = {"org": "x-group", "name": "X", "sector": "vcs", "kind": "group"}
SEAT = {"officer": "officer-9", "office": "clerk", "org": "rmbc"}


def test_a_name_a_sector_or_a_contact_can_be_put_right(do, desk):
    do("RegisterOrganisation", **GROUP).accepted()
    do("RegisterOrganisation", **{**GROUP, "name": "The X Group"}).accepted()
    do("RegisterOrganisation", **{**GROUP, "name": "The X Group"}).refused("AlreadyRegistered")
    do("RegisterOrganisation", **{**GROUP, "name": "The X Group"}, contact="x@x.example").accepted()
    known = desk.directory.organisation("x-group")
    assert (known.name, known.contact.key) == ("The X Group", "contact:x-group")


def test_putting_a_name_right_takes_no_membership_away(do, desk):
    do("RegisterOrganisation", **GROUP).accepted()
    do("SignUpOrganisation", org="x-group", compact="rotherham", signed_on="2026-12-01").accepted()
    do("RegisterOrganisation", **{**GROUP, "name": "The X Group"}).accepted()
    assert desk.directory.is_member("x-group")


def test_nobody_signs_up_tomorrow(do):
    do("RegisterOrganisation", **GROUP).accepted()
    came = do("SignUpOrganisation", org="x-group", compact="rotherham", signed_on="2027-01-05")
    assert came.refused("DateInFuture").refusal.field == "signed_on"
    do("SignUpOrganisation", org="x-group", compact="rotherham", signed_on="2027-01-04").accepted()
    do("SignUpOrganisation", org="x-group", compact="rotherham").refused("AlreadyRegistered")


def test_an_organisation_is_closed_on_a_day_once(do, desk, set_up):
    closed = {"org": "rmbc", "on": "2027-12-24", "name": "Christmas closure"}
    do("DeclareClosure", **closed).accepted()
    do("DeclareClosure", **closed).refused("AlreadyRegistered")
    assert desk.directory.closures("rmbc") == {date(2027, 12, 24): "Christmas closure"}


def test_an_office_is_given_again_to_put_something_right_and_the_rest_stays(do, desk, set_up):
    do("AssignRole", **SEAT, employer_org="var", training={"mediation": "2025-01-06"}).accepted()
    do("AssignRole", **SEAT, training={"minutes": "2026-06-01"}).accepted()
    do("AssignRole", **SEAT, ends_on="2028-03-31").accepted()
    (role,) = desk.directory.roles_of("officer-9")
    assert (role.starts_on, role.ends_on, role.employer_org) == (TODAY, date(2028, 3, 31), "var")
    assert role.training == {"mediation": date(2025, 1, 6), "minutes": date(2026, 6, 1)}


def test_the_same_again_is_refused_unless_a_name_or_a_contact_comes_with_it(do, desk, set_up):
    do("AssignRole", **SEAT).accepted()
    do("AssignRole", **SEAT).refused("AlreadyRegistered")
    do("AssignRole", **SEAT, contact="clerk@rmbc.example").accepted()
    assert len(desk.directory.holders("clerk", TODAY)) == 1


def test_newer_evidence_of_training_leaves_the_older_on_record(do, desk, set_up):
    do("AssignRole", **SEAT, training={"mediation": "2020-01-06"}).accepted()
    do("AssignRole", **SEAT, training={"mediation": "2026-01-05"}).accepted()
    trained = [desk.directory.trained("officer-9", "mediation", date(year, 6, 1)) for year in (2019, 2024, 2026)]
    assert trained == [None, date(2020, 1, 6), date(2026, 1, 5)]


def test_a_term_that_is_over_is_not_prolonged_but_begun_anew(do, desk, set_up):
    do("AssignRole", **SEAT, starts_on="2025-01-06", ends_on="2026-01-05").accepted()
    do("AssignRole", **SEAT).accepted()
    assert [(each.starts_on, each.ends_on) for each in desk.directory.roles_of("officer-9")] == [
        (date(2025, 1, 6), date(2026, 1, 5)),
        (TODAY, None),
    ]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"starts_on": "2027-02-01", "ends_on": "2027-01-31"}, "EndsBeforeStart", "ends_on"),
        ({"ends_on": "2027-01-03"}, "EndsBeforeStart", "ends_on"),
        ({"training": {"mediation": "2027-01-05"}}, "DateInFuture", "training"),
        ({"employer_org": "nobody"}, "UnknownOrganisation", "employer_org"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused_by_field(do, set_up, body, code, field):
    assert do("AssignRole", **{**SEAT, **body}).refused(code).refusal.field == field


def test_a_role_does_not_end_before_it_began(do, set_up):
    do("AssignRole", **SEAT, starts_on="2027-01-02").accepted()
    assert do("EndRole", **SEAT, ended_on="2027-01-01").refused("EndsBeforeStart").refusal.field == "ended_on"
    do("EndRole", **SEAT, ended_on="2027-01-02").accepted()


def test_only_an_administrator_gives_and_ends_an_office(do, desk, set_up):
    clerk = Actor(organisation="rmbc", office="representative")
    do("AssignRole", clerk, **SEAT).refused("NoAuthority")
    do("EndRole", clerk, officer="officer-var-advice", office="advice_body", org="var").refused("NoAuthority")
    assert desk.facts(facts.RoleEnded) == []


@pytest.mark.parametrize("command", ["RegisterOrganisation", "SignUpOrganisation", "DeclareClosure"])
def test_only_an_administrator_enters_organisations_and_their_days(do, set_up, command):
    bodies = {
        "RegisterOrganisation": GROUP,
        "SignUpOrganisation": {"org": "var", "compact": "other"},
        "DeclareClosure": {"org": "rmbc", "on": "2027-12-24", "name": "Snow"},
    }
    do(command, Actor(organisation="rmbc", office="secretary"), **bodies[command]).refused("NoAuthority")


def test_the_secretary_of_an_organisation_without_a_seat_enters_no_meeting(do, set_up):
    stranger = Actor(organisation="green-doorstep", office="secretary")
    meeting = {"body": "ceo_group", "meets_on": "2027-02-03"}
    do("ScheduleMeeting", stranger, **meeting).refused("NoAuthority")
    do("ScheduleMeeting", Actor(organisation="syp", office="ceo_group"), **meeting).accepted()
    do("ScheduleMeeting", Actor(organisation="rmbc", office="secretary"), **meeting).refused("AlreadyRegistered")


def test_the_group_to_which_reviews_are_delegated_has_members_and_meetings(do, desk, set_up, pack):
    group = next(each.group.may_delegate_to for each in pack.stages if each.group)
    for org in ("syp", "trft", "var"):
        do("AssignRole", officer=f"officer-{org}-delegate", office=group, org=org).accepted()
    assert {each.org for each in desk.directory.holders(group, TODAY)} == {"syp", "trft", "var"}
    do("ScheduleMeeting", Actor(organisation="trft", office=group), body=group, meets_on="2027-02-03").accepted()
    assert desk.directory.meetings(group, TODAY) == (date(2027, 2, 3),)


@pytest.mark.parametrize("day", ["2011-12-31", "2041-01-01", "9999-12-31", "0001-01-01"])
def test_a_day_outside_the_calendar_is_no_meeting(do, set_up, day):
    assert do("ScheduleMeeting", body="ceo_group", meets_on=day).refused("OutsideCalendar").refusal.field == "meets_on"
    assert do("DeclareBankHoliday", on=day, name="A day").refused("OutsideCalendar").refusal.field == "on"
