"""The casebook's table: one row for each line noted for reports, with its position in the record."""

import json

from concord_oversight.domain import facts
from concord_oversight.domain.report import PREFIX
from concord_shared.clock import local_day
from concord_shared.envelope import Recorded
from concord_shared.parts import Projection, Table

CREATE = """
CREATE TABLE IF NOT EXISTS report_lines (
    position INTEGER PRIMARY KEY, of TEXT, about TEXT, occurred_on TEXT, recorded_on TEXT, pack_version TEXT,
    figures TEXT
);
CREATE INDEX IF NOT EXISTS report_lines_by_fact ON report_lines (of, occurred_on);
CREATE INDEX IF NOT EXISTS report_lines_by_case ON report_lines (about, of);
"""


def project(table: Table, recorded: Recorded) -> None:
    fact, envelope = recorded.fact, recorded.envelope
    if isinstance(fact, facts.Reported):
        about, on = recorded.stream.removeprefix(PREFIX), envelope.occurred_on.isoformat()
        recorded_on = local_day(envelope.recorded_at).isoformat()
        figures = json.dumps(fact.figures)
        row = (recorded.position, fact.of, about, on, recorded_on, envelope.pack_version, figures)
        table.execute("INSERT INTO report_lines VALUES (?,?,?,?,?,?,?)", row)


PROJECTION = Projection("report_lines", 2, CREATE, project)
