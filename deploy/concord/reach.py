"""Where the Concord is that a command talks to: the options for it, the same for every such command."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.place import DEFAULT, Place
from concord.saying import Trouble

COMPACT = "rotherham"
Data = Annotated[Path, typer.Option(help="The folder on which Concord runs.")]
Compact = Annotated[str | None, typer.Option(help="The Compact, where several are served.")]
Nats = Annotated[
    str | None, typer.Option(envvar="CONCORD_NATS_URL", help="A broker, where Concord does not run on a folder here.")
]
TokenFile = Annotated[
    Path | None, typer.Option(envvar="CONCORD_NATS_TOKEN_FILE", help="File that holds that broker's token.")
]
OPTIONS: dict[str, tuple[Any, Any]] = {
    "compact": (Compact, None),
    "data": (Data, DEFAULT),
    "nats": (Nats, None),
    "token_file": (TokenFile, None),
}


@dataclass(frozen=True)
class Reach:
    """A broker that is named counts before a data folder."""

    compact: str | None = None
    data: Path = DEFAULT
    nats: str | None = None
    token_file: Path | None = None

    def found(self) -> "Found":
        """Raises Trouble where nothing runs on the folder, or not for that Compact."""
        if self.nats is not None:
            return Found(self.nats, self.token_file, self.compact or COMPACT, self.nats)
        card = Place(self.data).read_card()
        chosen, served = self.compact or card["compacts"][0], card["compacts"]
        if chosen not in served:
            raise Trouble(f"The Compact '{chosen}' is not served here. This Concord serves: {', '.join(served)}.")
        return Found(card["url"], Path(card["token_file"]), chosen, None)


@dataclass(frozen=True)
class Found:
    """`named` is the broker's address where somebody gave it; None for a folder's own."""

    url: str
    token_file: Path | None
    compact: str
    named: str | None


def reaching(command: Callable[..., None]) -> Callable[..., None]:
    """The same command with the options above, which it is given as one argument, `where`."""
    own = inspect.signature(command)
    kept = [parameter for name, parameter in own.parameters.items() if name != "where"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in OPTIONS.items()
    ]

    def run(**values: Any) -> None:
        where = Reach(**{name: values.pop(name) for name in OPTIONS})
        command(**values, where=where)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {each.name: each.annotation for each in (*kept, *added)}
    run.__signature__ = inspect.Signature([*kept, *added])  # type: ignore[attr-defined]
    return run
