"""What a recount needs of the record, in order: cases counted, decisions of the learning group, what was told."""

import json
from collections.abc import Iterator
from datetime import date

from concord_oversight.domain import facts
from concord_oversight.domain.recounting import Happened
from concord_shared.clock import local_day
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.parts import Library, Projection, Table

AT_ONCE = 1_000
WORDS = {"FurtherDialogueHeld": {"actions"}, "RepeatedDisputePatternClosed": {"reason"}}
KINDS: dict[str, type[Fact]] = {
    each.__name__: each
    for each in (
        facts.DisputeCounted,
        facts.DisputeAdopted,
        facts.RespondentJoined,
        facts.RaiserJoined,
        facts.DisputeSplit,
        facts.DisputeSplitOff,
        facts.DisputeEnded,
        facts.RepeatCounted,
        facts.RepeatedDisputeNoted,
        facts.RepeatedDisputePatternDetected,
        facts.FurtherDialogueHeld,
        facts.RepeatedDisputePatternClosed,
        facts.CompactReviewSuggested,
    )
}
CREATE = """
CREATE TABLE IF NOT EXISTS counting_history (
    position INTEGER PRIMARY KEY, stream TEXT, kind TEXT, body TEXT, happened_on TEXT, recorded_on TEXT, version TEXT
)
"""
SELECT = "SELECT * FROM counting_history WHERE position > ? ORDER BY position LIMIT ?"


def project(table: Table, recorded: Recorded) -> None:
    """Without the group's own words: they are sealed, and nothing is counted by them."""
    kind, envelope = type(recorded.fact).__name__, recorded.envelope
    if kind not in KINDS:
        return
    body = json.dumps(recorded.fact.model_dump(mode="json", exclude=WORDS.get(kind)))
    days = envelope.occurred_on.isoformat(), local_day(envelope.recorded_at).isoformat()
    row = (recorded.position, recorded.stream, kind, body, *days, envelope.pack_version)
    table.execute("INSERT OR REPLACE INTO counting_history VALUES (?,?,?,?,?,?,?)", row)


def history_of(library: Library) -> Iterator[Happened]:
    """In the order recorded."""
    after = 0
    while page := library.rows(SELECT, after, AT_ONCE):
        for row in page:
            fact = KINDS[row["kind"]].model_validate_json(row["body"])
            happened, recorded = (date.fromisoformat(row[name]) for name in ("happened_on", "recorded_on"))
            yield Happened(row["stream"], fact, happened, recorded, row["version"])
        after = page[-1]["position"]


PROJECTION = Projection("counting_history", 1, CREATE, project)
