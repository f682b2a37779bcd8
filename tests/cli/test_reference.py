"""The reference pages say what the command line and the scenario reader do."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from pydantic import BaseModel

from concord.simulating import scenario as formats

ROOT = Path(__file__).parents[2]
FORMAT = (ROOT / "docs" / "reference" / "scenario-format.md").read_text()


def test_the_command_line_page_is_made_from_the_command_line():
    spec = spec_from_file_location("make_command_line", ROOT / "tools" / "make_command_line.py")
    assert spec is not None and spec.loader is not None
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PAGE.read_text() == tool.page(), "run: python tools/make_command_line.py"


@pytest.mark.parametrize(
    "model",
    [
        formats.Scenario,
        formats.Step,
        formats.DirectoryStep,
        formats.Expectation,
        formats.ExpectedFact,
        formats.ExpectedNotice,
        formats.ExpectedDeadline,
        formats.ExpectedRefusal,
        formats.ExpectedAnswer,
    ],
)
def test_every_key_of_a_scenario_file_stands_in_its_page(model: type[BaseModel]):
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert {key for key in keys if not re.search(rf"\b{key}\b", FORMAT)} == set()


def test_the_example_in_the_page_holds(concord, tmp_path):
    match = re.search(r"```yaml\n(.*?)```", FORMAT, re.DOTALL)
    assert match is not None
    path = tmp_path / "example.yaml"
    path.write_text(match[1])
    said = concord("simulate", path)
    assert said.code == 0, said
