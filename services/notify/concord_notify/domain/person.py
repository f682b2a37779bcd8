"""The letters of one person, so that they can be taken back when the person's data are erased."""

from dataclasses import dataclass, replace
from datetime import date

from concord_notify.domain import facts
from concord_shared.facts import Fact


@dataclass(frozen=True)
class Person:
    """`clear_on` is set while letters are still to be removed from the outbox."""

    person: str
    notice_ids: tuple[str, ...] = ()
    clear_on: date | None = None


def start(stream: str) -> Person:
    return Person(stream.removeprefix("person-"))


def evolve(state: Person, fact: Fact, on: date) -> Person:
    match fact:
        case facts.LetterFiled(notice_id=notice_id):
            return replace(state, notice_ids=(*state.notice_ids, notice_id))
        case facts.ErasureHeard():
            return replace(state, clear_on=on)
        case facts.LettersRemoved():
            return replace(state, clear_on=None)
        case _:
            return state


def next_on(state: Person) -> date | None:
    return state.clear_on
