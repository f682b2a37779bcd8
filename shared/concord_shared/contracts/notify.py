"""Told by notify: a notice was issued, delivered or failed. To an office or party, never a personal name (8.5)."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from concord_shared.contracts.base import Contract


class Recipient(BaseModel):
    """An office or a party; `side` where it is a party of the case."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    office: str
    org: str | None = None


class NoticeIssued(Contract):
    """Row 57, the dated proof; `content_sha256` is over subject, plain text and page of the letter as rendered, with an
    empty line between. `channel` is ``email``, ``post`` or ``desk``."""

    notice_id: str
    notice_type: str
    template_version: str
    to: Recipient
    channel: str
    language_format: str = "en-GB/plain+html"
    caused_by: str
    answer_by: date | None = None
    content_sha256: str
    issued_at: datetime


class NoticeDelivered(Contract):
    """The start that time-limited answers hang on: one for each party."""

    notice_id: str
    notice_type: str
    to: Recipient
    at: datetime
    attempt: int


class NoticeFailed(Contract):
    """By `channel`: another is tried, or the same again, where `channels` is ``some_left``; with ``all_tried`` nothing
    more is tried before a person has looked."""

    notice_id: str
    notice_type: str
    to: Recipient
    at: datetime
    attempt: int
    channel: str = "email"
    why: str
    channels: str = "some_left"


TOLD = (NoticeIssued, NoticeDelivered, NoticeFailed)
