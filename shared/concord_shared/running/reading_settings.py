"""Settings read at start; what is wrong with them is said by variable, in words, without repeating a value."""

import re
import sys
from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError
from pydantic_settings import SettingsError

from concord_shared.running.settings import ServiceSettings

S = TypeVar("S", bound=ServiceSettings)


def read_settings(service: str, kind: type[S]) -> S:
    """The settings of `service` from the environment. Exits 1, naming each variable, where one is wrong."""
    try:
        return kind()
    except ValidationError as error:
        sys.exit(_said(service, _wrong(error)))
    except SettingsError as error:
        sys.exit(_said(service, [_unreadable(error)]))


def _said(service: str, wrong: Iterable[str]) -> str:
    return "\n  ".join([f"{service} does not start: its settings must be put right first.", *wrong])


def _wrong(error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_input=False, include_url=False):
        said = each["msg"].removeprefix("Value error, ")
        yield f"{_variable(str(each['loc'][0]))}: {said}" if each["loc"] else said


def _unreadable(error: SettingsError) -> str:
    field = re.search(r'field "(\w+)"', str(error))
    return f'{_variable(field[1]) if field else "A list"}: write it as a JSON list, such as ["one", "two"]'


def _variable(field: str) -> str:
    return f"{ServiceSettings.model_config['env_prefix']}{field}".upper()
