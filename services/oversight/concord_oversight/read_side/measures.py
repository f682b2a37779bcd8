"""The question `Measures`: figures of handbook 6.2 for a period, as they are or as they were at a position."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from concord_oversight.read_side.casebook import FIRST_DAY, LAST_DAY, Casebook, Rows, Wanted, head
from concord_oversight.read_side.measuring.catalogue import MEASURES
from concord_oversight.read_side.measuring.measure import Measure, changed, rows
from concord_oversight.read_side.rights import may_see_figures
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.model import Pack
from concord_shared.parts import Asker, Library, Question, Refused
from concord_shared.refusals import Refusal

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,80}$")]


class Measures(BaseModel):
    """Measures by `ids`, none meaning all, of the days from `from_on` up to and including `until_on`. `position` asks
    for what was known there; `earlier` for what has changed since that position, and by which facts."""

    model_config = ConfigDict(extra="forbid")
    ids: tuple[Code, ...] = Field(default=(), max_length=100)
    from_on: date | None = None
    until_on: date | None = None
    position: int | None = Field(default=None, ge=0)
    earlier: int | None = Field(default=None, ge=0)
    raising_sector: Code | None = None
    responding_sector: Code | None = None
    theme: Code | None = None


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Each measure with its definition and rows. Raises Refused(`NoAuthority`, `UnknownMeasure`, `NotOnRecordYet`)."""
    assert isinstance(asked, Measures)
    if not may_see_figures(asker.actor, library.directory):
        raise Refused(NOT_YOURS)
    book = _book(asked, library, _position(asked.position, library.rows))
    if asked.earlier is None:
        return _frame(asked, book) | {"measures": [_shown(each, book) for each in _chosen(asked)]}
    before = _book(asked, library, _position(asked.earlier, library.rows))
    return _frame(asked, book) | {
        "earlier": before.position,
        "changes": [_with_name(each) | {"rows": list(changed(each, before, book))} for each in _chosen(asked)],
    }


def _chosen(asked: Measures) -> Iterator[Measure]:
    unknown = [each for each in asked.ids if each not in MEASURES]
    if unknown:
        message = f"There is no measure {', '.join(unknown)}. There are {', '.join(MEASURES)}."
        raise Refused(Refusal(code="UnknownMeasure", message=message, field="ids"))
    return (MEASURES[each] for each in asked.ids or MEASURES)


def _position(asked: int | None, rows: Rows) -> int:
    last = head(rows, None)
    if asked is not None and asked > last:
        message = f"The record of figures goes up to position {last}; {asked} is not on record yet."
        raise Refused(Refusal(code="NotOnRecordYet", message=message, field="position"))
    return last if asked is None else head(rows, asked)


def _book(asked: Measures, library: Library, position: int) -> Casebook:
    period = asked.from_on or FIRST_DAY, asked.until_on or LAST_DAY
    wanted = Wanted(*period, asked.raising_sector, asked.responding_sector, asked.theme)
    return Casebook(library.rows, _finder(library.directory), wanted, position)


def _finder(directory: DirectoryCopy) -> Any:
    """A published version, read once for each question."""
    known: dict[str | None, Pack] = {}

    def find(version: str | None) -> Pack:
        if version not in known:
            contents = [pack.content for (_, each), pack in directory.packs.items() if version in (None, each)]
            known[version] = Pack.from_data(dict(contents[-1]))
        return known[version]

    return find


def _frame(asked: Measures, book: Casebook) -> dict[str, Any]:
    return {
        "position": book.position,
        "as_of": book.as_of,
        "pack_versions": _versions(book),
        "from_on": asked.from_on,
        "until_on": asked.until_on,
        "filters": book.wanted.chosen,
    }


def _versions(book: Casebook) -> list[str]:
    """Of the packs by which concerns were raised or accepted, or stages opened, in the period."""
    found = book.rows(VERSIONS, book.wanted.from_on.isoformat(), book.wanted.until_on.isoformat(), book.position)
    return [row["pack_version"] for row in found]


def _shown(measure: Measure, book: Casebook) -> dict[str, Any]:
    return _with_name(measure) | {"rows": [row.plain() for row in rows(measure, book)]}


def _with_name(measure: Measure) -> dict[str, Any]:
    return {"id": measure.id, "name": measure.name, "definition": measure.definition, "unit": measure.unit}


VERSIONS = """
SELECT DISTINCT pack_version FROM report_lines
WHERE of IN ('intake.ConcernRaised', 'intake.ConcernAccepted', 'intake.StageOpened')
    AND pack_version IS NOT NULL AND occurred_on BETWEEN ? AND ? AND position <= ?
ORDER BY pack_version
"""
NOT_YOURS = Refusal(
    code="NoAuthority",
    message="Figures are for the group that learns from cases, the coordinator and auditors.",
    field="as",
)
QUESTION = Question(Measures, answer)
