"""PostgreSQL: whose turn it is to do what reaches outside the store; of several instances one alone has it."""

from typing import Any

import psycopg

TAKE = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"


class SessionTurn:
    """By an advisory lock of a connection of its own: lost with the connection, and then asked for anew."""

    def __init__(self, url: str, schema: str) -> None:
        self._url, self._name = url, f"the turn of {schema}"
        self._connection: psycopg.Connection[Any] | None = None
        self._is_ours = False

    def is_ours(self) -> bool:
        try:
            return self._asked()
        except psycopg.OperationalError:
            self.give_back()
            return False

    def _asked(self) -> bool:
        if self._connection is None:
            self._connection = psycopg.connect(self._url, autocommit=True)
        if self._is_ours:
            self._connection.execute("SELECT 1")
        else:
            found = self._connection.execute(TAKE, (self._name,)).fetchone()
            self._is_ours = bool(found and found[0])
        return self._is_ours

    def give_back(self) -> None:
        self._is_ours = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None
