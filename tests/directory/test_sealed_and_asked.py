"""Personal data and reasons are sealed; answers come in pages and show names to few."""

from datetime import date

import pytest

from concord_directory.domain import facts
from concord_shared.envelope import Actor
from concord_shared.testing.sealing import stored

WORDS = "Asked for it by letter, because of an illness."
ANYBODY = Actor(organisation="syp", office="representative")


def test_why_a_person_was_erased_outlives_the_keys_of_that_person(do, desk, set_up, tmp_path):
    do("AssignRole", officer="officer-9", office="clerk", org="rmbc", name="A. Sample").accepted()
    do("ErasePersonalData", person="officer-9", ground=WORDS).accepted()
    with stored(desk, tmp_path) as shelf:
        shelf.stays_sealed([WORDS, "A. Sample"])
        events, mapper = shelf._events(), shelf._mapper(shelf.keys)
        shelf.keys.erase("officer-9")
        facts_read = [mapper.decode(event).fact for event in events]
        erased = next(each for each in facts_read if isinstance(each, facts.PersonalDataErased))
        assert erased.ground.clear == WORDS
        assert [each.name.clear for each in facts_read if isinstance(each, facts.RoleAssigned) and each.name] == [None]


def test_a_ground_and_a_reason_are_sealed_and_not_told(do, desk, set_up, pack):
    do("ErasePersonalData", person="officer-9", ground=WORDS).accepted()
    do("PublishPack", content=pack.to_data()).accepted()
    do("RetirePack", pack_id=pack.id, version=pack.version, reason=WORDS).accepted()
    erased, retired = desk.facts(facts.PersonalDataErased)[0], desk.facts(facts.PackRetired)[0]
    assert (erased.ground.key, retired.reason.key) == ("contact:erasure-officer-9", f"contact:pack-{pack.id}")
    assert WORDS not in str(desk.told()) + repr(erased) + repr(retired)


@pytest.mark.parametrize("command", ["ErasePersonalData", "RetirePack", "PublishPack", "DeclareBankHoliday"])
def test_only_an_administrator_may(do, set_up, pack, command):
    bodies = {
        "ErasePersonalData": {"person": "officer-9", "ground": WORDS},
        "RetirePack": {"pack_id": pack.id, "version": pack.version, "reason": WORDS},
        "PublishPack": {"content": pack.to_data()},
        "DeclareBankHoliday": {"on": "2027-06-18", "name": "A day"},
    }
    do(command, ANYBODY, **bodies[command]).refused("NoAuthority")


def test_offices_come_in_pages_in_a_fixed_order(desk, set_up):
    def page(**asked):
        answer = desk.ask("Offices", ANYBODY, **asked)
        return [(each["office"], each["org"], each["officer"]) for each in answer["offices"]], answer["more"]

    every, more = page()
    assert not more and every == sorted(every) and len(every) > 20
    assert page(limit=7) == (every[:7], True)
    assert page(limit=7, offset=7) == (every[7:14], True)
    assert page(limit=7, offset=len(every) - 7) == (every[-7:], False)
    assert page(offset=1_000) == ([], False)


def test_organisations_come_in_pages(desk, set_up):
    def page(**asked):
        answer = desk.ask("Organisations", ANYBODY, **asked)
        return [each["org"] for each in answer["organisations"]], answer["more"]

    every, _ = page()
    assert every == sorted(every)
    assert page(limit=3, offset=2) == (every[2:5], True)
    assert page(sector="vcs", limit=2)[1]
    assert page(members_only=True)[0] == [each for each in every if desk.directory.is_member(each)]


def test_the_content_of_one_pack_comes_at_a_time_for_an_answer_has_its_limit(do, desk, pack):
    for number in range(3):
        data = pack.to_data()
        data["pack"]["version"] = f"9.{number}"
        do("PublishPack", content=data).accepted()
    answer = desk.ask("Packs", ANYBODY)
    assert [each["version"] for each in answer["packs"]] == ["9.0", "9.1", "9.2"] and not answer["more"]
    assert [each["in_force"] for each in answer["packs"]] == [False, False, True]
    assert all("content" not in each for each in answer["packs"])
    whole = desk.ask("Packs", ANYBODY, content=True)
    assert [each["version"] for each in whole["packs"]] == ["9.2"] and whole["more"]
    assert desk.ask("Packs", ANYBODY, content=True, version="9.0")["packs"][0]["content"]["pack"]["version"] == "9.0"
    assert [each["version"] for each in desk.ask("Packs", ANYBODY, limit=2)["packs"]] == ["9.1", "9.2"]


def test_everybody_may_see_when_the_groups_meet_and_what_is_closed(do, desk, set_up):
    for day in ("2027-02-03", "2027-03-03"):
        do("ScheduleMeeting", body="ceo_group", meets_on=day).accepted()
    do("ScheduleMeeting", body="compact_leads_group", meets_on="2027-02-10").accepted()
    do("DeclareBankHoliday", on="2027-06-18", name="Jubilee").accepted()
    do("DeclareClosure", org="rmbc", on="2027-12-24", name="Christmas closure").accepted()
    answer = desk.ask("Days", ANYBODY)
    assert [(each["body"], each["meets_on"]) for each in answer["meetings"]] == [
        ("ceo_group", date(2027, 2, 3)),
        ("compact_leads_group", date(2027, 2, 10)),
        ("ceo_group", date(2027, 3, 3)),
    ]
    assert answer["bank_holidays"] == [{"on": date(2027, 6, 18), "name": "Jubilee"}]
    assert answer["closures"] == [] and not answer["more"]
    later = desk.ask("Days", ANYBODY, body="ceo_group", org="rmbc", from_on="2027-02-04", limit=1)
    assert [each["meets_on"] for each in later["meetings"]] == [date(2027, 3, 3)]
    assert later["closures"] == [{"on": date(2027, 12, 24), "name": "Christmas closure"}]
    assert desk.ask("Days", ANYBODY, limit=1)["more"]
