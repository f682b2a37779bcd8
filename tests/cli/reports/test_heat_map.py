"""RP9: commitments by how many cases name them, as a grid and as a table."""

import pytest

from concord.reports.asked import Asked
from concord.reports.suppressing import HIDDEN
from concord.saying import Misused, Trouble

from .measuring import YEAR, answered, row

HEAT = [
    row("alleged", "3.10", 2),
    row("alleged", "3.7", 7),
    row("found by a review", "3.7", 1),
    row("theme", "resources.decisions", 6),
]


def heat_map(gathered, rows=HEAT, evidence=(), **more):
    asked = Asked("RP9", **YEAR, **more)
    return gathered(asked, answered(M22=rows, M24=evidence))


def blocks(report, kind):
    return [block for section in report.sections for block in section.blocks if block.kind == kind]


def test_every_number_of_the_picture_stands_in_the_table_below(gathered):
    report = heat_map(gathered)
    picture, table = blocks(report, "heat")[0], blocks(report, "table")[0]
    assert [(each.row, each.column, each.value) for each in picture.cells] == [
        ("3.7", "alleged", 7),
        ("3.7", "found by a review", 1),
        ("3.10", "alleged", 2),
        ("3.10", "found by a review", 0),
    ]
    assert [line[1:] for line in table.rows] == [("7", "1"), ("2", "0")]
    assert "The highest is 7, for 3.7 under 'alleged'" in picture.alt


def test_a_commitment_is_named_by_its_own_words(gathered):
    first = blocks(heat_map(gathered), "table")[0].rows[0][0]
    assert first.startswith("3.7: ") and len(first) > 20


def test_the_definition_the_position_and_the_rules_stand_on_it(gathered):
    report = heat_map(gathered)
    assert "How M22 is counted." in [block.text for block in blocks(report, "paragraph")]
    about = dict(report.about)
    assert about["Position in the record"].startswith("812;") and about["Rules"] == "pack version 2017.1"


def test_the_public_sees_no_small_count_in_picture_or_table(gathered):
    report = heat_map(gathered, public=True)
    picture, table = blocks(report, "heat")[0], blocks(report, "table")[0]
    assert [each.shown for each in picture.cells] == ["7", "hidden", "hidden", "0"]
    assert [line[1:] for line in table.rows] == [("7", HIDDEN), (HIDDEN, "0")]
    assert [each.value for each in picture.cells] == [7, 0, 0, 0]


def test_without_a_period_it_says_what_to_write(gathered):
    with pytest.raises(Misused, match="RP9 covers a period"):
        gathered(Asked("RP9"), answered(M22=[], M24=[]))


def test_nothing_counted_is_said_and_drawn_as_nothing(gathered):
    report = heat_map(gathered, rows=[])
    assert blocks(report, "heat") == []
    assert all(table.rows == () for table in blocks(report, "table"))


def test_a_refusal_is_passed_on(gathered):
    with pytest.raises(Trouble, match="Figures are for the group"):
        gathered(Asked("RP9", **YEAR), {"oversight.Measures": "Figures are for the group."})
