"""`concord report`: what is asked, and how figures and their differences are said."""

import asyncio
import csv
import io
from typing import Any

import pytest

from concord import report

ROW = {"part": "", "group": "all", "value": 3, "out_of": 10, "lowest": None, "highest": None, "n": None}
DAYS = {"part": "", "group": "mediation", "value": 16, "out_of": None, "lowest": 3, "highest": 22, "n": 9}
NONE = {"part": "held", "group": "all", "value": None, "out_of": None, "lowest": None, "highest": None, "n": 0}
FRAME = {
    "answered": True,
    "position": 812,
    "as_of": "2027-03-31",
    "pack_versions": ["2017.1"],
    "from_on": "2026-04-01",
    "until_on": "2027-03-31",
    "filters": {},
}
M06 = {"id": "M06", "name": "Settled at each stage", "definition": "Cases settled.", "unit": "cases"}


class Talk:
    """Oversight, answering with what it is given."""

    def __init__(self, **reply: Any) -> None:
        self.reply, self.asked = reply, {}

    async def ask(self, what, who, body):
        assert what == ("oversight", "Measures")
        self.asked = {name: str(value) if name.endswith("_on") else value for name, value in body.items()}
        return self.reply


@pytest.fixture
def talk(monkeypatch):
    def that_says(**reply):
        talking = Talk(**reply)
        monkeypatch.setattr(report, "ask", lambda where, what: asyncio.run(what(talking)))
        return talking

    return that_says


def measures(*rows):
    return {**FRAME, "measures": [{**M06, "rows": list(rows)}]}


def test_a_measure_is_shown_with_its_definition_the_pack_version_and_the_position(concord, talk):
    talking = talk(**measures(ROW, DAYS, NONE))
    said = concord("report", "m06", "--from", "2026-04-01", "--to", "2027-03-31")

    assert talking.asked == {"ids": ("M06",), "from_on": "2026-04-01", "until_on": "2027-03-31"}
    for words in ("Settled at each stage", "Cases settled.", "3 of 10", "3 to 22, of 9", "2017.1", "position 812"):
        assert words in said.out


def test_all_measures_are_asked_for_by_one_word_and_an_earlier_position_is_passed_on(concord, talk):
    talking = talk(**measures(ROW))
    concord("report", "measures", "--at", 500, "--theme", "voice")

    assert talking.asked == {"ids": (), "position": 500, "theme": "voice"}


def test_csv_is_one_line_for_each_row_and_no_cell_is_a_formula(concord, talk):
    talk(**measures({**ROW, "group": "=HYPERLINK(1)"}))
    said = concord("report", "M06", "--csv")

    (line,) = csv.DictReader(io.StringIO(said.out))
    assert (line["measure"], line["value"], line["out_of"], line["position"]) == ("M06", "3", "10", "812")
    assert line["group"] == "'=HYPERLINK(1)"


def test_diff_asks_for_both_positions_and_names_the_facts(concord, talk):
    because = {"change": "came", "fact": "intake.CaseSettled", "position": 700, "on": "2027-01-14"}
    since = [{"fact": "intake.CaseClosed", "position": 701, "on": "2027-01-14"}]
    row = {"part": "", "group": "all", "was": {**ROW, "value": 2}, "is": ROW}
    changes = [{**M06, "rows": [{**row, "because": [{**because, "recorded_since": since}]}]}]
    talking = talk(**FRAME, earlier=600, changes=changes)
    said = concord("report", "diff", "M06", "--at", 600, "--and", 812)

    assert talking.asked == {"ids": ("M06",), "earlier": 600, "position": 812}
    for words in ("was 2 of 10, is 3 of 10", "came: intake.CaseSettled", "because of intake.CaseClosed"):
        assert words in said.out


def test_diff_says_where_nothing_has_changed(concord, talk):
    talk(**FRAME, earlier=600, changes=[{**M06, "rows": []}])

    assert "No figure has changed" in concord("report", "diff", "M06", "--at", 600).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diff", "M06"), "--at POSITION"),
        (("diff", "--at", "3"), "Say which measures"),
        (("M06", "--and", "3"), "belongs to 'diff'"),
        (("M06", "--from", "April"), "is no date"),
        (("M06", "--from", "2027-02-01", "--to", "2027-01-01"), "before it begins"),
    ],
)
def test_what_is_not_given_as_it_must_be_ends_with_2_and_says_what_to_do(concord, talk, words, said):
    talk(**FRAME)
    came = concord("report", *words)

    assert came.code == 2
    assert said in came.err


def test_a_refusal_is_said_in_its_own_words_and_ends_with_1(concord, talk):
    talk(answered=False, message="There is no measure M99.")
    came = concord("report", "M99")

    assert (came.code, came.err.strip()) == (1, "There is no measure M99.")
