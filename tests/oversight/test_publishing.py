"""Reports that went out, and what is released on request: who decides, once, and with a ground."""

from datetime import date

import pytest

from concord_oversight.domain import facts, group_facts
from concord_shared.contracts import oversight as told
from concord_shared.envelope import Actor
from concord_shared.testing.sealing import stored

INFORMATION = Actor(organisation="syfr", office="information_officer")
FILE = {
    "report": "RP4",
    "from_on": date(2026, 1, 1),
    "until_on": date(2026, 12, 31),
    "at_position": 412,
    "sha256": "ab" * 32,
}
ASKED = {"request_ref": "FOI-2027-014", "holder": "rmbc", "items": ["The minutes of May"], "released": True}
GROUND = "It was supplied without confidence."


@pytest.fixture
def desk(desk):
    desk.today = date(2027, 3, 1)
    return desk


@pytest.fixture
def learner(sample):
    return Actor(organisation="trft", office=sample.offices.learning, officer="officer-trft-learning")


def test_a_report_is_published_with_what_it_was_made_from(desk):
    desk.do("PublishReport", INFORMATION, **FILE).accepted()

    assert desk.told() == [told.ReportPublished(**FILE)]
    (line,) = desk.facts(facts.Reported)
    assert line.figures == {"report": "RP4", "from_on": "2026-01-01", "until_on": "2026-12-31"}


def test_the_group_publishes_too_and_others_do_not(desk, learner):
    desk.do("PublishReport", learner, **FILE).accepted()
    for office in ("coordinator", "representative", "auditor"):
        other = FILE | {"sha256": "cd" * 32}
        desk.do("PublishReport", Actor(organisation="var", office=office), **other).refused("NoAuthority")


def test_the_same_file_is_published_once(desk):
    desk.do("PublishReport", INFORMATION, **FILE).accepted()
    desk.do("PublishReport", INFORMATION, **FILE).refused("AlreadyPublished")
    desk.do("PublishReport", INFORMATION, **FILE | {"sha256": "ab" * 16 + "cd" * 16}).accepted()


def test_a_period_begins_before_it_ends_and_has_begun(desk):
    desk.do("PublishReport", INFORMATION, **FILE | {"until_on": date(2025, 1, 1)}).refused("PeriodReversed")
    later = {"from_on": date(2027, 4, 1), "until_on": date(2027, 6, 30)}
    desk.do("PublishReport", INFORMATION, **FILE | later).refused("DateInFuture")


@pytest.mark.parametrize("wrong", [{"report": "M01"}, {"sha256": "AB" * 32}, {"at_position": -1}])
def test_what_is_no_report_is_refused_by_field(desk, wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        desk.do("PublishReport", INFORMATION, **FILE | wrong)


def test_the_information_officer_decides_what_is_released_with_a_ground(desk, tmp_path):
    desk.do("DecideDisclosure", INFORMATION, **ASKED).refused("ReasonRequired")
    desk.do("DecideDisclosure", INFORMATION, **ASKED, ground=GROUND).accepted()

    (decided,) = desk.facts(group_facts.DisclosureDecided)
    assert (decided.request_ref, decided.holder, decided.released) == ("FOI-2027-014", "rmbc", True)
    assert desk.told() == []
    desk.do("PublishReport", INFORMATION, **FILE).accepted()
    with stored(desk, tmp_path) as on_record:
        on_record.stays_sealed([*ASKED["items"], GROUND])


def test_nobody_else_decides_it(desk, learner):
    for by in (learner, Actor(organisation="var", office="coordinator")):
        desk.do("DecideDisclosure", by, **ASKED, ground=GROUND).refused("NoAuthority")


def test_the_holder_is_known_to_the_directory(desk):
    body = ASKED | {"holder": "nobody-of-that-name"}
    desk.do("DecideDisclosure", INFORMATION, **body, ground=GROUND).refused("UnknownOrganisation")
