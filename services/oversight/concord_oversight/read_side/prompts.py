"""The question `ReviewPrompts`: when a review of the Compact itself was suggested, and why (RP8)."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from concord_oversight.domain.facts import CompactReviewSuggested
from concord_oversight.read_side.paging import Page, one_page
from concord_oversight.read_side.rights import KEEPERS, prompted
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library, Projection, Question, Refused, Table
from concord_shared.refusals import Refusal

CREATE = """
CREATE TABLE IF NOT EXISTS review_prompts (
    position INTEGER PRIMARY KEY, suggested_on TEXT, why TEXT, about TEXT, commitments TEXT, respondents TEXT);
"""
SELECT = """
SELECT * FROM review_prompts WHERE (?1 IS NULL OR suggested_on >= ?1) AND (?2 IS NULL OR suggested_on <= ?2)
ORDER BY suggested_on DESC, position DESC LIMIT ?3 OFFSET ?4
"""


class ReviewPrompts(Page):
    """Suggestions of the period from `from_on` up to and including `until_on`, the latest first."""

    from_on: date | None = None
    until_on: date | None = None


def project(table: Table, recorded: Recorded) -> None:
    fact = recorded.fact
    if isinstance(fact, CompactReviewSuggested):
        about = fact.case_id or recorded.stream
        lists = json.dumps(fact.commitments), json.dumps(fact.respondents)
        row = (recorded.position, recorded.envelope.occurred_on.isoformat(), fact.why, about, *lists)
        table.execute("INSERT INTO review_prompts VALUES (?,?,?,?,?,?)", row)


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Which case or pattern it was is for those who keep cases. Raises Refused(`NoAuthority`)."""
    assert isinstance(asked, ReviewPrompts)
    if asker.actor.office not in KEEPERS | prompted(library.directory):
        raise Refused(NOT_YOURS)
    first, last = (day.isoformat() if day else None for day in (asked.from_on, asked.until_on))
    rows, more = one_page(asked, lambda limit, skip: library.rows(SELECT, first, last, limit, skip))
    return {"on": asker.on, "prompts": [_shown(row, asker) for row in rows], "more": more}


def _shown(row: Mapping[str, Any], asker: Asker) -> dict[str, Any]:
    hidden = () if asker.actor.office in KEEPERS else ("about", "position")
    lists = {name: json.loads(row[name]) for name in ("commitments", "respondents")}
    return {name: value for name, value in {**row, **lists}.items() if name not in hidden}


NOT_YOURS = Refusal(
    code="NoAuthority",
    message="Suggestions of a review are for the groups that the Compact prompts, the coordinator and auditors.",
    field="as",
)
PROJECTION = Projection("review_prompts", 1, CREATE, project)
QUESTION = Question(ReviewPrompts, answer)
