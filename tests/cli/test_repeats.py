"""`concord repeats`: what is shown of repeats, and a changed rule read from a file and tried."""

import asyncio

import pytest
import yaml

from concord import repeats
from concord_shared.packs.loading import builtin, load

RULE = load(builtin()["rotherham"]).to_data()["monitoring"]["repeat_rule"]
PATTERN = {
    "pattern_id": "pattern-0123456789abcdef",
    "level": "same_commitment",
    "key": "rmbc/11.2",
    "count": 3,
    "status": "open",
    "window_to": "2027-01-25",
    "dialogue_on": None,
}
TELLING = {
    "on": "2025-05-05",
    "kind": "pattern",
    "pattern_id": PATTERN["pattern_id"],
    "level": "same_commitment",
    "key": "rmbc/11.2",
    "count": 3,
    "offices": ["coordinator", "compact_leads_group"],
    "first": True,
    "verdict": "false_alarm",
    "other_on": None,
}
FOUND = {
    "as_of": "2027-06-01",
    "from_on": None,
    "until_on": None,
    "follow_up_months": 24,
    "in_force": {"tellings": [TELLING], "alarms": {"all": 1, "false_alarm": 1}},
    "changed": {"tellings": [], "alarms": {"all": 0}},
    "missed": [],
}


@pytest.fixture
def oversight(monkeypatch):
    """Answers by question; what was asked is kept."""
    asked = []
    answers = {
        "Patterns": {"patterns": [PATTERN]},
        "Pattern": {"facts": []},
        "RepeatRule": {"version": "2017.1", "rule": RULE},
        "Backtest": FOUND,
    }

    class Talk:
        async def ask(self, what, who, body):
            asked.append((what[1], str(who), body))
            given = answers[what[1]]
            return given if "message" in given else {"answered": True, **given}

    monkeypatch.setattr(repeats, "ask", lambda where, what: asyncio.run(what(Talk())))
    return asked, answers


@pytest.fixture
def rule_file(tmp_path):
    def written(text):
        file = tmp_path / "rule.yaml"
        file.write_text(text if isinstance(text, str) else yaml.safe_dump(text))
        return file

    return written


def test_what_has_come_up_again_is_listed(concord, oversight):
    said = concord("repeats", "list", "--open")

    assert "rmbc/11.2" in said.out and "pattern-0123456789abcdef" in said.out
    assert oversight[0] == [("Patterns", "system/auditor", {"open_only": True, "limit": 500})]


def test_a_pattern_that_is_not_there_is_said_in_words(concord, oversight):
    said = concord("repeats", "show", "pattern-0123456789abcdef", "--as", "rmbc/representative")

    assert said.code == 1 and "not for rmbc/representative to read" in said.err


def test_an_id_that_is_none_is_misused(concord, oversight):
    assert concord("repeats", "show", "eleven").code == 2
    assert oversight[0] == []


def test_the_rule_in_force_is_printed_as_what_a_changed_one_begins_with(concord, oversight, rule_file):
    printed = concord("repeats", "rule").out

    assert yaml.safe_load(printed) == RULE
    assert concord("repeats", "backtest", "--rule", rule_file(printed)).code == 0


def test_keys_that_a_file_leaves_out_stay_as_they_are(concord, oversight, rule_file):
    file = rule_file("window: {months: 12, ends_on: count_date, old_end: open}\n")

    said = concord("repeats", "backtest", "--rule", file, "--from", "2025-01-01", "--as", "var/coordinator")

    (_, who, body) = oversight[0][-1]
    assert (who, body["from_on"]) == ("var/coordinator", "2025-01-01")
    assert body["rule"] == {**RULE, "window": {"months": 12, "ends_on": "count_date", "old_end": "open"}}
    assert "false alarm: 1" in said.out
    assert "would have told" in said.out and "nobody anything" in said.out
    assert "no further case on its key was accepted and the learning group held no dialogue" in said.out


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("told: {}\nwindw: {}\n", 2, "'windw' is unknown"),
        ("closes_when: {}\nwindow: {months: 24}\n", 2, "'ends_on' is missing"),
        ("window:\n  months: many\n  ends_on: count_date\n  old_end: open\n", 2, "'months' cannot be read"),
        ("levels:\n- {id: L1, name: a, key: [respondent], pattern_at: 3, precedence: 1}\n", 2, "counted under the key"),
        ("levels: [\n", 2, "not valid YAML"),
        ("- a list\n", 1, "A rule is a map of keys"),
        ("told: {note: [], notes: []}\n", 1, "'notes' is unknown"),
        ("basis: ours\nbasis: ours\n", 2, "stands twice"),
    ],
)
def test_what_is_wrong_with_a_rule_is_named_with_file_line_and_cure(concord, oversight, rule_file, text, line, said):
    file = rule_file(text)

    found = concord("repeats", "backtest", "--rule", file)

    assert found.code == 2
    assert f"{file}:{line}: " in found.err.replace("\n", "") and said in found.err
    assert [question for question, _, _ in oversight[0]] in ([], ["RepeatRule"])


def test_a_file_that_is_not_there_and_a_period_turned_round_are_misused(concord, oversight, rule_file, tmp_path):
    assert concord("repeats", "backtest", "--rule", tmp_path / "none.yaml").code == 2
    turned = ("--from", "2026-01-01", "--to", "2025-01-01")
    assert concord("repeats", "backtest", "--rule", rule_file("{}"), *turned).code == 2
    assert concord("repeats", "backtest", "--rule", rule_file("{}"), "--to", "May").code == 2


def test_whoever_may_not_try_a_rule_is_told_so(concord, oversight, rule_file):
    oversight[1]["RepeatRule"] = {"answered": False, "message": "Trying a rule is for the group that learns."}

    said = concord("repeats", "backtest", "--rule", rule_file("{}"), "--as", "rmbc/representative")

    assert said.code == 1 and "for the group that learns" in said.err


def test_programs_get_the_whole_answer(concord, oversight, rule_file):
    assert concord("repeats", "backtest", "--rule", rule_file("{}"), "--json").data == FOUND
