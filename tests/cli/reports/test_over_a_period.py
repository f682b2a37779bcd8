"""RP2, RP3 and RP4: measures with their definitions, and what stands beside them."""

from concord.reports.asked import Asked
from concord.reports.suppressing import HIDDEN
from concord.reports.wording import NO_BREAK

from .conftest import blocks, table
from .measuring import YEAR, answered, row

PATTERN = {
    "pattern_id": "pattern-1",
    "level": "L1",
    "key": "rmbc/11.2",
    "count": 3,
    "case_ids": ["ROT-7K3M-9QE"],
    "respondents": ["rmbc"],
    "outcomes": {},
    "window_from": "2025-04-01",
    "window_to": "2027-03-01",
    "status": "open",
    "dialogue_on": None,
}
PAIR = {**PATTERN, "pattern_id": "pattern-2", "key": "green-doorstep+rmbc", "level": "L3"}
NOTED = {**PATTERN, "pattern_id": "pattern-3", "status": "noted"}
LEAD = {"office": "compact_lead", "org": "rmbc", "officer": "officer-rmbc-lead"}
LESSON = {
    "lesson_id": "a" * 32,
    "closed_on": "2026-12-01",
    "recorded_on": "2026-12-09",
    "kind": "lesson",
    "about": "process",
    "shareable": True,
    "shared_on": "2027-01-10",
    "themes": ["resources.decisions"],
    "text": "Rotherham Council told us late.",
    "shared_text": "Say it early.",
    "case": "ROT-7K3M-9QE",
}
OWN = {**LESSON, "lesson_id": "b" * 32, "kind": "good_practice", "shared_text": None, "text": "They rang us first."}
ACTION = {
    "item_id": "action-1",
    "owner_office": "compact_lead",
    "recorded_on": "2026-12-10",
    "first_due_on": "2027-01-31",
    "due_on": "2027-02-28",
    "done_on": None,
    "from_lesson": "a" * 32,
    "from_pattern": None,
    "from_meeting": None,
    "status": "open",
    "what": "Write a page on notice.",
}
MEETING = {"held_on": "2027-02-02", "partners_present": ["rmbc"]}
CALLED_OFF = {"held_on": None, "partners_present": []}
PAGES = {
    "intake.Lessons": {"lessons": [LESSON, OWN], "more": False, "on": "2027-04-02"},
    "oversight.Actions": {"actions": [ACTION], "more": False, "on": "2027-04-02"},
    "oversight.LearningMeetings": {"meetings": [MEETING, CALLED_OFF], "more": False, "on": "2027-04-02"},
    "oversight.Patterns": {"patterns": [PATTERN, PAIR, NOTED], "more": False},
    "directory.Offices": {"offices": [LEAD], "more": False},
}
SETTLED = [row("", "all", 7, 12), row("at stage", "informal", 6, 12), row("at stage", "mediation", 1, 12)]


def report(gathered, what, **more):
    given = {key: more.pop(key) for key in list(more) if key.startswith("M")}
    measures = {f"M{number:02d}": [] for number in range(1, 31)} | {"M06": SETTLED} | given
    return gathered(Asked(what, **YEAR, **more), {**PAGES, **answered(**measures)})


def headings(found):
    return [section.heading for section in found.sections]


def test_the_learning_pack_has_its_measures_in_order_after_the_patterns(gathered):
    found = headings(report(gathered, "RP2"))
    assert found[0] == "Patterns of repeated issues"
    numbers = [int(each.split()[0][1:]) for each in found if each.startswith("M")]
    assert numbers == [*range(5, 12), *range(15, 26)]


def test_the_quarterly_pack_has_all_thirty(gathered):
    assert sum(each.startswith("M") for each in headings(report(gathered, "RP3"))) == 30


def test_each_measure_has_its_definition_before_its_numbers(gathered):
    for section in report(gathered, "RP3").sections:
        if section.heading.startswith("M"):
            assert section.blocks[0].text == f"How {section.heading.split()[0]} is counted."


def test_where_cases_were_settled_is_drawn_in_the_words_of_the_pack(gathered):
    (picture,) = blocks(report(gathered, "RP2"), "bars")
    assert [(bar.label, bar.shown) for bar in picture.bars] == [
        ("Stage 1: talks between you", "6 of 12"),
        ("Stage 2: mediation", "1 of 12"),
    ]
    assert all(bar.label in picture.alt and bar.shown in picture.alt for bar in picture.bars)


def test_patterns_are_listed_without_naming_who_meets_again(gathered):
    found = report(gathered, "RP2")
    listed = table(found, "Patterns of repeated issues")
    assert [(line[0], line[-1]) for line in listed.rows] == [
        ("Rotherham Council, 11.2", "pattern-1"),
        ("two organisations that meet again", "pattern-2"),
    ]
    assert "green-doorstep" not in found.model_dump_json()


