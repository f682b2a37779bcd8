"""The order of a composed history: causes first, then by when it was recorded, by service and position."""

from collections.abc import Iterable, Mapping
from typing import Any

Line = Mapping[str, Any]


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Lines need `event_id`, `causation_id`, `recorded_at`, `service` and `position`."""
    waiting = sorted(lines, key=lambda line: (line["recorded_at"], line["service"], line["position"]))
    by_id = {line["event_id"]: line for line in waiting}
    ordered: dict[str, Line] = {}
    for line in waiting:
        for each in reversed(_causes(line, by_id, ordered)):
            ordered[each["event_id"]] = each
    return list(ordered.values())


def _causes(line: Line, by_id: Mapping[str, Line], done: Mapping[str, Line]) -> list[Line]:
    """The line and, behind it, what led to it and is not placed yet."""
    chain: list[Line] = []
    seen: set[str] = set()
    current: Line | None = line
    while current is not None and current["event_id"] not in done and current["event_id"] not in seen:
        chain.append(current)
        seen.add(current["event_id"])
        current = by_id.get(current.get("causation_id") or "")
    return chain
