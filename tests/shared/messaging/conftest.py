"""A real broker for every test here."""

from concord_shared.testing.brokers import broker, embedded_broker, session_broker

__all__ = ["broker", "embedded_broker", "session_broker"]
