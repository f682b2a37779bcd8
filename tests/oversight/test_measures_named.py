"""The measures as a whole: what they stand on is noted, and the page that says what they are is theirs."""

import importlib.util

import pytest

from concord_oversight.domain.reportable import REPORTABLE
from concord_oversight.read_side.measuring.catalogue import MEASURES


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_every_fact_that_a_measure_stands_on_is_noted_for_reports(measure):
    assert set(measure.hears) <= REPORTABLE.keys()


def test_the_page_of_measures_is_what_the_catalogue_says(root):
    spec = importlib.util.spec_from_file_location("make_measures", root / "tools/make_measures.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)

    assert made.PAGE.read_text() == made.page(), "run: uv run python tools/make_measures.py"
