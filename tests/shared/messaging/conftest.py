"""A real broker, and both databases, for every test here that asks for them."""

from concord_shared.testing import brokers, databases

broker = brokers.broker
embedded_broker = brokers.embedded_broker
session_broker = brokers.session_broker
any_store_url = databases.any_store_url
opened_store = databases.opened_store
postgres_database = databases.postgres_database
postgres_server = databases.postgres_server
