"""The table behind `Figures`: one row for each line noted for reports."""

import json

from concord_oversight.domain import facts
from concord_oversight.domain.report import PREFIX
from concord_shared.envelope import Recorded
from concord_shared.parts import Projection, Table

CREATE = """
CREATE TABLE IF NOT EXISTS report_lines (of TEXT, about TEXT, occurred_on TEXT, figures TEXT);
CREATE INDEX IF NOT EXISTS report_lines_by_fact ON report_lines (of, occurred_on);
"""


def project(table: Table, recorded: Recorded) -> None:
    fact = recorded.fact
    if isinstance(fact, facts.Reported):
        about, on = recorded.stream.removeprefix(PREFIX), recorded.envelope.occurred_on.isoformat()
        row = (fact.of, about, on, json.dumps(fact.figures))
        table.execute("INSERT INTO report_lines VALUES (?,?,?,?)", row)


PROJECTION = Projection("report_lines", 1, CREATE, project)
