"""Settings of panel: those that every service has."""

from concord_shared.running.settings import ServiceSettings


class PanelSettings(ServiceSettings):
    """No settings of its own."""
