"""`concord export`: the files, their schema, what is never in them, and what it refuses."""

import asyncio
import csv
import json
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest
from frictionless import Package, validate

from concord.acting import AUDITOR
from concord.open_data.gathering import gather
from concord.open_data.package import dictionary
from concord.open_data.spans import spans
from concord.open_data.tables import TABLES
from concord.open_data.writing import write, write_csv

from .conftest import DAYS, Oversight

ROOT = Path(__file__).parents[3]
ROWS = {
    "M06": [
        ("", "all", 32, 60),
        ("at stage", "informal", 20, 60),
        ("at stage", "mediation", 3, 60),
        ("at stage", "review", 9, 60),
    ],
    "M08": [("", "informal", 12.5, None, 40), ("", "mediation", 31, None, 3)],
    "M09": [("kept", "all", 30, 40), ("kept", "ROT-D01", 30, 40), ("given more time", "ROT-D01", 5)],
    "M20": [("", "all", 6), ("kind", "ombudsman", 6), ("stage", "mediation", 6)],
    "M22": [("alleged", "3.10", 7), ("alleged", "3.1", 6), ("theme", "voice.consultation", 13)],
    "M24": [("entered", "3.10", 20), ("met", "3.10", 10), ("not met", "3.10", 10)],
    "M26": [("", "fair", None, None, 0)],
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder, days = tmp_path_factory.mktemp("written") / "open", spans(date(2026, 4, 1), date(2026, 9, 30), "quarter")
    write(folder, asyncio.run(gather(Oversight(**ROWS), AUDITOR, days, None)), days, "quarter")
    return folder


def lines(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_parquet_package_and_dictionary_are_written(written):
    tables = {f"{table.name}.{ending}" for table in TABLES for ending in ("csv", "parquet")}
    assert {path.name for path in written.iterdir()} == {*tables, "datapackage.json", "data-dictionary.md"}


def test_the_package_is_valid_by_its_own_schema(written):
    report = validate(str(written / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert len(report.tasks) == len(TABLES)


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("commitments", ",M22,", ",22,", "constraint-error"),
        ("commitments", ",alleged,", ",proved,", "constraint-error"),
        ("stages", "2026-04-01", "April", "type-error"),
        ("stages", "true", "perhaps", "type-error"),
        ("deadlines", ",30,", ",-30,", "constraint-error"),
        ("deadlines", "period_from", "from", "incorrect-label"),
        ("outside_routes", ",M20,", ",M99,", "foreign-key"),
    ],
)
def test_the_schema_sees_a_wrong_file(written, tmp_path, table, old, new, kind):
    copied = shutil.copytree(written, tmp_path / "copied")
    file = copied / f"{table}.csv"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))

    report = validate(str(copied / "datapackage.json"))
    assert kind in {found for (found,) in report.flatten(["type"])}


def test_a_commitment_stays_a_text_for_whoever_reads_it(written):
    (resource,) = [each for each in Package(str(written / "datapackage.json")).resources if each.name == "commitments"]
    assert {row["commitment"] for row in resource.read_rows()} == {"3.10", "3.1", "voice.consultation"}


def test_small_counts_and_what_gives_them_away_are_held_back_with_one_mark(written):
    stages = {row["stage"]: row for row in lines(written, "stages") if row["figure"] == "settled"}
    assert {stage: (row["value"], row["suppressed"]) for stage, row in stages.items()} == {
        "informal": ("20", "false"),
        "mediation": ("", "true"),
        "review": ("", "true"),
    }
    days = {row["stage"]: row["value"] for row in lines(written, "stages") if row["figure"] == "working_days"}
    assert days == {"informal": "12.5", "mediation": ""}


def test_shortest_and_longest_are_of_one_case_each_and_left_out(written):
    assert "99" not in (written / "stages.csv").read_text()


def test_parquet_holds_the_same_with_types(written):
    for table in TABLES:
        rows = duckdb.sql(f"SELECT * FROM '{written}/{table.name}.parquet'")
        assert rows.columns == [column.name for column in table.columns]
        assert len(rows.fetchall()) == len(lines(written, table.name))
    kinds = duckdb.sql(
        f"SELECT DISTINCT typeof(period_from), typeof(suppressed) FROM '{written}/stages.parquet'"
    ).fetchall()
    assert kinds == [("DATE", "BOOLEAN")]


def test_each_figure_stands_in_one_table_once_for_each_quarter(written):
    assert {(row["period_from"], row["period_to"]) for row in lines(written, "measures")} == {
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
    }
    assert [row["measure"] for row in lines(written, "measures")].count("M06") == 2
    assert {row["figure"] for row in lines(written, "date_evidence")} == {"entered", "met", "not met"}


