"""Writes docs/reference/command-line.md from the command line itself; a test compares the two."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from concord.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "command-line.md"
HEAD = """# The command line

Made from `concord --help` by `tools/make_command_line.py`; a test compares the two.

Exit codes: 0 done (or all expectations hold), 1 refused or a difference found, 2 not given as it must be, 130
interrupted. What programs read goes to standard output, troubles to standard error. `NO_COLOR` is respected.
`CONCORD_DEBUG=1` shows where an unexpected error happened.

Who acts or asks is written `ORGANISATION/OFFICE`, or `ORGANISATION/OFFICE/OFFICER` where the officer matters:
`var/advice_body`, `trft/ceo_group/officer-trft-chief`. People without an organisation are `public/public`. Reading
commands ask as `system/auditor` unless `--as` says otherwise; each service shows what that office may see.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    for path, command in _commands("concord", typer.main.get_command(app)):
        lines += [f"## `{path}`", "", _text(command.help), "", *_table(command.params), ""]
    return "\n".join(lines).rstrip() + "\n"


def _commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "commands"):
        yield path, command
        return
    for name, each in command.commands.items():
        yield from _commands(f"{path} {name}", each)


def _text(help_text: str | None) -> str:
    paragraphs = (help_text or "").split("\n\n")
    return "\n\n".join(" ".join(each.split()) for each in paragraphs).strip()


def _table(params: list[Any]) -> Iterator[str]:
    shown = [each for each in params if each.name != "help"]
    if not shown:
        return
    yield "| Given as | What it is | If left out |"
    yield "|---|---|---|"
    for each in shown:
        help_text = " ".join((each.help or "").split()).replace("|", "\\|")
        yield f"| {_given(each)} | {help_text} | {_default(each)} |"


def _given(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{param.name.upper()}`" + (" ..." if param.nargs == -1 else "")
    return ", ".join(f"`{name}`" for name in (*param.opts, *param.secondary_opts))


def _default(param: Any) -> str:
    if param.required:
        return "must be given"
    if param.default in (None, False, "", ()) or callable(param.default):
        return ""
    return f"`{param.default}`"


if __name__ == "__main__":
    PAGE.write_text(page())
