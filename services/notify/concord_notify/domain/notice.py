"""One notice: prepared, due to go out, issued, tried, arrived."""

from dataclasses import dataclass, replace
from datetime import date

from concord_notify.domain import facts
from concord_shared.facts import Fact

TRIES = 3


@dataclass(frozen=True)
class Notice:
    """`try_on` is the day on which it is to go out; None where nothing is left to do."""

    notice_id: str
    prepared: facts.NoticePrepared | None = None
    issued: bool = False
    delivered: bool = False
    attempt: int = 0
    try_on: date | None = None


def start(stream: str) -> Notice:
    return Notice(stream.removeprefix("notice-"))


def evolve(state: Notice, fact: Fact, _on: date) -> Notice:
    match fact:
        case facts.NoticePrepared(send_on=day):
            return replace(state, prepared=fact, try_on=day)
        case facts.NoticeIssued():
            return replace(state, issued=True, try_on=None)
        case facts.NoticeDelivered(attempt=attempt):
            return replace(state, delivered=True, attempt=attempt, try_on=None)
        case facts.NoticeFailed(attempt=attempt, retry_on=day):
            return replace(state, attempt=attempt, try_on=day)
        case facts.NoticeDropped():
            return replace(state, try_on=None)
        case facts.ReissueAsked(send_on=day):
            return replace(state, try_on=day)
        case _:
            return state


def next_on(state: Notice) -> date | None:
    return state.try_on
