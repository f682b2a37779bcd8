"""`concord commands`: what can be asked of each service."""

from concord.services import all_services


def test_every_command_of_every_service_is_listed_with_who_may_issue_it(concord):
    found = concord("commands", "--json").data
    listed = {each["command"] for each in found}
    assert listed == {f"{name}.{each}" for name, service in all_services().items() for each in service.commands}
    unsaid = [each["command"] for each in found if len(each["who"]) < 10 or each["who"].startswith("See ")]
    assert unsaid == []


def test_one_command_is_shown_with_its_fields_their_types_and_which_are_needed(concord):
    (found,) = concord("commands", "intake.AdviseCompactRelated", "--json").data
    fields = {each["name"]: each for each in found["fields"]}
    assert fields["advice"]["type"] == "one of: yes, partly, no"
    assert fields["advice"]["needed"]
    assert fields["in_scope"]["type"] == "list of text"
    said = concord("commands", "AdviseCompactRelated").out
    assert "one of: yes, partly, no" in said


def test_a_service_alone_gives_its_own_commands(concord):
    found = concord("commands", "panel", "--json").data
    assert {each["service"] for each in found} == {"panel"}


def test_an_unknown_command_is_said_so(concord):
    said = concord("commands", "DeclareWar")
    assert said.code == 2
    assert "'concord commands' lists them all" in said.err


def test_a_pack_is_checked_against_the_directory_as_it_is(concord, machine):
    said = concord("packs", "check", "rotherham", "--directory", machine)
    assert said.code == 3
    assert "members: no organisation has signed up (needed to go live)" in said.out
    assert "not looked up" not in said.out
    found = concord("packs", "check", "rotherham", "--directory", machine, "--json").data["to_fill"]
    assert {each["where"] for each in found} == {"directory"}


def test_versions_that_were_published_are_compared_and_their_history_is_told(concord, machine):
    assert concord("packs", "diff", "rotherham", "rotherham@2017.1", "--data", machine).code == 0
    said = concord("packs", "history", "rotherham", "--data", machine)
    assert "2017.1 published on" in said.out
    assert "by system/administrator" in said.out
    (line,) = concord("packs", "history", "rotherham", "--data", machine, "--json").data
    assert (line["done"], line["version"], line["changes"]) == ("published", "2017.1", [])
    unknown = concord("packs", "diff", "rotherham", "rotherham@1066", "--data", machine)
    assert unknown.code == 1
    assert "concord packs history" in unknown.err
    again = concord("packs", "publish", "rotherham", "--data", machine)
    assert (again.code, again.out.strip()) == (0, "Published: The Rotherham Compact, version 2017.1, for live cases.")
    other = concord("packs", "publish", "darlington", "--data", machine)
    assert other.code == 1
    assert "PackHasGaps" in other.out
