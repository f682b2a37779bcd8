"""Make the committed snapshot of England's bank holidays: `python tools/make_calendar.py` (needs the dev
group)."""

import json
from datetime import date
from pathlib import Path

import holidays

FIRST_YEAR, LAST_YEAR = 2012, 2040
OFFICIAL_UNTIL = 2028  # the last year on https://www.gov.uk/bank-holidays when this was made
TARGET = Path(__file__).parents[1] / "shared/concord_shared/calendar/england.json"


def named_days() -> dict[str, str]:
    """Weekdays only: a bank holiday at a weekend has its substitute day in the list."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = holidays.country_holidays("GB", subdiv="ENG", years=years, language="en_GB")
    return {
        day.isoformat(): name.replace("(observed)", "(substitute day)")
        for day, name in sorted(found.items())
        if day.weekday() < 5
    }


def snapshot() -> dict[str, object]:
    return {
        "name": "england",
        "first_day": date(FIRST_YEAR, 1, 1).isoformat(),
        "last_day": date(LAST_YEAR, 12, 31).isoformat(),
        "projected_from": date(OFFICIAL_UNTIL + 1, 1, 1).isoformat(),
        "made_with": f"holidays {holidays.__version__}",
        "holidays": named_days(),
    }


if __name__ == "__main__":
    TARGET.write_text(json.dumps(snapshot(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
