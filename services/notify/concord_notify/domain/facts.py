"""What happened to one letter, and what is kept of a person's letters so that they can be taken back."""

from datetime import date, datetime

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class NoticePrepared(Fact):
    """A letter to one recipient, rendered but for what is enclosed; it goes out on `send_on`.

    `caused_by` is the id of the fact behind it; `number` is 0 for the letter itself, then counts its reminders;
    `person` is set where the recipient is no organisation. `enclosed` are the sealed texts that the letter quotes, as
    they were heard, and `enclosing` the names of their marks in it."""

    stored_name = "notify.notice-prepared.v1"
    notice_id: str
    notice_type: str
    template_version: str
    office: str
    org: str | None = None
    person: str | None = None
    case_id: str | None = None
    stage_id: str | None = None
    cause: str
    caused_by: str
    caused_on: date
    number: int = 0
    send_on: date
    answer_by: date | None = None
    language_format: str = "en-GB/plain+html"
    subject: str
    letter: Sealed | None = None
    address: Sealed | None = None
    enclosing: tuple[str, ...] = ()
    enclosed: tuple[Sealed, ...] = ()


class NoticeIssued(Fact):
    """The dated proof. `enclosed` is what was opened for this letter alone, under the recipient's key; `look_on` is the
    day on which somebody is to be asked whether a letter arrived that goes by hand or by post."""

    stored_name = "notify.notice-issued.v1"
    notice_id: str
    notice_type: str
    template_version: str
    office: str
    org: str | None = None
    channel: str
    language_format: str
    caused_by: str
    answer_by: date | None = None
    content_sha256: str
    issued_at: datetime
    enclosing: tuple[str, ...] = ()
    enclosed: tuple[Sealed, ...] = ()
    look_on: date | None = None


class NoticeDelivered(Fact):
    stored_name = "notify.notice-delivered.v1"
    notice_id: str
    notice_type: str
    office: str
    org: str | None = None
    at: datetime
    attempt: int


class ChannelChanged(Fact):
    """It goes by another channel than the one by which it was issued."""

    stored_name = "notify.channel-changed.v1"
    notice_id: str
    channel: str
    look_on: date | None = None


class NoticePosted(Fact):
    """A person has put the printed letter into the post; it counts as delivered on `arrives_on`."""

    stored_name = "notify.notice-posted.v1"
    notice_id: str
    posted_on: date
    arrives_on: date


class NoticeFailed(Fact):
    """By `channel`, which is not tried again where it `gave_up`. `retry_on` is the next day to try; None where
    `channels` is ``all_tried``: nothing more is tried before a person has looked."""

    stored_name = "notify.notice-failed.v1"
    notice_id: str
    notice_type: str
    office: str
    org: str | None = None
    at: datetime
    attempt: int
    channel: str = "email"
    why: str
    gave_up: bool = False
    channels: str
    retry_on: date | None = None


class NoticeDropped(Fact):
    """A reminder that was not needed any more."""

    stored_name = "notify.notice-dropped.v1"
    notice_id: str
    why: str


class NoticeAcknowledged(Fact):
    stored_name = "notify.notice-acknowledged.v1"
    notice_id: str
    by_party: str
    on: date


class ReissueAsked(Fact):
    stored_name = "notify.reissue-asked.v1"
    notice_id: str
    reason: Sealed
    send_on: date


class LetterFiled(Fact):
    """A letter to a person exists, so that it can be found again when the person's data are erased."""

    stored_name = "notify.letter-filed.v1"
    person: str
    notice_id: str


class ErasureHeard(Fact):
    stored_name = "notify.erasure-heard.v1"
    person: str


class LettersRemoved(Fact):
    """`files` of the outbox were removed this time."""

    stored_name = "notify.letters-removed.v1"
    person: str
    files: int


FACTS: tuple[type[Fact], ...] = (
    NoticePrepared,
    NoticeIssued,
    ChannelChanged,
    NoticePosted,
    NoticeDelivered,
    NoticeFailed,
    NoticeDropped,
    NoticeAcknowledged,
    ReissueAsked,
    LetterFiled,
    ErasureHeard,
    LettersRemoved,
)
