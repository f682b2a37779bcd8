"""Settings of oversight: those that every service has."""

from concord_shared.running.settings import ServiceSettings


class OversightSettings(ServiceSettings):
    """No settings of its own."""
