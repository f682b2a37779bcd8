"""Settings of notify: those that every service has, and where letters go."""

from pathlib import Path

from pydantic import Field

from concord_shared.running.settings import ServiceSettings


class NotifySettings(ServiceSettings):
    outbox_dir: Path = Field(Path("concord-data/outbox"), description="Folder into which letters are laid as .eml")
    mail_from: str = Field(
        "no-reply@concord.invalid", pattern=r"^[^@\s]+@[^@\s]+$", description="Sender's address of letters"
    )
