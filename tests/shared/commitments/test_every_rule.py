"""Every date rule of every pack, by a table: met, not met, excused, the last good day, and what is missing."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from concord_shared.calendar.snapshot import england
from concord_shared.commitments.checking import check
from concord_shared.packs.compact import UndertakingRule
from concord_shared.packs.loading import builtin, load

TABLE = yaml.load((Path(__file__).parent / "every_rule.yaml").read_text(), yaml.CSafeLoader)
PACKS = {name: load(path) for name, path in builtin().items()}
ON = date(2026, 11, 30)
CALENDAR = england()
TIMED = ("min_duration", "min_notice", "max_duration", "before", "min_count", "term_target")


def checked(pack, no, row):
    entries = dict(each.split("=") for each in row["entries"].split())
    return check(PACKS[pack], no, entries, CALENDAR, ON)


def wrong(pack, no, row):
    """What comes out otherwise than the table says."""
    found = checked(pack, no, row)
    rule = found.rules[row["rule"] - 1]
    came = {"is": rule.outcome, "result": found.result, "due": rule.due_on, "out_by": f"{rule.off} {rule.off_unit}"}
    came["missing"] = row.get("missing") if row.get("missing") in rule.missing else rule.missing
    return {key: value for key, value in came.items() if row.get(key, value) != value}


def measurable():
    return [(pack, no) for pack in PACKS for no, each in PACKS[pack].commitments.items() if each.rules]


every_commitment = pytest.mark.parametrize(("pack", "no"), measurable(), ids=lambda each: each)


@every_commitment
def test_dates_come_out_as_the_table_says(pack, no):
    found = [(row, differs) for row in TABLE.get(pack, {}).get(no, []) if (differs := wrong(pack, no, row))]

    assert found == []


@every_commitment
def test_every_rule_of_every_pack_stands_in_the_table(pack, no):
    rows = TABLE.get(pack, {}).get(no, [])

    missing = [
        (number, case)
        for number, rule in enumerate(PACKS[pack].commitments[no].rules, 1)
        for case in cases_of(rule)
        if not any(row["rule"] == number and fits(row, case) for row in rows)
    ]
    assert missing == [], f"add these cases of {pack} {no} to every_rule.yaml"


def cases_of(rule: UndertakingRule):
    """What the table has to hold for a rule."""
    yield from ("not_met", "undecided")
    if rule.kind in TIMED or rule.by or rule.after:
        yield from ("edge", "nearly")
    if rule.else_require or rule.unless:
        yield "excused"
    if rule.when:
        yield "does_not_apply"


def fits(row, case):
    """`edge` is the last good day or count, `nearly` the one beyond it."""
    if case == "edge":
        return row["is"] == "met" and row.get("edge", False)
    if case == "nearly":
        return row["is"] == "not_met" and row.get("out_by", "").split(" ")[0] in ("0", "1")
    return row["is"] == case and ("missing" in row if case == "undecided" else True)


def test_the_table_holds_nothing_that_no_pack_has():
    assert {(pack, no) for pack, listed in TABLE.items() for no in listed} == set(measurable())


def test_all_that_is_fully_measurable_is_there():
    full = {
        pack: sum(each.measurability == "yes" for each in PACKS[pack].commitment_list)
        for pack in ("rotherham", "derbyshire", "staffordshire", "darlington")
    }
    assert full == {"rotherham": 23, "derbyshire": 21, "staffordshire": 14, "darlington": 5}
    assert all(each.rules for pack in PACKS.values() for each in pack.commitment_list if each.measurability == "yes")
