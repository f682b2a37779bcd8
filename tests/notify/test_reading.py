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
