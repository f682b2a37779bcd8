"""Every setting and every subject, stream and durable stands in docs/reference."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import Field
from pydantic_settings import BaseSettings

from concord_shared.contracts.registry import TOLD_BY
from concord_shared.messaging import subjects
from concord_shared.running.settings import ServiceSettings


def test_every_setting_stands_in_the_reference(root, kinds_of_settings):
    text = (root / "docs/reference/settings.md").read_text()

    assert [name for name in variables(kinds_of_settings) if f"`{name}`" not in text] == []


def test_the_reference_names_no_setting_that_is_gone(root, kinds_of_settings):
    text = (root / "docs/reference/settings.md").read_text()
    named = set(re.findall(r"^\| `(CONCORD_[A-Z_]+)`", text, re.MULTILINE))

    assert named - set(variables(kinds_of_settings)) == set()


def test_every_subject_stream_and_durable_stands_in_the_reference(root):
    assert unwritten(subjects, root) == []


def test_every_refusal_stands_in_the_reference(root):
    code = [*root.glob("services/*/*/**/*.py"), *root.glob("shared/concord_shared/**/*.py")]
    files = [file for file in code if "testing" not in file.parts]

    assert unexplained(files, root) == []


def test_a_planted_refusal_is_found(root, tmp_path):
    (tmp_path / "planted.py").write_text("a = Refusal(code='NotOnMonday', message='')\nb = Unmet('NotAtNight')\n")

    assert unexplained([tmp_path / "planted.py"], root) == ["NotAtNight", "NotOnMonday"]


def test_a_planted_setting_is_found(root):
    class Planted(ServiceSettings):
        planted_by_a_test: bool = Field(False, description="Nothing")

    text = (root / "docs/reference/settings.md").read_text()

    assert [name for name in variables([Planted]) if f"`{name}`" not in text] == ["CONCORD_PLANTED_BY_A_TEST"]


def test_a_planted_subject_is_found(root):
    planted = ModuleType("planted")
    exec("def whisper(compact: str) -> str:\n    return f'concord.{compact}.whisper'", vars(planted))

    assert unwritten(planted, root) == ["concord.compact.whisper"]


def variables(kinds: Iterable[type[BaseSettings]]) -> Iterator[str]:
    for kind in kinds:
        prefix = kind.model_config.get("env_prefix", "")
        yield from (f"{prefix}{field}".upper() for field in kind.model_fields)


def unwritten(module: ModuleType, root: Path) -> list[str]:
    text = (root / "docs/reference/subjects.md").read_text().replace("<major>", "1")
    text = re.sub(r"<(\w+)>", r"\1", text).lower()
    return [shape for shape in shapes(module) if f"`{shape.lower()}`" not in text]


def unexplained(files: Iterable[Path], root: Path) -> list[str]:
    text = (root / "docs/reference/refusals.md").read_text()
    return sorted({code for file in files for code in refusals(file) if f"`{code}`" not in text})


def refusals(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            if getattr(node.func, "id", "").lower().strip("_") in ("refusal", "unmet"):
                given += node.args[:1]
            yield from (each.value for each in given if isinstance(each, ast.Constant))


def shapes(module: ModuleType) -> Iterator[str]:
    """What each function of the module makes when it is given the names of its own parameters."""
    for _, function in inspect.getmembers(module, inspect.isfunction):
        signature = inspect.signature(function)
        if function.__name__.startswith("_") or signature.return_annotation not in (str, "str"):
            continue
        if list(signature.parameters) == ["text"]:
            continue
        for kind in ("do", "ask") if "kind" in signature.parameters else ("",):
            given = {name: 1 if name == "major" else name for name in signature.parameters}
            yield function(**(given | ({"kind": kind} if kind else {})))


@pytest.fixture(scope="module")
def kinds_of_settings() -> list[type[BaseSettings]]:
    for name in TOLD_BY:
        importlib.import_module(f"concord_{name}.settings")
    ours = [ServiceSettings, *subclasses(BaseSettings)]
    return [kind for kind in ours if kind.__module__.startswith("concord")]


def subclasses(kind: type[BaseSettings]) -> list[type[BaseSettings]]:
    return [lower for each in kind.__subclasses__() for lower in (each, *subclasses(each))]
