from concord_shared.testing.databases import (  # noqa: F401
    any_keys_url,
    any_store,
    any_store_url,
    opened_store,
    postgres_database,
    postgres_server,
)
