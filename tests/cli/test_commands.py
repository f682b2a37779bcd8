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
