"""A letter handed to a mail server, and what its answer means: taken over, later, never, or nobody knows."""

import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import structlog
from aiosmtplib import SMTP, SMTPException, SMTPRecipientRefused, SMTPResponseException
from aiosmtplib.errors import SMTPDataError, SMTPServerDisconnected, SMTPTimeoutError

from concord_notify.domain.sending import UNKNOWN, Failure

log = structlog.get_logger()

AWAY = Failure("mail_server_away", passing=True)
BUSY = Failure("mail_server_busy", passing=True)
UNWELCOME = Failure("mail_server_does_not_take_our_letters")
NO_MAILBOX = Failure("mailbox_refused", lasting=True)
NOT_TAKEN = Failure("letter_refused", lasting=True)
NOBODY_KNOWS = Failure(UNKNOWN, unknown=True)
LASTING = 500
REST_SECONDS = 60.0
"""After a try to reach it that failed, the server is left alone for so long: each try may have to time out."""


@dataclass(frozen=True)
class SmtpServer:
    """One connection a letter. The password is read when it is needed, and stands nowhere else."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_file: Path | None = None
    ca_file: Path | None = None
    timeout_seconds: float = 20.0
    clock: Callable[[], float] = time.monotonic
    _away: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    async def send(self, message: bytes, sender: str, to: str) -> Failure | None:
        """None once the server has answered that it takes the letter over. Neither address nor text is ever logged."""
        if self.clock() < self._away.get(self.host, 0.0):
            return AWAY
        try:
            async with self._connected(sender) as client:
                return await self._handed_over(client, message, sender, to)
        except (SMTPException, OSError, ValueError) as error:
            self._away[self.host] = self.clock() + REST_SECONDS
            log.warning("mail_server_away", host=self.host, port=self.port, error=type(error).__name__)
            return AWAY

    @asynccontextmanager
    async def _connected(self, sender: str) -> AsyncIterator[SMTP]:
        client = SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password_file.read_text().strip() if self.password_file else None,
            local_hostname=sender.rpartition("@")[2],
            use_tls=self.security == "tls",
            start_tls=self.security == "starttls",
            tls_context=ssl.create_default_context(cafile=self.ca_file) if self.security != "none" else None,
            timeout=self.timeout_seconds,
        )
        await client.connect()
        try:
            yield client
        finally:
            with suppress(SMTPException, OSError):
                await client.quit()
            client.close()

    async def _handed_over(self, client: SMTP, message: bytes, sender: str, to: str) -> Failure | None:
        try:
            await client.mail(sender)
            await client.rcpt(to)
        except SMTPRecipientRefused as refused:
            return self._meant(refused, NO_MAILBOX)
        except SMTPResponseException as refused:
            return self._meant(refused, UNWELCOME)
        return await self._content(client, message)

    async def _content(self, client: SMTP, message: bytes) -> Failure | None:
        """From here on silence says nothing: the letter may be on its way although no answer came."""
        try:
            await client.data(message)
        except SMTPDataError as refused:
            return self._meant(refused, NOT_TAKEN)
        except (SMTPServerDisconnected, SMTPTimeoutError, OSError) as error:
            log.warning("mail_server_silent", host=self.host, port=self.port, error=type(error).__name__)
            return NOBODY_KNOWS
        return None

    def _meant(self, refused: SMTPResponseException, lasting: Failure) -> Failure:
        """The code alone is logged: what servers say repeats the address."""
        log.warning("mail_refused", host=self.host, port=self.port, code=refused.code)
        return lasting if refused.code >= LASTING else BUSY
