"""The casebook: what is on record for reports, read up to one position, for one period and one kind of case."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from pydantic_core import from_json

from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.packs.model import Pack

FIRST_DAY, LAST_DAY = date.min, date.max
IN_TIME = """
SELECT * FROM report_lines
WHERE of = ? AND occurred_on BETWEEN ? AND ? AND position <= ? ORDER BY occurred_on, position
"""
OF_SOME = """
SELECT * FROM report_lines
WHERE about IN (SELECT value FROM json_each(?)) AND of = ? AND occurred_on <= ? AND position <= ?
ORDER BY occurred_on, position
"""
PAIRS = """
SELECT json_extract(figures, ?) AS key, json_extract(figures, ?) AS value FROM report_lines
WHERE about IN (SELECT value FROM json_each(?)) AND of = ? AND occurred_on <= ? AND position <= ?
"""
UNFINISHED = """
SELECT about, json_extract(figures, '$.deadline_id') AS deadline_id, MIN(pack_version) AS pack_version FROM report_lines
WHERE of IN (SELECT value FROM json_each(?)) AND occurred_on <= ? AND position <= ?
GROUP BY about, deadline_id HAVING SUM(CASE WHEN of IN (SELECT value FROM json_each(?)) THEN 1 ELSE -1 END) > 0
"""
BETWEEN = "SELECT * FROM report_lines WHERE position > ? AND position <= ? AND of = ? ORDER BY position"
HEAD = "SELECT MAX(position) AS position FROM report_lines WHERE position <= ?"
RECORDED = "SELECT recorded_on FROM report_lines WHERE position <= ? ORDER BY position DESC LIMIT 1"
Rows = Callable[..., Sequence[Mapping[str, Any]]]


class Line(NamedTuple):
    """One public fact as reports may see it; `about` is a case, or what else it is of."""

    position: int
    of: str
    about: str
    on: date
    pack_version: str | None
    figures: Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """A period by the day on which things happened, both ends included, and of which cases: None means all."""

    from_on: date = FIRST_DAY
    until_on: date = LAST_DAY
    raising_sector: str | None = None
    responding_sector: str | None = None
    theme: str | None = None

    @property
    def chosen(self) -> dict[str, str]:
        named = {name: getattr(self, name) for name in ("raising_sector", "responding_sector", "theme")}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Casebook:
    """`position` bounds what is read; the same position gives the same answers for ever. `packs` finds a published
    version."""

    rows: Rows
    packs: Callable[[str | None], Pack]
    wanted: Wanted
    position: int
    _read: dict[tuple[Any, ...], tuple[Line, ...]] = field(default_factory=dict, compare=False, repr=False)

    def during(self, *of: str) -> tuple[Line, ...]:
        """Lines of these facts that happened in the period, in order."""
        return self._lines(of, self.wanted.from_on)

    def ever(self, *of: str) -> tuple[Line, ...]:
        """Those up to the period's end."""
        return self._lines(of, FIRST_DAY)

    def of_cases(self, cases: Iterable[str], *of: str) -> dict[str, list[Line]]:
        """By case, up to the period's end."""
        named = json.dumps(sorted(set(cases)))
        found: dict[str, list[Line]] = {}
        for name in of:
            for row in self.rows(OF_SOME, named, name, self.wanted.until_on.isoformat(), self.position):
                found.setdefault(row["about"], []).append(_line(row))
        return {case: sorted(lines, key=lambda line: (line.on, line.position)) for case, lines in found.items()}

    def pairs(self, cases: Iterable[str], of: str, key: str, value: str) -> dict[str, Any]:
        """One figure by another, of such lines of these cases: light, where there are very many."""
        named = json.dumps(sorted(set(cases)))
        bounds = named, of, self.wanted.until_on.isoformat(), self.position
        return {row["key"]: row["value"] for row in self.rows(PAIRS, f"$.{key}", f"$.{value}", *bounds)}

    def unfinished(self, begun: Sequence[str], ended: Sequence[str], kind: str) -> dict[str, set[str]]:
        """Deadlines of that kind, by case, that were begun more often than ended: counted in the database."""
        last = self.wanted.until_on.isoformat(), self.position
        found: dict[str, set[str]] = {}
        for row in self.rows(UNFINISHED, json.dumps([*begun, *ended]), *last, json.dumps(begun)):
            rule = self.packs(row["pack_version"]).deadline(row["deadline_id"])
            if rule and rule.kind == kind and (not self.wanted.chosen or row["about"] in self._cases):
                found.setdefault(row["about"], set()).add(row["deadline_id"])
        return found

    def between(self, earlier: int, *of: str) -> tuple[Line, ...]:
        """Lines of these facts that came on record after position `earlier`, in the order of the record."""
        rows = (row for name in of for row in self.rows(BETWEEN, earlier, self.position, name))
        return tuple(sorted(map(_line, rows), key=lambda line: line.position))

    def _lines(self, of: tuple[str, ...], first: date) -> tuple[Line, ...]:
        key = (of, first)
        if key not in self._read:
            found = [line for name in of for line in self._of(name, first)]
            if len(of) > 1:
                found.sort(key=lambda line: (line.on, line.position))
            self._read[key] = tuple(found)
        return self._read[key]

    def _of(self, name: str, first: date) -> Iterable[Line]:
        rows = self.rows(IN_TIME, name, first.isoformat(), self.wanted.until_on.isoformat(), self.position)
        lines = map(_line, rows)
        if not self.wanted.chosen or not name.startswith(OF_CASES):
            return lines
        return (line for line in lines if line.about in self._cases)

    @cached_property
    def _cases(self) -> frozenset[str]:
        """Cases of the sectors and theme asked for, by what was last said of them."""
        said: dict[str, dict[str, Any]] = {}
        for name in ("intake.ConcernRaised", "intake.ConcernAccepted"):
            rows = self.rows(IN_TIME, name, FIRST_DAY.isoformat(), LAST_DAY.isoformat(), self.position)
            for line in map(_line, rows):
                said.setdefault(line.about, {}).update(line.figures)
        return frozenset(case for case, figures in said.items() if self._fits(figures))

    def _fits(self, figures: Mapping[str, Any]) -> bool:
        return all(value in (figures.get(SHOWN_AS[name]) or ()) for name, value in self.wanted.chosen.items())

    @cached_property
    def as_of(self) -> date:
        """The record's own today: the day of the last fact on record, or the period's end where that is earlier."""
        found = self.rows(RECORDED, self.position)
        last = date.fromisoformat(found[0]["recorded_on"]) if found else self.wanted.until_on
        return min(last, self.wanted.until_on)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The snapshot, and the bank holidays that were on record at this position."""
        rows = self.rows(
            IN_TIME, "directory.BankHolidayDeclared", FIRST_DAY.isoformat(), LAST_DAY.isoformat(), self.position
        )
        days = {date.fromisoformat(line.figures["on"]): "declared" for line in map(_line, rows)}
        return england().with_declared(days)


def head(rows: Rows, up_to: int | None) -> int:
    """The position of the last line on record, or of the last one not after `up_to`."""
    found = rows(HEAD, up_to if up_to is not None else 2**62)
    return int(found[0]["position"] or 0)


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        row["position"],
        row["of"],
        row["about"],
        date.fromisoformat(row["occurred_on"]),
        row["pack_version"],
        from_json(row["figures"]),
    )


OF_CASES = ("intake.", "mediation.", "panel.", "notify.")
SHOWN_AS = {"raising_sector": "raising_sectors", "responding_sector": "responding_sectors", "theme": "themes"}
