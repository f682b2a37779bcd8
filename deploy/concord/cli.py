"""The command `concord`: joins the topics, and turns every error into a sentence."""

import os
import sys

import typer

from concord import (
    audit,
    cases,
    catalogue,
    check,
    do,
    due,
    export,
    learning,
    overdue,
    packs,
    provisioning,
    reconciling,
    refused,
    repeats,
    report,
    run,
    simulate,
    why,
)
from concord.saying import Trouble, warn

app = typer.Typer(
    name="concord",
    help="Runs the dispute procedure of a local Compact: every step dated, explained and on record.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
TOPICS = (
    run,
    do,
    catalogue,
    cases,
    why,
    due,
    check,
    overdue,
    learning,
    report,
    repeats,
    export,
    packs,
    simulate,
    audit,
    reconciling,
    provisioning,
    refused,
)
for topic in TOPICS:
    topic.join(app)


def main() -> None:
    """Exit codes: 0 done, 1 refused or a difference found, 2 not given as it must be, 130 interrupted."""
    try:
        app(prog_name="concord")
    except Trouble as trouble:
        warn(str(trouble))
        sys.exit(trouble.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        _unexpected(error)


def _unexpected(error: Exception) -> None:
    """A stack trace is for whoever asks for it: it may hold what a person wrote."""
    if os.environ.get("CONCORD_DEBUG"):
        raise error
    warn(
        f"Something went wrong that should not ({type(error).__name__}). Nothing half done was kept. Please report "
        "it with the command you gave; CONCORD_DEBUG=1 in front of it shows where it happened."
    )
    sys.exit(1)
