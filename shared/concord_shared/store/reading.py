"""The questions that a store answers, in SQL that both databases understand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from eventsourcing.persistence import ApplicationRecorder, Notification, StoredEvent

from concord_shared.store.ports import Answer, Beside, Message, Parked

HEARD, PARKED, KEPT = range(3)
BESIDE = (
    f"SELECT {HEARD} AS what, 0 AS number, service, position, CAST(NULL AS TEXT) AS case_id,"  # noqa: S608
    " CAST(NULL AS TEXT) AS name, CAST(NULL AS {b}) AS body FROM {s}heard"
    f" UNION ALL SELECT {PARKED}, 0, '', 0, case_id, NULL, CAST(NULL AS {{b}}) FROM {{s}}parked"
    " WHERE case_id IS NOT NULL GROUP BY case_id"
    f" UNION ALL SELECT {KEPT}, number, {{m}} FROM {{s}}kept WHERE number > ? ORDER BY 1, 2"
)
AFTER_ALL = "\U0010ffff"


class TablesRead:
    """`_rows` runs SQL with ``?`` for parameters, ``{s}`` for the schema, ``{m}`` for a message's columns,
    ``{b}`` for the type of bytes and ``{c}`` for the collation by code point, which orders alike on both."""

    recorder: ApplicationRecorder

    def _rows(self, sql: str, *parameters: Any) -> Sequence[Any]:
        raise NotImplementedError

    def events(self, stream: str, after: int = 0) -> Sequence[StoredEvent]:
        return self.recorder.select_events(stream, gt=after)

    def streams(self, prefix: str) -> Sequence[str]:
        sql = (
            "SELECT originator_id AS stream FROM {s}stored_events WHERE originator_version = 1"
            " AND originator_id {c} >= ? AND originator_id {c} < ? ORDER BY originator_id {c}"
        )
        return [row["stream"] for row in self._rows(sql, prefix, prefix + AFTER_ALL)]

    def notifications(self, after: int, limit: int) -> Sequence[Notification]:
        return self.recorder.select_notifications(after, limit, inclusive_of_start=False)

    def head(self) -> int:
        return self.recorder.max_notification_id() or 0

    def answers(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Answer]:
        if not keys:
            return {}
        places = ", ".join(["(?, ?)"] * len(keys))
        # CROSS JOIN: SQLite then looks up each key, where IN (VALUES ...) reads every answer there is.
        sql = (
            f"WITH k (organisation, command_id) AS (VALUES {places})"  # noqa: S608
            " SELECT a.* FROM k CROSS JOIN {s}answers AS a"
            " WHERE a.organisation = k.organisation AND a.command_id = k.command_id"
        )
        rows = self._rows(sql, *(part for key in keys for part in key))
        return {(row["organisation"], row["command_id"]): _answer(row) for row in rows}

    def heard(self) -> dict[str, int]:
        return {row["service"]: row["position"] for row in self._rows("SELECT * FROM {s}heard")}

    def kept(self, after_row: int) -> Sequence[tuple[int, Message]]:
        sql = "SELECT number, {m} FROM {s}kept WHERE number > ? ORDER BY number"
        return [(row["number"], _message(row)) for row in self._rows(sql, after_row)]

    def beside(self, after_row: int) -> Beside:
        rows: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
        for row in self._rows(BESIDE, after_row):
            rows[row["what"]].append(row)
        heard, parked, kept = rows
        return Beside(
            {row["service"]: row["position"] for row in heard},
            frozenset(row["case_id"] for row in parked),
            [(row["number"], _message(row)) for row in kept],
        )

    def kept_of(self, case: str) -> Sequence[Message]:
        sql = "SELECT {m} FROM {s}kept WHERE case_id = ? ORDER BY number"
        return [_message(row) for row in self._rows(sql, case)]

    def parked(self, case: str | None = None) -> Sequence[Parked]:
        if case is None:
            rows = self._rows("SELECT * FROM {s}parked ORDER BY number")
        else:
            rows = self._rows("SELECT * FROM {s}parked WHERE case_id = ? ORDER BY number", case)
        return [Parked(row["number"], _message(row), row["why"], row["parked_at"]) for row in rows]

    def due(self, on: date) -> Sequence[str]:
        sql = "SELECT stream FROM {s}due WHERE due_on <= ? ORDER BY due_on, stream {c}"
        return [row["stream"] for row in self._rows(sql, on.isoformat())]

    def next_due(self) -> date | None:
        first = self._rows("SELECT MIN(due_on) AS first_on FROM {s}due")[0]["first_on"]
        return None if first is None else date.fromisoformat(first)

    def told_since(self, contract: str) -> int | None:
        rows = self._rows("SELECT since FROM {s}telling WHERE contract = ?", contract)
        return rows[0]["since"] if rows else None


def _answer(row: Any) -> Answer:
    return Answer(row["organisation"], row["command_id"], row["digest"], bytes(row["body"]))


def _message(row: Any) -> Message:
    return Message(row["service"], row["position"], row["case_id"], row["name"], bytes(row["body"]))
