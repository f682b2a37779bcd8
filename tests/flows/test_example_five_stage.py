"""A made-up Compact of five stages, by its pack alone: what a stranger begins with runs to its end."""

import asyncio
from pathlib import Path

from concord.pack_files import examples
from concord.simulating.checking import differences
from concord.simulating.playing import play
from concord.simulating.reading import read_scenario
from concord_shared.packs.loading import load

SCENARIO = examples()["example-five-stage"].with_name("example-five-stage-scenario.yaml")


def test_a_case_goes_through_all_five_stages_to_its_end():
    scenario = read_scenario(SCENARIO)
    result = asyncio.run(play(scenario, SCENARIO))

    assert differences(scenario, result) == []
    stages = {stage.id for stage in load(examples()["example-five-stage"]).stages}
    opened = [line["data"]["stage_id"] for line in result.lines if line["name"] == "StageOpened"]
    assert opened == ["informal", "champions", "mediation", "panel", "executive", "responses"]
    assert set(opened) == stages


def test_no_rule_of_the_example_claims_to_be_a_text():
    text = Path(examples()["example-five-stage"]).read_text()

    assert "basis: text" not in text
    assert "source:" not in text
