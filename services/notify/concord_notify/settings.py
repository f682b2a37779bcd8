"""Settings of notify: those that every service has, and where letters go."""

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from concord_shared.running.settings import ServiceSettings

THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class NotifySettings(ServiceSettings):
    outbox_dir: Path = Field(Path("concord-data/outbox"), description="Folder into which letters are laid as .eml")
    mail_from: str = Field(
        "no-reply@concord.invalid", pattern=r"^[^@\s]+@[^@\s]+$", description="Sender's address of letters"
    )
    smtp_host: str | None = Field(None, min_length=1, description="Mail server; none lays letters into the outbox")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection is encrypted; none only to this machine"
    )
    smtp_user: str | None = Field(None, description="Name by which the mail server knows us")
    smtp_password_file: Path | None = Field(None, description="File that holds the password, one line")
    smtp_ca_file: Path | None = Field(None, description="Certificates to trust in place of the system's")
    smtp_timeout_seconds: float = Field(20.0, gt=0, le=300, description="How long each answer is waited for")

    @model_validator(mode="after")
    def _letters_are_private(self) -> "NotifySettings":
        if self.smtp_security == "none" and self.smtp_host not in (None, *THIS_MACHINE):
            raise ValueError(
                "CONCORD_SMTP_SECURITY=none would send letters readable by anybody on the way: use starttls or tls"
            )
        if (self.smtp_user is None) != (self.smtp_password_file is None):
            raise ValueError("CONCORD_SMTP_USER and CONCORD_SMTP_PASSWORD_FILE belong together: set both, or neither")
        return self
