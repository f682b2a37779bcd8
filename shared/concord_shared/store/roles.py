"""PostgreSQL roles: the application may add, the auditor may read, neither may change what is recorded."""

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier

from concord_shared.store.keys_postgres import SCHEMA as KEYS
from concord_shared.store.tables import WORKING

APP, AUDITOR = "concord_app", "concord_auditor"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('concord_roles'))"

# UPDATE on the facts is what the lock that keeps positions in order needs; the triggers refuse every UPDATE itself.
STORE_GRANTS = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA {s} FROM {app}, {auditor}, PUBLIC",
    "GRANT USAGE ON SCHEMA {s} TO {app}, {auditor}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {s} TO {app}, {auditor}",
    "GRANT INSERT, UPDATE ON {s}.stored_events TO {app}",
    "GRANT INSERT ON {s}.answers TO {app}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {s} TO {app}",
    *(f"GRANT INSERT, UPDATE, DELETE ON {{s}}.{table} TO {{app}}" for table in WORKING),
)
KEY_GRANTS = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA {s} FROM {app}, {auditor}, PUBLIC",
    "GRANT USAGE ON SCHEMA {s} TO {app}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {s} TO {app}",
    "GRANT INSERT ON {s}.data_keys TO {app}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {s} TO {app}",
)


def grant_roles(url: str, schema: str) -> None:
    """Makes `concord_app` and `concord_auditor` (roles without login, to be granted to users) where they are missing,
    and gives them their rights on a store's schema. To be run by its owner; may be repeated."""
    _grant(url, schema, STORE_GRANTS)


def grant_key_roles(url: str) -> None:
    """The same on the key store: the application may read and add keys, the auditor nothing."""
    _grant(url, KEYS, KEY_GRANTS)


def _grant(url: str, schema: str, grants: tuple[str, ...]) -> None:
    names = {"s": Identifier(schema), "app": Identifier(APP), "auditor": Identifier(AUDITOR)}
    with psycopg.connect(url) as connection:
        connection.execute(ONE_AT_A_TIME)
        for role in (APP, AUDITOR):
            _make(connection, role)
        for grant in grants:
            connection.execute(SQL(grant).format(**names))


def _make(connection: Connection[TupleRow], role: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
        connection.execute(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(role)))
