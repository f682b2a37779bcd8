"""When the groups meet, and which days are closed: everybody may ask."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from concord_shared.parts import Asker, Library


class Days(BaseModel):
    """Meetings (of `body`, or of all), bank holidays declared since the calendar was made, and closures of `org`, from
    a day on (today unless given)."""

    model_config = ConfigDict(extra="forbid")
    body: str | None = Field(default=None, max_length=80)
    org: str | None = Field(default=None, max_length=80)
    from_on: date | None = None
    limit: int = Field(default=500, ge=1, le=1_000)


def days(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    first, known = asked.from_on or asker.on, library.directory
    bodies = known.bodies() if asked.body is None else (asked.body,)
    meetings = [{"body": body, "meets_on": day} for body in bodies for day in known.meetings(body, first)]
    closed = known.closures(asked.org) if asked.org else {}
    lists = {
        "meetings": sorted(meetings, key=lambda each: (str(each["meets_on"]), str(each["body"]))),
        "bank_holidays": _named(known.bank_holidays, first),
        "closures": _named(closed, first),
    }
    shown = {name: found[: asked.limit] for name, found in lists.items()}
    return {**shown, "more": any(len(found) > asked.limit for found in lists.values())}


def _named(found: Mapping[date, str], first: date) -> list[dict[str, Any]]:
    return [{"on": day, "name": name} for day, name in sorted(found.items()) if day >= first]
