"""A draft, or a Compact whose term has ended, takes trial cases until an administrator says why it goes live."""

from datetime import date, timedelta

import pytest

from concord_directory.domain import facts
from concord_shared.envelope import Actor
from concord_shared.packs.model import Pack

REPRESENTATIVE = Actor(organisation="rmbc", office="representative")


@pytest.fixture
def draft(pack):
    return changed(pack, status="draft")


def changed(pack, **identity):
    data = pack.to_data()
    data["pack"] |= identity
    return data


def test_a_draft_with_gaps_is_refused_as_live_and_the_gaps_are_listed(do, draft):
    refusal = do("PublishPack", content=draft, reason="Agreed by all.").refused("PackHasGaps").refusal

    assert "case coordinator (0 of 1 hold the office 'coordinator') [directory]" in refusal.message
    assert "members: no organisation has signed up [directory]" in refusal.message


def test_a_draft_without_gaps_goes_live_with_a_reason_only(do, set_up, desk, draft):
    data = draft | {"pack": draft["pack"] | {"version": "2"}}

    assert "say why it goes live" in do("PublishPack", content=data).refused("PackInvalid").refusal.message
    do("PublishPack", content=data, reason="Endorsed by the Board.").accepted()

    published = desk.facts(facts.PackPublished)[-1]
    assert (published.trial, published.reason.clear) == (False, "Endorsed by the Board.")
    assert desk.directory.takes_live_cases("rotherham", "2", desk.today)


def test_a_gap_in_the_pack_itself_is_not_filled_by_any_directory(do, set_up, draft):
    data = draft | {"pack": draft["pack"] | {"version": "2"}}
    data["to_fill"] = [{"what": "the pledge", "where": "pack", "needed_for": "go_live"}]

    refusal = do("PublishPack", content=data, reason="Agreed.").refused("PackHasGaps").refusal
    assert "the pledge [pack]" in refusal.message


def test_what_was_on_trial_goes_live_under_the_same_version(do, set_up, desk, draft):
    data = draft | {"pack": draft["pack"] | {"version": "2"}}
    do("PublishPack", content=data, trial=True).accepted()
    assert desk.directory.pack_in_force("rotherham").version == "2017.1"
    assert desk.directory.pack_in_force("rotherham", trial=True).version == "2"

    do("PublishPack", content=data, reason="The trial went well.").accepted()

    assert desk.directory.pack_in_force("rotherham").version == "2"
    assert [each.version for each in desk.directory.versions("rotherham")] == ["2017.1", "2"]


@pytest.fixture
def ended(pack, do, set_up):
    data = changed(pack, status="expired_term", version="2", term="2014-2018")
    do("PublishPack", content=data, trial=True).accepted()
    return data


def renewal(**changed):
    return {"pack_id": "rotherham", "version": "2", "reason": "All partners agreed.", "until": "2028-01-03", **changed}


def test_an_ended_term_cannot_be_published_as_live(do, pack):
    data = changed(pack, status="expired_term")

    assert "RenewPack" in do("PublishPack", content=data, reason="Please.").refused("PackInvalid").refusal.message


def test_a_renewed_version_takes_live_cases_until_its_day(do, desk, ended):
    assert not desk.directory.takes_live_cases("rotherham", "2", desk.today)

    do("RenewPack", **renewal()).accepted()

    assert desk.directory.pack_in_force("rotherham").version == "2"
    assert desk.directory.takes_live_cases("rotherham", "2", date(2028, 1, 3))
    assert not desk.directory.takes_live_cases("rotherham", "2", date(2028, 1, 4))


def test_what_is_renewed_is_published_ended_full_and_for_a_day_to_come(do, desk, ended, pack):
    today = desk.today.isoformat()
    assert do("RenewPack", **renewal(version="3")).refusal.code == "PackNotPublished"
    assert do("RenewPack", **renewal(version=pack.version)).refusal.code == "TermNotEnded"
    assert do("RenewPack", **renewal(until=today)).refusal.code == "DateNotLater"
    assert do("RenewPack", REPRESENTATIVE, **renewal()).refusal.code == "NoAuthority"
    for each in [role for role in desk.directory.roles() if role.office == "coordinator"]:
        role = {"officer": each.officer, "office": "coordinator", "org": each.org}
        do("EndRole", **role, ended_on=today).accepted()

    refusal = do("RenewPack", **renewal()).refused("PackHasGaps").refusal
    assert "case coordinator" in refusal.message
    assert "renewal of the term" not in refusal.message


def test_the_history_says_what_was_done_by_whom_and_why(do, desk, ended, administrator):
    do("RenewPack", **renewal()).accepted()
    do("RetirePack", pack_id="rotherham", version="2", reason="Replaced.").accepted()

    history = desk.ask("PackHistory", administrator, pack_id="rotherham")["history"]
    said = [(each["done"], each["version"], each.get("trial"), each.get("reason")) for each in history]

    assert said == [
        ("published", "2017.1", False, None),
        ("published", "2", True, None),
        ("renewed", "2", None, "All partners agreed."),
        ("retired", "2", None, "Replaced."),
    ]
    assert {each["by"] for each in history} == {"system/administrator"}
    assert history[2]["live_until"] == date(2028, 1, 3)
    by_others = desk.ask("PackHistory", REPRESENTATIVE, pack_id="rotherham")["history"]
    assert not any("reason" in each for each in by_others)


def test_gaps_are_looked_up_in_the_directory_and_shown_to_those_who_keep_it(do, set_up, desk, administrator, pack):
    before = [each["what"] for each in desk.ask("PackGaps", administrator)["gaps"]]
    assert not any("case coordinator" in each for each in before)
    meets_on = (desk.today + timedelta(days=30)).isoformat()
    do("ScheduleMeeting", body="ceo_group", meets_on=meets_on).accepted()
    after = [each["what"] for each in desk.ask("PackGaps", administrator)["gaps"]]

    assert "meetings of 'ceo_group': none is entered" in set(before) - set(after)
    of_a_draft = desk.ask("PackGaps", administrator, content=changed(pack, version="9", status="draft"))
    assert (of_a_draft["version"], of_a_draft["takes_live_cases"]) == ("9", False)
    with pytest.raises(Exception, match="NoAuthority"):
        desk.ask("PackGaps", REPRESENTATIVE)


def test_an_entry_that_nobody_can_look_up_stays_open(pack, desk):
    from concord_shared.packs.gaps import gaps

    data = pack.to_data()
    data["to_fill"] = [{"what": "good will", "where": "directory", "needed_for": "go_live"}]
    unseen = gaps(Pack.from_data(data), None, desk.today)
    seen = gaps(Pack.from_data(data), desk.directory, desk.today)

    assert [(each.what, each.looked_up, each.stops_live_cases) for each in unseen] == [("good will", False, False)]
    assert seen[0].stops_live_cases
