"""Every fact that notify ever stored still reads."""

from pathlib import Path

import pytest

from concord_notify.domain.facts import FACTS

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.stored_name)
def test_a_stored_fact_still_reads(kind):
    text = (SAMPLES / f"{kind.stored_name}.json").read_text()
    fact = kind.model_validate_json(text)

    assert kind.model_validate_json(fact.model_dump_json()) == fact


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.stored_name)
def test_a_fact_is_said_in_a_sentence(kind):
    from concord_notify.read_side.words import say

    words = say(kind.model_validate_json((SAMPLES / f"{kind.stored_name}.json").read_text()))

    assert words.endswith(".")
    assert kind.__name__ not in words
