"""`concord report RP...`: gathers a report and writes it as page, as PDF, as JSON, or to the terminal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from concord.reach import Reach
from concord.saying import Misused, plain, say, say_json

if TYPE_CHECKING:
    from concord.reports.asked import Asked
    from concord.reports.model import Report


@dataclass(frozen=True)
class Given:
    """The options of `concord report` as they were written."""

    acting: str
    case: str | None = None
    from_on: date | None = None
    until_on: date | None = None
    at: str | None = None
    near: int | None = None
    public: bool = False
    html: Path | None = None
    pdf: Path | None = None
    as_json: bool = False


def make(named: Sequence[str], given: Given, where: Reach) -> None:
    """Raises Misused for what cannot be asked like this, Trouble where it is not answered."""
    from concord.cases import ask
    from concord.reports.catalogue import kind

    if len(named) > 1:
        raise Misused(f"One report at a time: {named[0]} first, then {named[1]}.")
    what = named[0].upper()
    wanted = kind(what, _named(given))
    asked = _asked(what, given)
    report = ask(where, lambda talk: wanted.gather(talk, asked))
    if given.as_json:
        say_json(report.model_dump(mode="json"))
    written = _written(report, given)
    if not (given.as_json or written):
        from concord.reports.in_text import say_report

        say_report(report)


def _named(given: Given) -> frozenset[str]:
    """Names of the options that were given, of those that not every report takes."""
    options = {
        "case": given.case,
        "from": given.from_on,
        "to": given.until_on,
        "at": given.at,
        "near": given.near,
        "public": given.public or None,
    }
    return frozenset(name for name, value in options.items() if value is not None)


def _asked(what: str, given: Given) -> "Asked":
    from concord.acting import read_acting
    from concord.reports.asked import NEAR, Asked

    return Asked(
        what,
        read_acting(given.acting),
        case=given.case,
        from_on=given.from_on,
        until_on=given.until_on,
        at=given.at,
        near=NEAR if given.near is None else given.near,
        public=given.public,
    )


def _written(report: "Report", given: Given) -> bool:
    """Whether a file was asked for. Both are made before either is written."""
    from concord.reports.html import page
    from concord.reports.pdf import paper

    makers: list[tuple[Path | None, Callable[[Report], bytes]]] = [
        (given.html, lambda each: page(each).encode()),
        (given.pdf, paper),
    ]
    made = [(path, make(report)) for path, make in makers if path is not None]
    for path, content in made:
        _write(path, content, quiet=given.as_json)
    return bool(made)


def _write(path: Path, content: bytes, *, quiet: bool) -> None:
    """Readable by its owner alone: a report may hold what is not for everybody. The digest is what is published."""
    from hashlib import sha256

    try:
        path.touch(mode=0o600)
        path.write_bytes(content)
    except OSError as error:
        raise Misused(f"{path} cannot be written ({error.strerror}): name another file.") from None
    if not quiet:
        say(f"{plain(path)}: {len(content):,} bytes, SHA-256 {sha256(content).hexdigest()}")
