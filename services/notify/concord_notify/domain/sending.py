"""What became of one try to deliver a letter, as facts."""

from dataclasses import dataclass
from datetime import date, datetime

from concord_notify.domain import facts
from concord_notify.domain.notice import TRIES, Notice
from concord_notify.domain.vocabulary import DESK
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


@dataclass(frozen=True)
class Posted:
    """What the effect came to: the channel, the hash of the letter as rendered, why it failed (None: it did not), why
    it was not sent at all, and what was opened to be enclosed."""

    channel: str
    content_sha256: str = ""
    failed: str | None = None
    dropped: str | None = None
    enclosed: str | None = None


def carried_out(state: Notice, done: Posted, now: datetime, next_try_on: date) -> tuple[Fact, ...]:
    """Nothing where another instance has carried it out already."""
    prepared = state.prepared
    if prepared is None or state.try_on is None:
        return ()
    if done.dropped is not None:
        return (facts.NoticeDropped(notice_id=state.notice_id, why=done.dropped),)
    issued = () if state.issued else (_issued(prepared, done, now),)
    if done.failed is not None:
        return (*issued, _failed(state, prepared, done.failed, now, next_try_on))
    if done.channel == DESK:
        return issued or (_failed(state, prepared, "no_channel", now, None),)
    return (*issued, _delivered(prepared, state.attempt + 1, now))


def _delivered(prepared: facts.NoticePrepared, attempt: int, now: datetime) -> facts.NoticeDelivered:
    return facts.NoticeDelivered(**_names(prepared), at=now, attempt=attempt)


def delivered_by_hand(state: Notice, now: datetime) -> facts.NoticeDelivered | None:
    """The fact that a letter arrived which nobody had seen arrive; None where it is known."""
    if state.prepared is None or state.delivered or not state.issued:
        return None
    return _delivered(state.prepared, state.attempt + 1, now)


def _issued(prepared: facts.NoticePrepared, done: Posted, now: datetime) -> facts.NoticeIssued:
    subject = prepared.letter.subject if prepared.letter else None
    return facts.NoticeIssued(
        **_names(prepared),
        template_version=prepared.template_version,
        channel=done.channel,
        language_format=prepared.language_format,
        caused_by=prepared.caused_by,
        answer_by=prepared.answer_by,
        content_sha256=done.content_sha256,
        issued_at=now,
        enclosed=Sealed("contact", subject, done.enclosed) if subject and done.enclosed else None,
    )


def _failed(
    state: Notice, prepared: facts.NoticePrepared, why: str, now: datetime, next_try_on: date | None
) -> facts.NoticeFailed:
    attempt = state.attempt + 1
    retry_on = next_try_on if attempt < TRIES else None
    return facts.NoticeFailed(
        **_names(prepared),
        at=now,
        attempt=attempt,
        why=why,
        channels="some_left" if retry_on else "all_tried",
        retry_on=retry_on,
    )


def _names(prepared: facts.NoticePrepared) -> dict[str, str | None]:
    return {
        "notice_id": prepared.notice_id,
        "notice_type": prepared.notice_type,
        "office": prepared.office,
        "org": prepared.org,
    }
