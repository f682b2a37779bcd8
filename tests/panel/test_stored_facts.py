"""What is stored stays readable: one sample of every fact, and a closed list of them."""

import json
from pathlib import Path

import pytest

from concord_panel.domain.facts import FACTS, OWN
from concord_panel.main import service

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("fact", OWN, ids=lambda fact: fact.__name__)
def test_a_stored_sample_still_reads_as_the_same_fact(fact):
    stored = json.loads((SAMPLES / f"{fact.stored_name}.json").read_text())

    assert fact.model_validate(stored).model_dump(mode="json") == stored


def test_every_sample_is_of_a_fact_that_exists():
    assert {path.stem for path in SAMPLES.glob("*.json")} == {fact.stored_name for fact in OWN}


def test_the_service_is_joined_whole():
    joined = service()

    assert joined.facts == FACTS
    assert all(model.model.__doc__ for model in joined.commands.values())
    assert joined.kinds == {"panel"}
