"""Which streams wait for a day: those stored, those of the group at hand, never those that wait for a person."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import ConcernAcknowledged
from concord_shared.decisions import Outcome, Write
from concord_shared.envelope import TIMER
from concord_shared.ids import SeededIds, case_id
from concord_shared.messaging.cloudevents import kept, to_message
from concord_shared.running.group import Cause, Group
from concord_shared.running.memory import Memory
from concord_shared.running.shelf import Shelf
from concord_shared.store.keys import KeyRing
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Message, Store
from concord_shared.testing.toy import Counted, Stopped, toy

CASES = tuple(sorted(case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q", "9K3M9Q")))
START = datetime(2027, 3, 15, 9, tzinfo=UTC)
CAUSE = Cause(TIMER, START.date(), "c", None)
FULL = (Counted(by=5), Counted(by=5))


@pytest.fixture
def memory(any_store: Store, keys: KeyRing) -> Memory:
    service = toy("intake", ("panel",))
    mapper = Mapper(service.name, service.facts, keys)
    return Memory(service, any_store, mapper, mapper)


def group(memory: Memory) -> Group:
    return Group(memory, Shelf("rotherham"), SeededIds("waiting"), START)


def written(into: Group, case: str, *facts: Counted | Stopped) -> None:
    into.write(Outcome((Write(f"case-{case}", facts, case),)), CAUSE)


def stored(into: Group) -> None:
    into.memory.store.append(into.batch())
    into.memory.catch_up()


def waiting(of: Group) -> list[str]:
    return [stream.removeprefix("case-") for stream in of.desk(CAUSE).waiting("case-")]


def parking(case: str) -> Message:
    told = Told("panel", 1, case, case, "e1", START.date(), START, "c", ConcernAcknowledged(by_office="x", how="sent"))
    _, headers, payload = to_message(replace(told, previous=0), "rotherham")
    return kept(told, headers, payload)


def test_streams_with_a_day_to_come_wait_and_others_do_not(memory: Memory) -> None:
    first = group(memory)
    written(first, CASES[0], *FULL)
    written(first, CASES[1], Counted(by=1))
    assert waiting(first) == [CASES[0]]
    stored(first)
    assert waiting(group(memory)) == [CASES[0]]
    assert group(memory).desk(CAUSE).waiting("mediation-") == []


def test_what_the_group_itself_has_done_counts_already(memory: Memory) -> None:
    before = group(memory)
    written(before, CASES[0], *FULL)
    written(before, CASES[1], *FULL)
    stored(before)
    now = group(memory)
    written(now, CASES[0], Stopped())
    written(now, CASES[2], *FULL)
    assert waiting(now) == [CASES[1], CASES[2]]


def test_a_case_that_waits_for_a_person_is_left(memory: Memory) -> None:
    before = group(memory)
    written(before, CASES[0], *FULL)
    written(before, CASES[1], *FULL)
    before.park.append((parking(CASES[0]), "RuntimeError", START.isoformat()))
    assert waiting(before) == [CASES[1]]
    stored(before)
    assert waiting(group(memory)) == [CASES[1]]
