"""What the command line says: troubles in plain English, JSON for programs, tables and sentences for people."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

WIDE = 200


class Trouble(Exception):
    """Ends a command with a sentence that says what, where and what to do; exit 1."""

    exit_code = 1


class Misused(Trouble):
    """The command was not given as it must be; exit 2."""

    exit_code = 2


def out() -> Console:
    """Made when needed, so that NO_COLOR and a redirected stdout count as they are then."""
    width = None if sys.stdout.isatty() else WIDE
    return Console(highlight=False, soft_wrap=True, width=width)


def say(text: str = "") -> None:
    """One line to stdout. Text from outside goes through `plain` first."""
    out().print(text)
    sys.stdout.flush()


def warn(text: str) -> None:
    """To stderr, so that it never mixes with what a program reads."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(escape(text), style="red")


@contextmanager
def progress(what: str, steps: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, one line elsewhere; call what it gives after each step."""
    if not sys.stdout.isatty():
        say(f"{what} ...")
        yield lambda: None
        return
    with Progress(console=out(), transient=True) as bar:
        task = bar.add_task(what, total=steps)
        yield lambda: bar.advance(task)


def plain(text: object) -> str:
    """Text in which brackets are nothing but brackets."""
    return escape(str(text))


def say_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False, default=_json) + "\n")


def say_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    out().print(table)


def in_words(day: date) -> str:
    """``Wednesday 13 January 2027``"""
    return f"{day:%A} {day.day} {day:%B %Y}"


def refusal_lines(reply: Mapping[str, Any]) -> list[str]:
    """A refusal for people: the sentence, the rule with its clause, the field."""
    lines = [plain(reply.get("message") or reply.get("code"))]
    rule = ", ".join(str(reply[key]) for key in ("rule", "clause", "source") if reply.get(key))
    if rule:
        lines.append(f"[dim]Rule:[/] {plain(rule)}")
    if reply.get("field"):
        lines.append(f"[dim]Look at:[/] {plain(reply['field'])}")
    return lines


def _json(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
