"""Meetings, closed days, packs and the erasure of a person's data."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from concord_directory.application.sweeps import destroy_keys
from concord_directory.domain import facts
from concord_shared.envelope import Actor
from concord_shared.parts import Tools

SECRETARY = Actor(organisation="rmbc", office="secretary")


def test_the_secretary_schedules_and_moves_a_meeting(do, set_up, desk):
    assert do("ScheduleMeeting", SECRETARY, body="ceo_group", meets_on="2027-02-03").refusal is None
    moved = do("ScheduleMeeting", SECRETARY, body="ceo_group", meets_on="2027-02-10", replaces="2027-02-03")

    assert moved.refusal is None
    assert desk.directory.meetings("ceo_group", date(2027, 1, 1)) == (date(2027, 2, 10),)


def test_a_body_that_nobody_knows_has_no_meetings(do, set_up):
    assert do("ScheduleMeeting", body="tea_club", meets_on="2027-02-03").refusal.code == "UnknownBody"


def test_a_meeting_that_is_not_entered_cannot_be_moved(do, set_up):
    outcome = do("ScheduleMeeting", body="ceo_group", meets_on="2027-02-10", replaces="2027-02-03")

    assert outcome.refusal.code == "UnknownMeeting"


def test_a_stranger_to_the_body_enters_no_meeting(do, set_up):
    stranger = Actor(organisation="syp", office="representative")

    assert do("ScheduleMeeting", stranger, body="ceo_group", meets_on="2027-02-03").refusal.code == "NoAuthority"


def test_a_bank_holiday_is_declared_once_and_not_where_the_calendar_has_it(do, desk):
    assert do("DeclareBankHoliday", on="2027-06-18", name="Jubilee").refusal is None
    assert do("DeclareBankHoliday", on="2027-06-18", name="Jubilee").refusal.code == "AlreadyRegistered"
    assert do("DeclareBankHoliday", on="2027-12-27", name="Christmas").refusal.code == "AlreadyRegistered"
    assert desk.directory.bank_holidays == {date(2027, 6, 18): "Jubilee"}


def test_a_bank_holiday_beyond_the_calendar_is_refused(do):
    assert do("DeclareBankHoliday", on="2077-06-18", name="Jubilee").refusal.code == "OutsideCalendar"


def test_publishing_the_same_pack_again_changes_nothing(do, pack, desk):
    first, again = (do("PublishPack", content=pack.to_data()) for _ in range(2))

    assert (first.refusal, again.refusal) == (None, None)
    assert again.answer == first.answer == {"version": pack.version, "sha256": pack.sha256}
    assert len(desk.facts(facts.PackPublished)) == 1


def test_other_content_under_a_used_version_is_refused(do, pack):
    do("PublishPack", content=pack.to_data())
    changed = pack.to_data()
    changed["pack"]["title"] = "Another"

    outcome = do("PublishPack", content=changed)

    assert outcome.refusal.code == "PackInvalid"
    assert "new version" in outcome.refusal.message


def test_a_pack_that_breaks_the_format_is_refused_by_place(do, pack):
    broken = pack.to_data()
    broken["procedure"]["stages"][0]["type"] = "duel"

    refusal = do("PublishPack", content=broken).refusal

    assert refusal.code == "PackInvalid"
    assert "procedure > stages > 0 > type" in refusal.message


@pytest.mark.parametrize(("status", "code"), [("draft", "PackHasGaps"), ("expired_term", "PackInvalid")])
def test_a_draft_is_published_for_trial_cases_only(do, pack, desk, status, code):
    draft = pack.to_data()
    draft["pack"]["status"] = status

    assert do("PublishPack", content=draft).refusal.code == code
    assert do("PublishPack", content=draft, trial=True).refusal is None
    assert desk.facts(facts.PackPublished)[0].trial


def second_version(pack, **commitments):
    data = pack.to_data()
    data["pack"] |= {"version": "2", "replaces": {"version": pack.version, "commitments": commitments}}
    data["commitments"] = [each for each in data["commitments"] if each["no"] not in commitments]
    return data


def test_a_version_says_what_became_of_the_commitments_of_the_one_before(do, pack, desk):
    do("PublishPack", content=pack.to_data())
    lost = second_version(pack, **{"9.2": None})
    del lost["pack"]["replaces"]

    refusal = do("PublishPack", content=lost).refusal
    assert refusal.code == "PackInvalid"
    assert "no commitment 9.2, as version 2017.1 had" in refusal.message

    assert do("PublishPack", content=second_version(pack, **{"9.2": "9.3"})).refusal is None
    assert desk.told()[-1].commitment_map == {"9.2": "9.3"}


def test_a_version_replaces_the_one_before_it(do, pack):
    do("PublishPack", content=pack.to_data())
    other = second_version(pack)
    other["pack"]["replaces"]["version"] = "2015.1"

    assert "the one before it is 2017.1" in do("PublishPack", content=other).refusal.message


def test_a_retired_pack_is_no_longer_in_force(do, pack, desk):
    do("PublishPack", content=pack.to_data())
    body = {"pack_id": pack.id, "version": pack.version, "reason": "replaced"}

    assert do("RetirePack", **body).refusal is None
    assert desk.directory.pack_in_force(pack.id) is None
    assert do("RetirePack", **body).refusal.code == "PackNotPublished"


def test_erasure_is_ordered_told_carried_out_and_safe_to_repeat(do, desk):
    for keys in (2, 0):
        do("ErasePersonalData", person="person-1", ground="asked for it")
        assert desk.due() == ["person-person-1"]
        done = asyncio.run(destroy_keys("person-person-1", desk.load("person-person-1"), tools(keys)))
        desk.sweep_stream("person-person-1", done)
        assert desk.due() == []

    assert [each.keys for each in desk.facts(facts.ErasureCarriedOut)] == [2, 0]
    assert desk.directory.erased == {"person-1"}


def test_a_second_sweep_of_an_erasure_writes_nothing(do, desk):
    do("ErasePersonalData", person="person-1", ground="asked for it")
    desk.sweep_stream("person-person-1", 1)

    assert desk.sweep_stream("person-person-1", 1).facts == ()


def tools(keys):
    now = datetime(2027, 1, 4, tzinfo=UTC)
    return Tools(now, lambda sealed: None, lambda subject: keys, None, lambda case: ())
