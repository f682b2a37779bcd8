"""Settings of directory: those that every service has."""

from concord_shared.running.settings import ServiceSettings


class DirectorySettings(ServiceSettings):
    """No settings of its own."""
