"""RP7: what is past its day and what is due soon, in the pack's words."""

from concord.reports.asked import Asked

LINE = {
    "case": "ROT-7K3M-9QE",
    "deadline_id": "ROT-D11",
    "stage_id": "informal",
    "party": None,
    "what": "first advice given",
    "due_on": "2027-01-18",
    "first_due_on": "2027-01-18",
    "status": "lapsed",
    "working_days_over": 5,
}


def deadlines(*lines):
    def of(body):
        return {"deadlines": list(lines), "more": False, "on": "2027-01-25"}

    nobody = {"deadlines": [], "more": False, "on": "2027-01-25"}
    return {"intake.Deadlines": of, "mediation.Deadlines": nobody, "panel.Deadlines": nobody}


def tables(report):
    return [block for section in report.sections for block in section.blocks if block.kind == "table"]


def test_past_and_near_stand_apart_and_are_counted(gathered):
    near = {**LINE, "case": "ROT-8888-888", "status": "open", "due_on": "2027-01-28", "working_days_over": 0}
    far = {**near, "case": "ROT-9999-999", "due_on": "2027-03-01"}
    report = gathered(Asked("RP7"), deadlines(LINE, near, far))
    past, soon = tables(report)
    assert [row[0] for row in past.rows] == ["ROT-7K3M-9QE"]
    assert [row[0] for row in soon.rows] == ["ROT-8888-888"]
    assert dict(report.about)["Past due"] == "1" and dict(report.about)["Due soon"] == "1, within 7 days"


def test_it_says_what_where_and_since_when(gathered):
    moved = {**LINE, "first_due_on": "2027-01-11", "party": "rmbc"}
    row = tables(gathered(Asked("RP7"), deadlines(moved)))[0].rows[0]
    assert row[1].replace("\u00a0", " ") == "18 January 2027 (first 11 January 2027)"
    assert row[2:] == ("5", "ROT-D11 first advice given", "Stage 1: talks between you", "Rotherham Council")


def test_its_day_is_that_of_the_services_clock(gathered):
    report = gathered(Asked("RP7"), deadlines())
    assert str(report.as_of) == "2027-01-25"
    assert [table.rows for table in tables(report)] == [(), ()]
