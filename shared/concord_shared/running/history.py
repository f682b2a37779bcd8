"""A stream's facts in words, as one asker may see them, as it stood at a moment."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.running.backdated import BackdatedEntryProposed
from concord_shared.running.read_refused import ReadRefused
from concord_shared.sealed import Sealed

HELD = "held"
ERASED = "erased"
HIDDEN = {"organisation": HELD, "office": HELD}
OVERSEE = frozenset({"coordinator", "auditor"})


class HistoryOf(BaseModel):
    """What happened to `case` up to and including the moment `at` (UTC; none for now)."""

    model_config = ConfigDict(extra="forbid")
    case: str = Field(min_length=3, max_length=20)
    at: datetime | None = None


def history(
    recorded: Iterable[Recorded],
    say: Callable[[Fact], str],
    may_open: Callable[[Sealed], bool],
    at: datetime | None = None,
    show: Callable[[Recorded], bool] = lambda _: True,
    name_actor: Callable[[Recorded], bool] = lambda _: True,
    *,
    office: str | None = None,
) -> Mapping[str, Any]:
    """Every fact that `show` admits; sealed values in clear where `may_open` says so, else ``held``, and so for who
    acted where `name_actor` says no. Questions refused are shown where the asker's `office` oversees cases."""
    until = [each for each in recorded if at is None or each.envelope.recorded_at <= at]
    shown = [each for each in until if (office in OVERSEE or not isinstance(each.fact, ReadRefused)) and show(each)]
    lines = [_line(each, say, may_open) for each in shown]
    return {
        "facts": [
            line if name_actor(each) else {**line, "actor": HIDDEN} for each, line in zip(shown, lines, strict=True)
        ]
    }


def _line(each: Recorded, say: Callable[[Fact], str], may_open: Callable[[Sealed], bool]) -> dict[str, Any]:
    envelope = each.envelope
    return {
        "name": type(each.fact).__name__,
        "stream": each.stream,
        "position": each.position,
        "version": each.version,
        "event_id": envelope.event_id,
        "causation_id": envelope.causation_id,
        "occurred_on": envelope.occurred_on,
        "recorded_at": envelope.recorded_at,
        "actor": envelope.actor.model_dump(exclude_none=True),
        "pack_version": envelope.pack_version,
        "words": say(each.fact),
        "data": {name: _value(value, may_open) for name, value in each.fact} | _held_back(each.fact),
    }


def _held_back(fact: Fact) -> dict[str, str]:
    """What a second person has still to confirm is no part of the history; `BackdatedEntries` shows it to them."""
    return {"payload": HELD} if isinstance(fact, BackdatedEntryProposed) else {}


def _value(value: Any, may_open: Callable[[Sealed], bool]) -> Any:
    if isinstance(value, Sealed):
        if not may_open(value):
            return HELD
        return ERASED if value.clear is None else value.clear
    if isinstance(value, tuple | list):
        return [_value(each, may_open) for each in value]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return value
