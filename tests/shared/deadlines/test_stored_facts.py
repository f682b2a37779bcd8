"""Every deadline fact that was ever stored still reads, and says the same."""

import json
from pathlib import Path

import pytest

from concord_shared.deadlines.facts import FACTS

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.stored_name)
def test_a_stored_deadline_fact_still_reads(kind):
    stored = json.loads((SAMPLES / f"{kind.stored_name}.json").read_text())

    assert kind.model_validate_json(json.dumps(stored)).model_dump(mode="json") == stored
