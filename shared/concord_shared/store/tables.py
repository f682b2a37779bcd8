"""The tables that stand beside the facts in one store: what is kept for good, and the writer's working state."""

APPEND_ONLY = ("stored_events", "answers")
WORKING = ("heard", "kept", "parked", "due", "telling")
MESSAGE = "service, position, case_id, name, body"

# {s} stands for the schema and its dot, {blob} and {serial} for the database's own types.
CREATE = (
    "CREATE TABLE {s}answers (organisation TEXT NOT NULL, command_id TEXT NOT NULL, digest TEXT NOT NULL,"
    " body {blob} NOT NULL, PRIMARY KEY (organisation, command_id))",
    "CREATE TABLE {s}heard (service TEXT PRIMARY KEY, position BIGINT NOT NULL)",
    "CREATE TABLE {s}kept (number {serial}, service TEXT NOT NULL, position BIGINT NOT NULL, case_id TEXT,"
    " name TEXT NOT NULL, body {blob} NOT NULL)",
    "CREATE INDEX kept_case ON {s}kept (case_id)",
    "CREATE TABLE {s}parked (number {serial}, service TEXT NOT NULL, position BIGINT NOT NULL, case_id TEXT,"
    " name TEXT NOT NULL, body {blob} NOT NULL, why TEXT NOT NULL, parked_at TEXT NOT NULL)",
    "CREATE INDEX parked_case ON {s}parked (case_id)",
    "CREATE TABLE {s}due (stream TEXT PRIMARY KEY, due_on TEXT NOT NULL)",
    "CREATE INDEX due_day ON {s}due (due_on)",
    "CREATE TABLE {s}telling (contract TEXT PRIMARY KEY, since BIGINT NOT NULL)",
)
