"""The reference page lists the reports that there are, each with the options that it takes."""

import re
from pathlib import Path

from concord.reports.catalogue import KINDS

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "reports.md").read_text()
ROW = re.compile(r"^\| (RP\d+) \|.*\| ([^|]*) \|$", re.MULTILINE)


def test_every_report_stands_in_the_reference_with_what_it_takes():
    said = {name: set(re.findall(r"`--([a-z]+)`", takes)) for name, takes in ROW.findall(PAGE)}
    assert said == {name: set(each.takes) for name, each in KINDS.items()}
