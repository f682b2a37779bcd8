"""What became of one try to deliver a letter, as facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from concord_notify.domain import facts
from concord_notify.domain.notice import TRIES, Notice
from concord_notify.domain.vocabulary import DESK, EMAIL, RAISER
from concord_shared.facts import Fact, On
from concord_shared.sealed import Sealed

LOOK_AFTER = 5
"""Working days after which a letter that nobody saw arrive is a task for the coordinator (handbook 8.5)."""
POST_TAKES = 2
"""Working days from posting to delivery (handbook 8.5)."""
DELAYS = (1, 2)
"""Working days before the second and the third try by one channel."""

UNKNOWN = "not_known_whether_it_went_out"
"""Why a letter failed of which nobody can say whether it is on its way."""

WorkingDays = Callable[[int], date]
"""The day so many working days after today; today for 0."""


@dataclass(frozen=True)
class Failure:
    """`lasting`: the same channel would refuse it again. `unknown`: nobody can say whether it went out. `passing`: it
    may work in a while, so it counts as a try only once the day is over."""

    why: str
    lasting: bool = False
    unknown: bool = False
    passing: bool = False


@dataclass(frozen=True)
class Posted:
    """What the effect came to: the channel, the hash of the letter as it was rendered, why it failed (None: it did
    not), whether another channel is left, why it was not sent at all, and what was opened to be enclosed."""

    channel: str
    content_sha256: str = ""
    failed: Failure | None = None
    others_left: bool = False
    dropped: str | None = None
    opened: tuple[tuple[str, str], ...] = ()


def carried_out(state: Notice, done: Posted, now: datetime, days: WorkingDays) -> tuple[Fact, ...]:
    """Nothing where another instance has carried it out already."""
    prepared = state.prepared
    if prepared is None or state.try_on is None:
        return ()
    if done.dropped is not None:
        return (facts.NoticeDropped(notice_id=state.notice_id, why=done.dropped),)
    if done.failed is not None:
        issued = () if state.issued else (_issued(prepared, done, now, None),)
        return (*issued, _failed(state, prepared, done, done.failed, now, days))
    if done.channel == EMAIL:
        issued = () if state.issued else (_issued(prepared, done, now, None),)
        return (*issued, *_other_channel(state, done, None), _delivered(prepared, state.attempt + 1, now))
    return _by_hand(state, prepared, done, now, days)


def _by_hand(
    state: Notice, prepared: facts.NoticePrepared, done: Posted, now: datetime, days: WorkingDays
) -> tuple[Fact, ...]:
    """To be posted, or to be told by a call: it has not arrived before a person says so."""
    look_on = days(LOOK_AFTER) if _is_awaited(prepared, done) else None
    if not state.issued:
        return (_issued(prepared, done, now, look_on),)
    if done.channel == DESK:
        return (_failed(state, prepared, done, Failure("no_channel", lasting=True), now, days),)
    return (facts.ChannelChanged(notice_id=state.notice_id, channel=done.channel, look_on=look_on),)


def _is_awaited(prepared: facts.NoticePrepared, done: Posted) -> bool:
    """Nobody can be asked about a person who gave no way to be reached, nor about a letter on a letter."""
    unreachable = done.channel == DESK and prepared.office == RAISER and prepared.address is None
    return not unreachable and prepared.cause != facts.NoticeFailed.__name__


def _other_channel(state: Notice, done: Posted, look_on: date | None) -> tuple[Fact, ...]:
    if not state.issued or state.channel == done.channel:
        return ()
    return (facts.ChannelChanged(notice_id=state.notice_id, channel=done.channel, look_on=look_on),)


def not_confirmed(state: Notice, now: datetime) -> tuple[Fact, ...]:
    """Nobody has said that it arrived: a task for the coordinator."""
    if state.prepared is None or state.delivered:
        return ()
    failed = facts.NoticeFailed(
        **_names(state.prepared),
        at=now,
        attempt=state.attempt + 1,
        channel=state.channel or DESK,
        why="nobody_said_that_it_arrived",
        channels="all_tried",
    )
    return (failed,)


def arrived_by_post(state: Notice, now: datetime) -> tuple[On, ...]:
    if state.prepared is None or state.try_on is None or state.delivered:
        return ()
    return (On(_delivered(state.prepared, state.attempt + 1, now), state.try_on),)


def _delivered(prepared: facts.NoticePrepared, attempt: int, now: datetime) -> facts.NoticeDelivered:
    return facts.NoticeDelivered(**_names(prepared), at=now, attempt=attempt)


def delivered_by_hand(state: Notice, now: datetime) -> facts.NoticeDelivered | None:
    """The fact that a letter arrived which nobody had seen arrive; None where it is known."""
    if state.prepared is None or state.delivered or not state.issued:
        return None
    return _delivered(state.prepared, state.attempt + 1, now)


def _issued(prepared: facts.NoticePrepared, done: Posted, now: datetime, look_on: date | None) -> facts.NoticeIssued:
    subject = prepared.letter.subject if prepared.letter else None
    opened = done.opened if subject else ()
    return facts.NoticeIssued(
        **_names(prepared),
        template_version=prepared.template_version,
        channel=done.channel,
        language_format=prepared.language_format,
        caused_by=prepared.caused_by,
        answer_by=prepared.answer_by,
        content_sha256=done.content_sha256,
        issued_at=now,
        enclosing=tuple(name for name, _ in opened),
        enclosed=tuple(Sealed("contact", subject, text) for _, text in opened if subject),
        look_on=look_on,
    )


def _failed(
    state: Notice, prepared: facts.NoticePrepared, done: Posted, failure: Failure, now: datetime, days: WorkingDays
) -> facts.NoticeFailed:
    gave_up = failure.lasting or failure.unknown or state.tries + 1 >= TRIES
    retry_on = _again(state, done, failure, gave_up, days)
    return facts.NoticeFailed(
        **_names(prepared),
        at=now,
        attempt=state.attempt + 1,
        channel=done.channel,
        why=failure.why,
        gave_up=gave_up,
        channels="some_left" if retry_on else "all_tried",
        retry_on=retry_on,
    )


def _again(state: Notice, done: Posted, failure: Failure, gave_up: bool, days: WorkingDays) -> date | None:
    """By the next channel at once; by the same after a while; not at all where a person has to find out first."""
    if failure.unknown:
        return None
    if not gave_up:
        return days(DELAYS[state.tries] - failure.passing)
    return days(0) if done.others_left else None


def _names(prepared: facts.NoticePrepared) -> dict[str, str | None]:
    return {
        "notice_id": prepared.notice_id,
        "notice_type": prepared.notice_type,
        "office": prepared.office,
        "org": prepared.org,
    }
