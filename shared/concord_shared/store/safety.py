"""What would lose or change facts unseen is refused at start, in words that say what to do."""

import sqlite3
from collections.abc import Iterable, Mapping

FULL = 2
DB_FUNCTIONS = ("POSTGRES_ENABLE_DB_FUNCTIONS", "CONCORD_POSTGRES_ENABLE_DB_FUNCTIONS")
MUST_BE_ON = ("fsync", "synchronous_commit", "full_page_writes")


class UnsafeSetting(RuntimeError):
    """Raised at start: `what` is wrong, `why` it matters, `cure` is what to do. Nothing was changed."""

    def __init__(self, what: str, why: str, cure: str) -> None:
        super().__init__(f"{what}. {why}. {cure}.")
        self.what, self.why, self.cure = what, why, cure


def check_environment(environ: Mapping[str, str]) -> None:
    """RELIABILITY 4: with database functions a tailing reader missed 238 facts of 43,905."""
    for name in DB_FUNCTIONS:
        if environ.get(name, "").strip().lower() in {"1", "true", "t", "yes", "y", "on"}:
            raise UnsafeSetting(
                f"{name} is switched on",
                "With it a reader that follows the store can miss facts",
                f"Remove {name} from the environment and start again",
            )


def check_sqlite(connection: sqlite3.Connection, where: str) -> None:
    """The settings that are in force on this connection, not those that were asked for."""
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0]).lower()
    if mode != "wal":
        raise UnsafeSetting(
            f"The journal mode of {where} is '{mode}', not 'wal'",
            "Readers and the writer would block one another, and a network drive may lose facts",
            "Put the file on a local disk, and close other programs that have it open",
        )
    if int(connection.execute("PRAGMA synchronous").fetchone()[0]) < FULL:
        raise UnsafeSetting(
            f"The database {where} is not written through to the disk (synchronous is below FULL)",
            "A power cut would lose facts that had been confirmed",
            "Start again with PRAGMA synchronous=FULL; a build of SQLite that forbids it cannot be used",
        )


def check_postgres(settings: Mapping[str, str]) -> None:
    """`settings` as SHOW gives them in the session that writes."""
    for name in MUST_BE_ON:
        if settings[name].lower() == "off":
            raise UnsafeSetting(
                f"The PostgreSQL setting '{name}' is off",
                "A power cut would lose facts that had been confirmed",
                f"Set {name} = on for this server, database and role, and start again",
            )


def check_triggers(wanted: Iterable[str], present: Iterable[str], where: str) -> None:
    """Every trigger that keeps a table append-only has to be there, unchanged and always firing."""
    missing = sorted(set(wanted) - set(present))
    if missing:
        raise UnsafeSetting(
            f"{where} lacks the guard {', '.join(missing)}, or the guard was altered",
            "Without it recorded facts can be changed or deleted unseen",
            "Find out who removed it, compare the store with its proofs, then restore the store from a backup",
        )
