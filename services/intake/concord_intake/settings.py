"""Settings of the intake service: those that every service has."""

from concord_shared.running.settings import ServiceSettings


class Settings(ServiceSettings):
    """``CONCORD_...`` as docs/reference/settings.md lists them."""
