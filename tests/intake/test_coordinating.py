"""A coordinator who works for a party is replaced if a party objects; somebody else acts."""

from datetime import date

import pytest

from concord_intake.domain import facts
from concord_shared.contracts import intake as told
from concord_shared.contracts.directory import RoleAssigned, RoleEnded
from concord_shared.parts import Refused

from .conftest import RAISER, RESPONDENT, actor

OURS = actor("rmbc", "coordinator", "officer-rmbc-coordinator")
OTHER = actor("var", "coordinator")
SINCE = date(2020, 1, 6)


@pytest.fixture
def case(intake):
    role = {"office": "coordinator", "org": "rmbc", "employer_org": "rmbc", "starts_on": SINCE}
    intake.directory.apply(RoleAssigned(officer=OURS.officer, **role))
    return intake.formal()


def object_to(intake, case, org=RAISER, **body):
    return intake.do("ObjectToCoordinator", actor(org), case, **body)


def test_until_somebody_objects_the_coordinator_acts(intake, case):
    assert intake.do("SuspendCase", OTHER, case).accepted()
    assert intake.ask("Case", OURS, case=case)["state"] == "open"


def test_after_an_objection_that_coordinator_acts_no_more_but_another_does(intake, case):
    came = object_to(intake, case, reason="The Council pays you.").accepted()

    objected = came.one(facts.CoordinatorObjectedTo)
    assert [(each.officer, each.org) for each in objected.coordinators] == [(OURS.officer, "rmbc")]
    assert isinstance(intake.told()[-1], told.CoordinatorObjectedTo)
    record = {"kind": "ombudsman", "party": RAISER}
    assert intake.do("RecordExternalRemedy", OTHER, case, **record).accepted()
    assert intake.do("SuspendCase", OTHER, case).accepted()


def test_the_replaced_coordinators_commands_are_refused_by_the_rule(intake):
    role = {"office": "coordinator", "org": "syp", "employer_org": RESPONDENT, "starts_on": SINCE}
    lent = actor("syp", "coordinator", "officer-lent")
    intake.directory.apply(RoleAssigned(officer=lent.officer, **role))
    case = intake.formal()
    assert object_to(intake, case, officer=lent.officer).accepted(), "who is lent by a party works for it"

    for name, body in {"SuspendCase": {}, "ResumeCase": {"why": "outcome_reported"}}.items():
        if name == "ResumeCase":
            intake.do("SuspendCase", actor(RAISER), case).accepted()
            intake.do("AgreeSuspension", actor(RESPONDENT), case).accepted()
        intake.do(name, lent, case, **body).refused("CoordinatorReplaced", "ROT-G41")
    with pytest.raises(Refused):
        intake.ask("Case", lent, case=case)
    assert intake.ask("Cases", lent) == {"cases": []}


def test_where_no_coordinator_is_left_the_next_office_without_a_part_acts(intake, case):
    ended = {"officer": "officer-var-coordinator", "office": "coordinator", "org": "var", "ended_on": SINCE}
    intake.directory.apply(RoleEnded(**ended))
    adviser = actor("var", "advice_body")
    intake.do("SuspendCase", adviser, case).refused("NotTheCoordinator")
    object_to(intake, case).accepted()

    assert intake.do("SuspendCase", adviser, case).accepted().one(facts.SuspensionProposed).party is None


def test_only_a_party_objects_and_only_to_a_coordinator_with_a_tie(intake, case):
    object_to(intake, case, "syfr").refused("NotAParty")
    object_to(intake, case, officer="officer-var-coordinator").refused("CoordinatorHasNoTie", "ROT-G41")
    object_to(intake, case).accepted()
    object_to(intake, case).refused("CoordinatorHasNoTie", "ROT-G41")
