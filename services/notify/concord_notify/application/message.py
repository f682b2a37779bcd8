"""One letter as an e-mail: plain text and the same as a page, the same bytes each time but for the date."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from functools import cache
from typing import Any

from concord_notify.application.folder import HOLDS
from concord_notify.domain.facts import NoticePrepared


class Headers(HeaderRegistry):
    """Makes the class of a header once, not anew for each letter."""

    @cache  # noqa: B019  there is one registry
    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name)


SEVEN_BIT = default.clone(cte_type="7bit", header_factory=Headers())


@dataclass(frozen=True)
class Rendered:
    """A letter with its enclosures opened; `holds` names whose data stand in it."""

    prepared: NoticePrepared
    text: str
    page: str
    holds: tuple[str, ...]


def as_mail(letter: Rendered, sender: str, mailbox: str, now: datetime) -> bytes:
    """Raises ValueError for an address to which nothing can be sent."""
    prepared, message = letter.prepared, EmailMessage(policy=SEVEN_BIT)
    message["Message-ID"] = f"<{prepared.notice_id}@{sender.rpartition('@')[2]}>"
    message["Date"] = format_datetime(now)
    message["From"], message["To"] = sender, _address(mailbox)
    message["Subject"] = prepared.subject
    message["X-Concord-Notice-Type"] = prepared.notice_type
    message["Auto-Submitted"] = "auto-generated"
    message[HOLDS] = ", ".join(letter.holds)
    message.set_content(letter.text)
    message.add_alternative(letter.page, subtype="html")
    message.set_boundary(f"=_{prepared.notice_id}")
    return message.as_bytes()


def _address(mailbox: str) -> Address:
    if not mailbox.isascii():
        raise ValueError("an address of e-mail is written in plain letters")
    try:
        return Address(addr_spec=mailbox)
    except Exception as error:
        raise ValueError("no address of e-mail") from error
