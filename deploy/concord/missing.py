"""The optional parts that reports need, imported when a report is written, and what to do where they are missing."""

from importlib import import_module
from typing import Any

from concord.saying import Misused


def part(module: str) -> Any:
    """The module. Raises Misused, saying how it is installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise Misused(
            f"Reports need '{error.name or module}', which is not installed. Install it with "
            "pip install 'concord-casework[reports]', and ask again. --json needs none of it."
        ) from None
