"""Reads a scenario file; what is wrong is named with file, line and cure."""

from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from concord.saying import Misused
from concord.simulating.scenario import NO_CASE, DirectoryStep, Scenario
from concord_shared.packs.yaml_lines import NotYaml, Page, Problem, read_page

DEEPEST = 5
KNOWN = ", ".join(Scenario.model_fields)


class BadScenario(Misused):
    """Says everything that was found at once, each with file, line and cure."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def read_scenario(path: Path) -> Scenario:
    """The scenario with its directory files taken in and every moment filled in. Raises BadScenario."""
    page = _page(path)
    file = str(path)
    if twice := page.doubled(file):
        raise BadScenario(twice)
    try:
        scenario = Scenario.model_validate(page.data)
    except ValidationError as error:
        raise BadScenario([_problem(file, page, one) for one in error.errors()]) from None
    scenario = scenario.model_copy(update={"directory": tuple(_whole_directory(scenario, path, page))})
    if wrong := list(_out_of_order(scenario, page, file)) + list(_unnamed(scenario, page, file)):
        raise BadScenario(wrong)
    return scenario


def _page(path: Path) -> Page:
    try:
        text = path.read_text(encoding="utf-8")
        return read_page(text, "A scenario", f"Begin with 'scenario: ...'; the keys are {KNOWN}.")
    except (OSError, UnicodeDecodeError) as error:
        what = f"The file cannot be read ({type(error).__name__})."
        raise BadScenario([Problem(str(path), 1, what, "Check its name.")]) from None
    except NotYaml as error:
        raise BadScenario([error.problem(str(path))]) from None


def _problem(file: str, page: Page, error: Any) -> Problem:
    path = tuple(part for part in error["loc"] if part != "function-before")
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in path) or "the scenario"
    if error["type"] == "missing":
        return Problem(file, page.line_of(path), f"{where} is missing.", "Add it.")
    if error["type"] == "extra_forbidden":
        return Problem(file, page.line_of(path), f"{where}: no such key.", "Compare its spelling with the reference.")
    cure = "Put it right; docs/reference/scenario-format.md shows the form."
    return Problem(file, page.line_of(path), f"{where}: {error['msg'].removeprefix('Value error, ')}.", cure)


def _whole_directory(scenario: Scenario, path: Path, page: Page) -> Iterator[DirectoryStep]:
    for number, step in enumerate(scenario.directory):
        here = (str(path), page.line_of(("directory", number)))
        yield from _included(step, path.parent, here, 0)


def _included(step: DirectoryStep, folder: Path, here: tuple[str, int], depth: int) -> Iterator[DirectoryStep]:
    if step.include is None:
        yield step
        return
    for each in _directory_file(step.include, folder, here, depth):
        yield from _included(each, folder, here, depth + 1)


def _built_in() -> list[str]:
    folder = Path(str(files("concord"))) / "examples"
    return sorted(path.stem for path in folder.glob("*-directory.yaml"))


def _directory_file(name: str, folder: Path, here: tuple[str, int], depth: int) -> tuple[DirectoryStep, ...]:
    """A file beside the scenario, or one that comes with Concord: ``rotherham-directory``, one for each Compact."""
    own = folder / name
    path = own if own.is_file() else Path(str(files("concord"))) / "examples" / f"{name}.yaml"
    if depth > DEEPEST or not path.is_file():
        cure = f"Name a file beside the scenario, or one that comes with Concord: {', '.join(_built_in())}."
        raise BadScenario([Problem(*here, f"The directory file '{name}' is not there.", cure)])
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        return tuple(DirectoryStep.model_validate(one) for one in found)
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        cure = "It is a list of {do: directory.Command, with: {...}}."
        raise BadScenario([Problem(str(path), line, "This is no list of directory commands.", cure)]) from None


def _out_of_order(scenario: Scenario, page: Page, file: str) -> Iterator[Problem]:
    latest: datetime | None = scenario.starts
    for number, step in enumerate(scenario.steps):
        moment = step.moment or step.wait
        if number == 0 and moment is None and latest is None:
            yield Problem(file, page.line_of(("steps", 0)), "The first step has no moment.", "Give it one.")
        if moment is not None and latest is not None and moment < latest:
            cure = "Time runs forward: put the steps in order."
            yield Problem(file, page.line_of(("steps", number)), f"Step {number + 1} lies before the one above.", cure)
        latest = moment or latest


def _unnamed(scenario: Scenario, page: Page, file: str) -> Iterator[Problem]:
    """Cases are spoken of by the name of the step that opened them."""
    names: set[str] = set()
    for number, step in enumerate(scenario.steps):
        if step.case is not None and step.case not in names:
            cure = "Give the step that opens it 'name: ...' and use that name."
            yield Problem(file, page.line_of(("steps", number, "case")), f"No case '{step.case}' before here.", cure)
        names |= {step.name} if step.name else set()
    for number, each in enumerate(scenario.expect):
        if each.case not in (None, NO_CASE, *names):
            cure = f"Use one of: {', '.join(sorted(names)) or 'none (name a step)'}."
            yield Problem(file, page.line_of(("expect", number, "case")), f"No case '{each.case}'.", cure)
        for name in sorted({*each.refused, *each.answers} - names):
            yield Problem(file, page.line_of(("expect", number)), f"No step '{name}'.", "Give a step that name.")
