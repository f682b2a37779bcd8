"""The README, the build and publiccode.yml say the same; drawings can be read by those who cannot see them."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

MUST_HAVE = {
    "publiccodeYmlVersion": str,
    "name": str,
    "url": str,
    "platforms": list,
    "developmentStatus": str,
    "softwareType": str,
    "description": dict,
    "legal": dict,
    "maintenance": dict,
    "localisation": dict,
}


def test_the_build_ends_with_the_readme_s_test_command(root):
    assert ci_lines(root)[-1] == readme_commands(root)[1]


def test_the_readme_shows_one_line_to_run_and_one_to_test(root):
    run, test = readme_commands(root)

    assert run.endswith("concord run --example")
    assert test.endswith("pytest -n 3 --dist loadfile")
    assert "\n" not in run + test


def test_a_readme_with_another_test_command_is_seen(root, tmp_path):
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci/run").write_text((root / ".ci/run").read_text())
    (tmp_path / "README.md").write_text((root / "README.md").read_text().replace("pytest", "pytest -x"))

    assert ci_lines(tmp_path)[-1] != readme_commands(tmp_path)[1]


def test_the_build_can_be_started(root):
    assert (root / ".ci/run").stat().st_mode & 0o111


def test_publiccode_has_what_the_standard_asks_for(root, publiccode):
    for key, kind in MUST_HAVE.items():
        assert isinstance(publiccode.get(key), kind), key
    for language in publiccode["description"].values():
        assert len(language["shortDescription"]) <= 150
        assert 150 <= len(language["longDescription"]) <= 10_000
        assert language["features"]
    assert publiccode["maintenance"]["contacts"]


def test_publiccode_names_the_version_and_licence_of_the_package(root, publiccode):
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]

    assert publiccode["softwareVersion"] == project["version"]
    assert publiccode["legal"]["license"] == project["license"]
    assert date.fromisoformat(publiccode["releaseDate"])


def test_every_drawing_has_a_title_and_a_description(root):
    drawings = sorted(root.glob("docs/images/*.svg"))

    assert drawings
    assert [path.name for path in drawings if not told_in_words(path)] == []


def test_a_drawing_without_words_is_seen(tmp_path):
    (tmp_path / "mute.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')

    assert not told_in_words(tmp_path / "mute.svg")


def test_every_recipe_has_a_line_that_says_what_it_does(root):
    lines = (root / "justfile").read_text().splitlines()
    recipes = [number for number, line in enumerate(lines) if re.match(r"[a-z]+( \*?\w+)?:", line)]
    public = [number for number in recipes if lines[number - 1] != "[private]"]

    assert {"run", "test", "check", "torture", "bench", "contracts", "calendar", "docs"} == {
        re.split(r"[ :]", lines[number])[0] for number in public
    }
    assert all(lines[number - 1].startswith("# ") for number in public)


def readme_commands(root: Path) -> list[str]:
    text = (root / "README.md").read_text()
    blocks = re.findall(r"^```console\n(.*?)\n```$", text, re.DOTALL | re.MULTILINE)
    return [block for block in blocks if block.startswith("python3 -m venv")]


def ci_lines(root: Path) -> list[str]:
    return (root / ".ci/run").read_text().strip().splitlines()


def told_in_words(path: Path) -> bool:
    text = path.read_text()
    return bool(re.search(r"<title[^>]*>\S", text) and re.search(r"<desc[^>]*>\S", text)) and 'role="img"' in text


@pytest.fixture(scope="module")
def publiccode(root):
    return yaml.safe_load((root / "publiccode.yml").read_text())
