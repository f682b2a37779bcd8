"""The questions `Published` and `Disclosures`: what went out as a report, and what was decided on request."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from concord_oversight.domain.group_facts import DisclosureDecided, ReportPublished
from concord_oversight.domain.publishing import INFORMATION_OFFICER
from concord_oversight.read_side.paging import Page, one_page, words_of
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Question, Refused, Table
from concord_shared.refusals import Refusal

SEE_RELEASES = frozenset({INFORMATION_OFFICER, "auditor"})
CREATE = """
CREATE TABLE IF NOT EXISTS published (
    sha256 TEXT PRIMARY KEY, report TEXT, from_on TEXT, until_on TEXT, at_position INTEGER, published_on TEXT,
    pack_version TEXT);
CREATE TABLE IF NOT EXISTS disclosures (
    disclosure_id TEXT PRIMARY KEY, request_ref TEXT, holder TEXT, released INTEGER, decided_on TEXT, office TEXT,
    org TEXT, officer TEXT);
"""
REPORTS = (
    "SELECT * FROM published WHERE ?1 IS NULL OR report = ?1 ORDER BY published_on DESC, sha256 LIMIT ?2 OFFSET ?3"
)
RELEASES = "SELECT * FROM disclosures ORDER BY decided_on DESC, disclosure_id LIMIT ?1 OFFSET ?2"


class Published(Page):
    """Reports that went out, the latest first, with the position of oversight's record that each was made at."""

    report: str | None = Field(default=None, max_length=10)


class Disclosures(Page):
    """Decisions to release something on request, or not; the latest first."""


def project(table: Table, recorded: Recorded) -> None:
    envelope, on = recorded.envelope, recorded.envelope.occurred_on.isoformat()
    match recorded.fact:
        case ReportPublished() as fact:
            period = fact.from_on.isoformat(), fact.until_on.isoformat()
            row = (fact.sha256, fact.report, *period, fact.at_position, on, envelope.pack_version)
            table.execute("INSERT INTO published VALUES (?,?,?,?,?,?,?)", row)
        case DisclosureDecided() as fact:
            by = envelope.actor.office, envelope.actor.organisation, envelope.actor.officer
            said = fact.disclosure_id, fact.request_ref, fact.holder, fact.released, on
            table.execute("INSERT INTO disclosures VALUES (?,?,?,?,?,?,?,?)", (*said, *by))


def reports(asked: BaseModel, _asker: Asker, library: Library) -> Mapping[str, Any]:
    """For everybody who holds an office: what is published is no secret."""
    assert isinstance(asked, Published)
    rows, more = one_page(asked, lambda limit, skip: library.rows(REPORTS, asked.report, limit, skip))
    return {"published": rows, "more": more}


def releases(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NoAuthority`)."""
    assert isinstance(asked, Disclosures)
    if asker.actor.office not in SEE_RELEASES:
        raise Refused(NOT_YOURS)
    rows, more = one_page(asked, lambda limit, skip: library.rows(RELEASES, limit, skip))
    return {"disclosures": [_shown(row, library) for row in rows], "more": more}


def _shown(row: Mapping[str, Any], library: Library) -> dict[str, Any]:
    return {**row, "released": bool(row["released"]), **words_of(library, row["disclosure_id"])}


NOT_YOURS = Refusal(
    code="NoAuthority",
    message="What was decided on requests is shown to the information officer and auditors.",
    field="as",
)
PROJECTION = Projection("published", 1, CREATE, project)
QUESTIONS = {
    "Published": Question(Published, reports),
    "Disclosures": Question(Disclosures, releases, confidential=True),
}
