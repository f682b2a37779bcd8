"""Which pack somebody means: a file, one that comes with Concord, or a version published in a running one."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concord.acting import ADMINISTRATOR
from concord.reach import Reach
from concord.saying import Misused, Trouble

if TYPE_CHECKING:
    from concord_shared.packs.model import Pack

EXAMPLE = "example-"


def examples() -> dict[str, Path]:
    """Made-up packs to start from, by id: no Compact stands behind them."""
    folder = Path(str(files("concord"))) / "examples"
    made = folder.glob(f"{EXAMPLE}*.yaml")
    return {path.stem: path for path in sorted(made) if not path.stem.endswith(("-directory", "-scenario"))}


def that_come() -> dict[str, Path]:
    """The packs of Compacts that come with Concord, then the examples."""
    from concord_shared.packs.loading import builtin

    return {**builtin(), **examples()}


def that_comes(pack_id: str) -> Path:
    """Raises Misused, naming those that there are."""
    known = that_come()
    if pack_id not in known:
        raise Misused(f"No pack '{pack_id}' comes with Concord. It has: {', '.join(known)}.")
    return known[pack_id]


def pack_meant(text: str, where: Reach) -> "Pack":
    """``FILE``, ``ID`` or ``ID@VERSION``. Raises Misused, Trouble, and PackInvalid for a file that is no pack."""
    pack_id, at, version = text.partition("@")
    if at and not Path(text).exists():
        return published(pack_id, version, where)
    return from_file(Path(text)) if text not in that_come() else from_file(that_comes(text))


def from_file(file: Path) -> "Pack":
    """Raises Misused where the file cannot be read, PackInvalid where it is no pack."""
    from concord_shared.packs.loading import load

    try:
        return load(file)
    except (OSError, UnicodeDecodeError) as error:
        why = f"{file} cannot be read ({type(error).__name__}): check the name and that it is a text file."
        raise Misused(f"{why} Packs that come with Concord: {', '.join(that_come())}.") from None


def published(pack_id: str, version: str, where: Reach) -> "Pack":
    from concord_shared.packs.model import Pack

    asked = {"pack_id": pack_id, "version": version, "content": True}
    found = ask_directory("Packs", asked, where)["packs"]
    if not found:
        raise Trouble(
            f"No version '{version}' of the pack '{pack_id}' was published here: 'concord packs history' lists."
        )
    return Pack.from_data(found[0]["content"])


def ask_directory(question: str, body: dict[str, Any], where: Reach) -> dict[str, Any]:
    """Raises Trouble where it is not answered."""
    from concord.cases import ask

    reply = ask(where, lambda talk: talk.ask(("directory", question), ADMINISTRATOR, body))
    if not reply["answered"]:
        raise Trouble(str(reply["message"]))
    return reply


def with_faults_said(work: Callable[[], None]) -> None:
    """What is wrong with a pack is said with file, line and cure; exit 1."""
    from concord_shared.packs.loading import PackInvalid

    try:
        work()
    except PackInvalid as invalid:
        raise Trouble("\n".join(str(each) for each in invalid.problems)) from None


def summary(pack: "Pack") -> dict[str, Any]:
    named = {"id": pack.id, "version": pack.version, "status": pack.status, "title": pack.title}
    return {**named, "sha256": pack.sha256, "stages": [stage.id for stage in pack.stages]}
