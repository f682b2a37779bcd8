"""Everything that was done with a pack: which version was published, renewed or retired, by which office, and why."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_directory.domain import facts
from concord_directory.read_side.interests import SEE_ALL
from concord_shared.envelope import SYSTEM, Recorded
from concord_shared.parts import Asker, Library


class PackHistory(BaseModel):
    """What was done with a pack (the one published last without `pack_id`), oldest first. Reasons are shown to
    administrators, coordinators and auditors."""

    model_config = ConfigDict(extra="forbid")
    pack_id: str | None = Field(default=None, max_length=80, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")


def pack_history(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    reasons = asker.actor.organisation == SYSTEM or asker.actor.office in SEE_ALL
    pack_id = asked.pack_id or next((each for each, _ in reversed(library.directory.packs)), None)
    done = [_line(each, reasons) for each in library.history(f"pack-{pack_id}")]
    return {"pack_id": pack_id, "history": done}


def _line(recorded: Recorded, reasons: bool) -> dict[str, Any]:
    fact, envelope = recorded.fact, recorded.envelope
    said: dict[str, Any] = {
        "done": _done(fact),
        "version": getattr(fact, "version", None),
        "on": envelope.occurred_on,
        "recorded_at": envelope.recorded_at,
        "by": f"{envelope.actor.organisation}/{envelope.actor.office}",
    }
    if isinstance(fact, facts.PackPublished):
        said |= {"trial": fact.trial, "sha256": fact.sha256, "commitment_map": fact.commitment_map}
    if isinstance(fact, facts.PackRenewed):
        said["live_until"] = fact.live_until
    reason = getattr(fact, "reason", None)
    if reason is not None and reasons:
        said["reason"] = reason.clear
    return said


def _done(fact: object) -> str:
    match fact:
        case facts.PackPublished():
            return "published"
        case facts.PackRenewed():
            return "renewed"
        case _:
            return "retired"
