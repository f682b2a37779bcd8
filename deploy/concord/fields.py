"""From ``key=value`` on the command line to a command's fields, by the command's own model."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from concord.saying import Misused

LISTS = (tuple, list, set, frozenset)


def read_fields(model: type[BaseModel], pairs: Sequence[str], file: str | None, name: str) -> dict[str, Any]:
    """The body of command `name`. Raises Misused, naming each field that is wrong and what it must be."""
    body = _from_file(file) if file else {}
    for pair in pairs:
        key, value = _pair(pair)
        if key not in model.model_fields:
            known = ", ".join(model.model_fields) or "no fields"
            raise Misused(f"{name} has no field '{key}'. It has: {known}. 'concord commands {name}' explains them.")
        body[key] = _typed(model.model_fields[key].annotation, value, key)
    try:
        model.model_validate(body)
    except ValidationError as error:
        raise Misused(_said(error, name)) from None
    return body


def _from_file(file: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        found = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(f"--with: {file} cannot be read ({type(error).__name__}): check its name.") from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise Misused(f"--with: {file} is neither JSON nor YAML (line {line}): mend it there.") from None
    if not isinstance(found, dict):
        raise Misused(f"--with: {file} must hold the command's fields as a map, like 'advice: yes'.")
    return json.loads(json.dumps(found, default=str))  # type: ignore[no-any-return]


def _pair(pair: str) -> tuple[str, str]:
    key, equals, value = pair.partition("=")
    if not equals:
        raise Misused(f"'{pair}' is no field: write key=value, or key@=FILE to take the text from a file.")
    if not key.endswith("@"):
        return key, value
    try:
        return key[:-1], Path(value).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(f"{key[:-1]}: the file {value} cannot be read ({type(error).__name__}).") from None


def _typed(annotation: Any, value: str, key: str) -> Any:
    """Lists by comma; what is nested, as JSON. Everything else stays text: the model reads dates and numbers."""
    kind = _kind(annotation)
    if kind == "list" and not value.lstrip().startswith("["):
        return [part.strip() for part in value.split(",") if part.strip()]
    if kind in ("list", "nested"):
        try:
            return json.loads(value)
        except ValueError:
            raise Misused(f"{key}: this is not valid JSON. Write it like {key}='{{\"a\": 1}}'.") from None
    return None if kind == "optional" and value == "" else value


def _kind(annotation: Any) -> str:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kind(parts[0])
    if origin in (Union, UnionType):
        inner = [_kind(part) for part in parts if part is not NoneType]
        return "optional" if inner == ["text"] else inner[0]
    if origin in LISTS or annotation in LISTS:
        return "nested" if any(_is_model(part) for part in parts) else "list"
    if origin is Literal:
        return "text"
    return "nested" if origin is dict or annotation is dict or _is_model(annotation) else "text"


def _is_model(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, BaseModel)


def _said(error: ValidationError, name: str) -> str:
    lines = [f"{name} was not sent: please put this right."]
    for each in error.errors(include_input=False, include_url=False)[:12]:
        where = ".".join(map(str, each["loc"])) or "together"
        lines.append(f"  {where}: {each['msg'].removeprefix('Value error, ')}")
    return "\n".join([*lines, f"'concord commands {name}' explains the fields."])
