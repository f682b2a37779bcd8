"""One notice: prepared, due to go out, issued, tried by one channel after the other, arrived."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto

from concord_notify.domain import facts
from concord_shared.facts import Fact

TRIES = 3


class Next(Enum):
    """What is to be done with it on `Notice.try_on`."""

    SEND = auto()
    LOOK = auto()
    ARRIVE = auto()


@dataclass(frozen=True)
class Notice:
    """`try_on` is the day on which it is to go out, or to be looked at; None where nothing is left to do. `attempt`
    counts every try, `tries` those of the channel that is used now."""

    notice_id: str
    prepared: facts.NoticePrepared | None = field(default=None, compare=False, repr=False)
    issued: bool = False
    delivered: bool = False
    channel: str | None = None
    attempt: int = 0
    tries: int = 0
    given_up: tuple[str, ...] = ()
    try_on: date | None = None
    then: Next = Next.SEND


def start(stream: str) -> Notice:
    return Notice(stream.removeprefix("notice-"))


def evolve(state: Notice, fact: Fact, _on: date) -> Notice:
    match fact:
        case facts.NoticePrepared(send_on=day):
            return replace(state, prepared=fact, try_on=day)
        case facts.NoticeIssued(channel=channel, look_on=day):
            return replace(state, issued=True, channel=channel, try_on=day, then=Next.LOOK)
        case facts.ChannelChanged(channel=channel, look_on=day):
            return replace(state, channel=channel, try_on=day, then=Next.LOOK)
        case facts.NoticePosted(arrives_on=day):
            return replace(state, try_on=day, then=Next.ARRIVE)
        case facts.NoticeDelivered(attempt=attempt):
            return replace(state, delivered=True, attempt=attempt, try_on=None)
        case facts.NoticeFailed():
            return _failed(state, fact)
        case facts.NoticeDropped():
            return replace(state, try_on=None)
        case facts.ReissueAsked(send_on=day):
            return replace(state, try_on=day, then=Next.SEND, tries=0, given_up=())
        case _:
            return state


def _failed(state: Notice, failed: facts.NoticeFailed) -> Notice:
    given_up = (*state.given_up, failed.channel) if failed.gave_up else state.given_up
    tries = 0 if failed.gave_up else state.tries + 1
    tried = replace(state, attempt=failed.attempt, tries=tries, given_up=given_up)
    return replace(tried, try_on=failed.retry_on, then=Next.SEND)


def next_on(state: Notice) -> date | None:
    return state.try_on
