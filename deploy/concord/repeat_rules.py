"""A rule on repeats in a file of its own: what is wrong is named with file, line and cure."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from concord.saying import Misused
from concord_shared.packs.check_repeats import rule_faults
from concord_shared.packs.compact import RepeatRule
from concord_shared.packs.shape import Fault, shape_faults
from concord_shared.packs.yaml_lines import NotYaml, Page, Problem, read_page

BEGIN = "Begin with a key of monitoring.repeat_rule, like 'window:'; `concord repeats rule` prints the one in force."


def read_rule(file: Path, in_force: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """The rule in `file`, whose keys stand for those of the rule in force; the others stay as they are. Raises
    Misused."""
    page = _page(file)
    if unknown := [key for key in page.data if not _is_known(key)]:
        known = ", ".join(sorted(RepeatRule.model_fields.keys() - {"marks"}))
        cure = f"Correct its spelling or take it out. Known here: {known}."
        raise _misused(
            [Problem(str(file), page.line_of((key,)), f"The key '{key}' is unknown.", cure) for key in unknown]
        )
    rule = {**in_force(), **page.data}
    faults = _faults(rule)
    if faults:
        raise _misused([Problem(str(file), page.line_of(each.path), each.what, each.cure) for each in faults])
    return rule


def as_yaml(rule: Mapping[str, Any], version: str) -> str:
    written: str = yaml.safe_dump(dict(rule), sort_keys=False, allow_unicode=True, width=110)
    return f"# The rule on repeats of version {version}: change what you like, take out what is to stay.\n{written}"


def _page(file: Path) -> Page:
    try:
        page = read_page(file.read_text(encoding="utf-8"), "A rule", BEGIN)
    except NotYaml as error:
        raise _misused([error.problem(str(file))]) from None
    except (OSError, UnicodeDecodeError) as error:
        why = type(error).__name__
        raise Misused(f"{file} cannot be read ({why}): check the name and that it is a text file.") from None
    if doubled := page.doubled(str(file)):
        raise _misused(doubled)
    return page


def _is_known(key: Any) -> bool:
    return key in RepeatRule.model_fields.keys() - {"marks"} or RepeatRule._is_companion(key)


def _faults(rule: Mapping[str, Any]) -> list[Fault]:
    try:
        return list(rule_faults(RepeatRule.model_validate(rule)))
    except ValidationError as error:
        return shape_faults(error)


def _misused(problems: list[Problem]) -> Misused:
    return Misused("\n".join(str(problem) for problem in sorted(problems, key=lambda each: each.line)))