def test_no_case_is_named(gathered):
    for what in ("RP2", "RP3", "RP4"):
        assert "ROT-7K3M-9QE" not in report(gathered, what).model_dump_json()


def test_for_an_earlier_position_lists_are_left_out_and_that_is_said(gathered):
    found = report(gathered, "RP2", at="700")
    assert headings(found)[0] == "What is left out"
    assert "pattern-1" not in found.model_dump_json()


def test_partners_stand_by_name_with_what_supports_the_compact(gathered):
    listed = table(report(gathered, "RP3"), "What each partner did")
    assert [line[0] for line in listed.rows] == ["Rotherham Council", "Voluntary Action"]
    assert [line[2:] for line in listed.rows] == [("Compact lead", "1"), ("none on record", "0")]


def test_the_group_that_learns_reads_lessons_as_given_and_partners_as_shared(gathered):
    own, shared = report(gathered, "RP2"), report(gathered, "RP3")
    assert table(own, "Lessons").rows == (("Rotherham Council told us late.", "the process"),)
    assert table(own, "Good practice").rows == (("They rang us first.", "the process"),)
    assert table(shared, "Lessons").rows == (("Say it early.", "the process"),)
    assert table(shared, "Good practice").rows == ()


def test_actions_stand_with_owner_both_dates_and_source(gathered):
    (line,) = table(report(gathered, "RP2"), "Action plan").rows
    due = "28 February 2027 (first 31 January 2027)"
    assert [each.replace(NO_BREAK, " ") for each in line] == [
        "Write a page on notice.",
        "Compact lead",
        due,
        "open",
        "a lesson",
    ]


def of_both_years(body):
    return [row("", "all", 40 if body["from_on"] == "2026-04-01" else 12), row("at stage", "informal", 3)]


def test_the_annual_report_sets_two_years_side_by_side_at_one_position(gathered, services):
    found = report(gathered, "RP4", M06=of_both_years)
    figures = table(found, "M06")
    assert figures.columns == ("What", "This year", "The year before")
    assert figures.rows[0] == ("in all", "40", "12")
    assert dict(found.about)["The year before"] == "Tuesday 1 April 2025 to Tuesday 31 March 2026"


def test_the_year_in_short_is_a_picture_with_its_numbers_below(gathered):
    found = report(gathered, "RP4", M06=of_both_years)
    short = found.sections[0]
    picture, numbers = short.blocks
    assert [(bar.label, bar.series, bar.value) for bar in picture.bars] == [
        ("Name of M06", "This year", 40),
        ("Name of M06", "The year before", 12),
    ]
    assert numbers.rows == (("Name of M06", "40", "12"),)


def test_the_public_edition_has_no_small_count_and_no_list_but_shared_lessons(gathered):
    found = report(
        gathered, "RP4", public=True, M05=[row("", "all", 3)], M08=[row("", "x", 9, None, lowest=1, highest=20, n=2)]
    )
    lines = {each.caption[:3]: each.rows for each in blocks(found, "table")}
    assert lines["M05"] == (("in all", HIDDEN, HIDDEN),)
    assert lines["M08"] == (("x", HIDDEN, HIDDEN),)
    assert lines["M06"][-1] == ("at stage: Stage 2: mediation", HIDDEN, HIDDEN)
    assert not {"Patterns of repeated issues", "Action plan"} & set(headings(found))
    assert table(found, "Lessons").rows == (("Say it early.", "the process"),)
    assert "told us late" not in found.model_dump_json() and "rang us" not in found.model_dump_json()
    assert found.whom == "everybody"
    assert all(bar.value == 0 for picture in blocks(found, "bars") for bar in picture.bars if bar.shown == HIDDEN)


def test_a_median_stands_with_its_range(gathered):
    days = [row("", "informal", 12.5, None, lowest=3, highest=40, n=9), row("", "mediation", None)]
    rows = table(report(gathered, "RP3", M08=days), "M08").rows
    assert rows[0] == ("Stage 1: talks between you", "12.5", "3", "40", "9")
    assert rows[1][1:] == ("-", "", "", "")
    annual = table(report(gathered, "RP4", M08=days), "M08").rows
    assert annual[0][1] == "12.5 (3 to 40, of 9)"


def test_a_list_that_older_services_do_not_keep_is_said_to_be_missing(gathered):
    without = {
        name: answer for name, answer in PAGES.items() if name not in ("intake.Lessons", "oversight.LearningMeetings")
    }
    found = gathered(Asked("RP3", **YEAR), {**without, **answered(M01=[row("", "all", 7)])})
    assert "A list that is not kept here" in headings(found)
    assert "intake has no question of that name." in [block.text for block in blocks(found, "paragraph")]
    assert table(found, "Action plan").rows
