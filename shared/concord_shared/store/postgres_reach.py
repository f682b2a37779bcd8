"""Whether a PostgreSQL answers: asked before a pool is opened, which would try on for half a minute."""

from urllib.parse import urlsplit

import psycopg

from concord_shared.store.safety import UnsafeSetting

WITHIN_SECONDS = 5


def check_reach(url: str) -> None:
    """Raises UnsafeSetting, without the URL's password, where no PostgreSQL lets us in at `url`."""
    try:
        psycopg.connect(url, connect_timeout=WITHIN_SECONDS).close()
    except psycopg.OperationalError as error:
        at = urlsplit(url)
        raise UnsafeSetting(
            f"No PostgreSQL lets us in at {at.hostname}:{at.port or 5432}{at.path} ({type(error).__name__})",
            "Without it nothing can be kept",
            "Start it, or correct CONCORD_STORE_URL and CONCORD_KEYS_URL (user, password, database)",
        ) from None
