"""Settings of mediation: those that every service has."""

from concord_shared.running.settings import ServiceSettings


class MediationSettings(ServiceSettings):
    """No settings of its own."""
