from concord_shared.testing import databases

any_keys_url = databases.any_keys_url
any_store = databases.any_store
any_store_url = databases.any_store_url
opened_store = databases.opened_store
postgres_database = databases.postgres_database
postgres_server = databases.postgres_server
