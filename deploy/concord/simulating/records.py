"""What a simulation came to, read from the stores: facts in order, causes before effects, the same at every run."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from concord.one_machine import Machine
from concord.simulating.letters import read_letters
from concord_shared.envelope import Recorded
from concord_shared.sealed import Sealed

Line = dict[str, Any]
OPAQUE = re.compile(r"\b(?:[0-9a-f]{32}|[0-9a-f]{24})\b")
MICROSECONDS = re.compile(r"(?<=T\d\d:\d\d:\d\d)\.\d{1,6}")
SEALED = "sealed"
# In which order messages of one moment arrived at oversight says nothing; each note for reports follows its own cause.
ARRIVED_AT, NOTE = "position", "Reported"
AT_ONCE = 1_000
MOMENT = 10_000


def read_lines(machine: Machine, compact: str) -> list[Line]:
    """Every fact of every store, letters with their text and what was told of it. Opaque ids are
    numbered in the order of the facts."""
    letters = read_letters(machine.place.outbox)
    lines = [line for name in _services(machine, compact) for line in _of_store(machine, compact, name)]
    lines = sorted(_with_roots(_with_depth(lines)), key=_key)
    for line in lines:
        line["letter"] = letters.get(str(line["data"].get("notice_id")))
    return _numbered(lines)


def _services(machine: Machine, compact: str) -> list[str]:
    return [name for (known, name) in machine.running if known == compact]


def _of_store(machine: Machine, compact: str, service: str) -> Iterator[Line]:
    running, position = machine.of(compact, service), 0
    while found := running.store.notifications(position, AT_ONCE):
        for notification in found:
            recorded = running.memory.mapper.decode(notification, position=notification.id)
            yield _line(service, recorded, running.service.tell(recorded))
        position = found[-1].id


def _line(service: str, recorded: Recorded, told: BaseModel | None) -> Line:
    envelope = recorded.envelope
    return {
        "name": type(recorded.fact).__name__,
        "service": service,
        "case": envelope.case,
        "stream": recorded.stream,
        "version": recorded.version,
        "event_id": envelope.event_id,
        "causation_id": envelope.causation_id,
        "occurred_on": envelope.occurred_on,
        "position": recorded.position,
        "exactly": envelope.recorded_at,
        "moment": moment_of(envelope.recorded_at),
        "by": f"{envelope.actor.organisation}/{envelope.actor.office}",
        "data": {name: plain_value(value) for name, value in recorded.fact if name != ARRIVED_AT},
        "told": {name: SEALED if isinstance(value, Sealed) else plain_value(value) for name, value in told or ()},
        "is_told": told is not None,
    }


def moment_of(reading: datetime) -> datetime:
    """Readings of the simulated clock within one step share a moment."""
    return reading.replace(microsecond=reading.microsecond // MOMENT * MOMENT)


def plain_value(value: Any) -> Any:
    """A field as JSON has it; sealed values in the clear, for what a scenario says was made up for it."""
    if isinstance(value, Sealed):
        return value.clear
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, Mapping):
        return {str(key): plain_value(each) for key, each in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain_value(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _with_depth(lines: list[Line]) -> list[Line]:
    """`depth` counts the causes behind a fact within its moment, and never falls along a stream."""
    by_id = {line["event_id"]: line for line in lines}
    latest: dict[tuple[str, str, datetime], int] = {}
    for line in sorted(lines, key=lambda each: (each["exactly"], each["service"], each["position"])):
        cause = by_id.get(line["causation_id"])
        after = cause["depth"] + 1 if cause and cause["moment"] == line["moment"] else 0
        stream = line["event_id"] if line["name"] == NOTE else line["stream"]
        place = (line["service"], stream, line["moment"])
        line["depth"] = latest[place] = max(after, latest.get(place, 0))
    return lines


def _with_roots(lines: list[Line]) -> list[Line]:
    """`root` is what the stream of a fact began with, or that of its cause for a note: which of several letters it is
    about does not depend on which of them was sent first."""
    by_id = {line["event_id"]: line for line in lines}
    firsts = {(line["service"], line["stream"]): _content(line) for line in lines if line["version"] == 1}
    for line in lines:
        of = by_id.get(line["causation_id"], line) if line["name"] == NOTE else line
        line["root"] = firsts.get((of["service"], of["stream"]), "")
    return lines


def _content(line: Line) -> str:
    return _masked(json.dumps([line["name"], line["data"]], sort_keys=True))


def _key(line: Line) -> tuple[Any, ...]:
    """The clock stands still while services work: which of two was first within a moment says nothing."""
    kind, _, own = line["stream"].partition("-")
    stream = kind if OPAQUE.search(own) else line["stream"]
    version = 0 if line["name"] == NOTE else line["version"]
    return line["moment"], line["depth"], line["service"], stream, version, _content(line), line["root"]


def _masked(text: str) -> str:
    return MICROSECONDS.sub("", OPAQUE.sub("", text))


def _numbered(lines: Iterable[Mapping[str, Any]]) -> list[Line]:
    known: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return known.setdefault(match[0], f"id-{len(known) + 1}")

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return MICROSECONDS.sub("", OPAQUE.sub(number, value))
        if isinstance(value, dict):
            return {clean(key): clean(each) for key, each in value.items()}
        return [clean(each) for each in value] if isinstance(value, list) else value

    return [{**line, **{key: clean(line[key]) for key in ("stream", "data", "told", "letter")}} for line in lines]


def until(lines: Iterable[Line], at: datetime | None) -> list[Line]:
    return [line for line in lines if at is None or line["moment"].replace(microsecond=0) <= at]