def test_the_same_position_gives_the_same_bytes(written, concord, oversight, tmp_path):
    turned = {name: list(reversed(rows)) for name, rows in ROWS.items()}
    talking = oversight(**turned)
    assert concord("export", tmp_path / "again", *DAYS, "--at", 812).code == 0

    for file in written.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes(), file.name
    assert {body["position"] for body in talking.asked} == {812}


def test_a_compact_of_which_nothing_is_known_gives_empty_tables_that_are_valid_too(concord, oversight, tmp_path):
    oversight()
    said = concord("export", tmp_path / "open", *DAYS)

    assert (said.code, "0 figures" in said.out) == (0, True)
    assert validate(str(tmp_path / "open" / "datapackage.json")).valid
    assert duckdb.sql(f"SELECT * FROM '{tmp_path}/open/stages.parquet'").fetchall() == []


def test_every_span_is_asked_at_the_position_of_the_first(concord, oversight, tmp_path):
    talking = oversight(**ROWS)
    concord("export", tmp_path / "open", *DAYS, "--by", "month")

    assert [body.get("position") for body in talking.asked] == [None, *[812] * 5]


def test_the_licence_the_record_and_the_span_stand_in_the_descriptor(written):
    told = json.loads((written / "datapackage.json").read_text())
    assert told["licenses"][0]["name"] == "OGL-UK-3.0"
    assert told["record"] == {"position": 812, "as_of": "2026-09-30", "pack_versions": ["2017.1"]}
    assert told["temporal"] == {"start": "2026-04-01", "end": "2026-09-30", "grain": "quarter"}


@pytest.mark.parametrize("group", ["ROT-7K3M-9QE", "Mrs. Ffion said: no!", "a\nb", "x" * 90])
def test_a_case_or_a_text_is_never_written(concord, oversight, tmp_path, group):
    oversight(M14=[("rule", group, 9)])
    said = concord("export", tmp_path / "open", *DAYS)

    assert (said.code, "no code; nothing was written" in said.err) == (1, True)
    assert group not in said.err
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-2", "@SUM"])
def test_no_cell_is_a_formula(tmp_path, cell):
    write_csv(tmp_path / "x.csv", ["group"], [(cell,)])
    assert (tmp_path / "x.csv").read_text() == f"group\n'{cell}\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--from", "2026-09-01", "--to", "2026-04-30"), "before it begins"),
        (("--from", "2026-04-02", "--to", "2026-06-30"), "begin with the first day of a month, like 2026-04-01"),
        (("--from", "2026-04-01", "--to", "2026-08-31"), "End with 2026-06-30 or 2026-09-30"),
        (("--from", "2026-04-01", "--to", "2027-04-30", "--by", "year"), "End with 2027-03-31 or 2028-03-31"),
        (("--from", "2012-01-01", "--to", "2026-12-31", "--by", "month"), "60 can be written at once"),
        (("--from", "April", "--to", "2026-06-30"), "is no date"),
        ((*DAYS, "--by", "week"), "Write one of month, quarter, year"),
        ((*DAYS, "--as", "nobody"), "names nobody"),
    ],
)
def test_what_is_not_given_as_it_must_be_ends_with_2_and_says_what_to_do(concord, oversight, tmp_path, words, says):
    oversight(**ROWS)
    said = concord("export", tmp_path / "open", *words)

    assert said.code == 2, said
    assert says in " ".join(said.err.split())
    assert not (tmp_path / "open").exists()


def test_a_folder_that_holds_something_is_left_as_it_is(concord, oversight, tmp_path):
    oversight(**ROWS)
    (tmp_path / "mine.txt").write_text("mine")

    for folder, says in ((tmp_path, "is not empty"), (tmp_path / "mine.txt", "is a file")):
        said = concord("export", folder, *DAYS)
        assert (said.code, says in " ".join(said.err.split())) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_who_may_not_see_figures_is_told_so_and_nothing_is_written(concord, oversight, tmp_path):
    oversight(**ROWS).refusal = "Figures are for the group that learns from cases, the coordinator and auditors."
    said = concord("export", tmp_path / "open", *DAYS, "--as", "rmbc/representative")

    assert (said.code, said.err.strip()) == (
        1,
        "Figures are for the group that learns from cases, the coordinator and auditors.",
    )
    assert not (tmp_path / "open").exists()


def test_the_reference_is_the_dictionary_that_goes_with_the_data():
    written = (ROOT / "docs/reference/open-data.md").read_text(encoding="utf-8")
    assert written == dictionary().replace("# Data dictionary", "# Open data: the data dictionary", 1)
