"""Who sees that a letter went out, and who may read it."""

import pytest

from concord_shared.envelope import Actor
from concord_shared.parts import Refused

CASE = "ROT-7K3M-9QX"


@pytest.fixture
def listed(desk, hear, stage, post):
    """Which organisations' letters somebody is shown, once both parties were written to."""
    hear(stage("facilitated"))
    post()

    def by(organisation, office="representative"):
        shown = desk.ask("Notices", Actor(organisation=organisation, office=office), case=CASE)["notices"]
        told = desk.ask("History", Actor(organisation=organisation, office=office), case=CASE)["facts"]
        assert bool(shown) == bool(told)
        return {row["org"] for row in shown}

    return by


def test_a_party_the_coordinator_and_an_auditor_see_every_letter_of_the_case(listed):
    everybody = listed("system", "auditor")
    assert {"green-doorstep", "syp"} <= everybody
    assert listed("syp") == everybody
    assert listed("var", "coordinator") == everybody


def test_whoever_else_has_a_part_sees_the_letters_to_the_own_organisation_alone(listed, sample):
    assert listed("rmbc", sample.offices.manager) <= {"rmbc"}
    assert "syp" not in listed("trft", sample.offices.executive)


def test_a_stranger_sees_nothing_and_reads_nothing(listed, desk):
    assert listed("eastwood-youth") == set()
    theirs = desk.ask("Notices", Actor(organisation="syp", office="representative"), case=CASE)["notices"][0]
    with pytest.raises(Refused) as refused:
        desk.ask("Letter", Actor(organisation="eastwood-youth", office="representative"), notice_id=theirs["notice_id"])
    assert refused.value.refusal.code == "NoAuthority"


def test_a_party_reads_its_own_letter(listed, desk):
    listed("syp")
    rows = desk.ask("Notices", Actor(organisation="syp", office="representative"), case=CASE)["notices"]
    own = next(row for row in rows if row["org"] == "syp")
    letter = desk.ask("Letter", Actor(organisation="syp", office="representative"), notice_id=own["notice_id"])
    assert letter["text"]


def test_a_letter_to_an_office_is_for_that_office_alone(listed, desk, sample):
    """Where its organisation is no party: neither another officer of it sees the letter, nor reads it."""
    office = sample.offices.manager
    assert listed("rmbc", office) == {"rmbc"}
    assert listed("rmbc", sample.offices.lead) == set()

    asked = desk.ask("Notices", Actor(organisation="rmbc", office=office), case=CASE)["notices"][0]
    assert read(desk, asked, "rmbc", office)["text"]
    with pytest.raises(Refused):
        read(desk, asked, "rmbc", sample.offices.lead)


def test_an_auditor_does_not_learn_who_raised_it(desk, hear, raised, post):
    hear(raised)
    post()
    auditor = Actor(organisation="system", office="auditor")
    (row,) = desk.ask("Notices", auditor, case=CASE)["notices"]

    with pytest.raises(Refused):
        read(desk, row, "system", "auditor")
    assert "caller@home.example" not in str(desk.ask("History", auditor, case=CASE))
    assert read(desk, row, "var", "coordinator")["text"]


def test_letters_come_in_pages(desk, hear, stage, post):
    hear(stage("facilitated"))
    post()
    party = Actor(organisation="syp", office="representative")
    everything = desk.ask("Notices", party, case=CASE)
    first = desk.ask("Notices", party, case=CASE, limit=2)
    rest = desk.ask("Notices", party, case=CASE, after=first["next"])

    assert len(first["notices"]) == 2 and everything["next"] is None
    assert first["notices"] + rest["notices"] == everything["notices"]


def read(desk, row, organisation, office):
    return desk.ask("Letter", Actor(organisation=organisation, office=office), notice_id=row["notice_id"])
