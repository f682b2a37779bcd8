"""The committed snapshot of England's bank holidays, read once."""

import json
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files

from concord_shared.calendar.working import WorkingCalendar


@cache
def england() -> WorkingCalendar:
    """England's working days, 2012 to 2040; `version` is a hash of the file (its official part and its
    projection)."""
    text = files("concord_shared.calendar").joinpath("england.json").read_bytes()
    data = json.loads(text)
    return WorkingCalendar(
        snapshot_version=f"{data['name']}-{sha256(text).hexdigest()[:12]}",
        first_day=date.fromisoformat(data["first_day"]),
        last_day=date.fromisoformat(data["last_day"]),
        projected_from=date.fromisoformat(data["projected_from"]),
        holidays={date.fromisoformat(day): name for day, name in data["holidays"].items()},
    )
