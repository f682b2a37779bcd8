"""The writer: group commit, kept answers, catching up with another instance, parking, sweeping."""

import asyncio
import itertools
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from concord_shared.clock import SimulatedClock
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import ConcernAcknowledged
from concord_shared.envelope import Actor
from concord_shared.ids import SeededIds, case_id
from concord_shared.messaging.cloudevents import kept, to_message
from concord_shared.messaging.pump import CannotGoOn
from concord_shared.parts import Refused, Service
from concord_shared.running.deciding import OutOfStep, Reply
from concord_shared.running.jobs import CommandJob, HearingJob, SweepJob, digest_of
from concord_shared.running.memory import Memory
from concord_shared.running.shelf import Shelf
from concord_shared.running.writer import WAITING, Writer
from concord_shared.store.keys import KeyRing, open_keys
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Batch, Hearing, Store
from concord_shared.testing.toy import Count, toy

CASES = [case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q", "9K3M9Q")]
SETTER_UP = Actor(organisation="system", office="administrator")
NUMBERS = itertools.count()
START = datetime(2027, 3, 15, 9, tzinfo=UTC)


def heard_by(position: int, case: str | None, previous: int, by: str = "somebody") -> HearingJob:
    told = Told(
        "panel", position, case or "org-x", case, f"e{position}", START.date(), START, "c",
        ConcernAcknowledged(by_office=by, how="sent"), previous=previous,
    )  # fmt: skip
    _, headers, payload = to_message(told, "rotherham")
    return HearingJob(told, kept(told, headers, payload))


class Desk:
    """A writer on a store, with the clock at hand."""

    def __init__(self, store: Store, keys: KeyRing, service: Service) -> None:
        mapper = Mapper(service.name, service.facts, keys)
        self.clock = SimulatedClock(START)
        self.memory = Memory(service, store, mapper, mapper)
        self.writer = Writer(self.memory, Shelf("rotherham"), self.clock, SeededIds(repr(id(self))), in_thread=True)
        self.service, self.task = service, asyncio.create_task(self.writer.run())

    def count(self, case: str, by: int = 1, command_id: str | None = None) -> "asyncio.Future[Reply]":
        name = command_id or f"c-{next(NUMBERS)}"
        spec, body = self.service.commands["Count"], Count(by=by)
        digest = digest_of("Count", case, {"by": by})
        return self.writer.submit(CommandJob("Count", spec, body, SETTER_UP, name, case, None, name, digest))

    def hear(self, position: int, case: str | None, *, previous: int, by: str = "somebody") -> "asyncio.Future[Reply]":
        return self.writer.submit(heard_by(position, case, previous, by))

    def total(self, case: str) -> int:
        self.memory.catch_up()
        return int(self.memory.load(f"case-{case}").state.total)


@pytest.fixture
def fresh_keys(any_keys_url: str) -> Iterator[KeyRing]:
    ring = open_keys(any_keys_url, {"case": secrets.token_bytes(32)})
    yield ring
    ring.close()


@pytest.fixture
async def desk(any_store: Store, fresh_keys: KeyRing) -> Desk:
    return Desk(any_store, fresh_keys, toy("intake", ("panel",)))


async def test_commands_that_wait_together_are_stored_in_one_transaction(desk: Desk) -> None:
    replies = await asyncio.gather(*(desk.count(CASES[n % 3]) for n in range(12)))
    assert all(reply["accepted"] for reply in replies)
    assert [desk.total(case) for case in CASES] == [4, 4, 4]
    assert sorted(reply["position"] for reply in replies) == list(range(1, 13))


async def test_the_same_id_gets_the_same_answer_and_counts_once(desk: Desk) -> None:
    first = await desk.count(CASES[0], 2, "same")
    again = await asyncio.gather(*(desk.count(CASES[0], 2, "same") for _ in range(5)))
    assert {reply["by"] for reply in (first, *again)} == {2}
    assert desk.total(CASES[0]) == 2


async def test_the_same_id_within_one_group_counts_once(desk: Desk) -> None:
    replies = await asyncio.gather(*(desk.count(CASES[0], 3, "twin") for _ in range(2)))
    assert [reply["accepted"] for reply in replies] == [True, True]
    assert desk.total(CASES[0]) == 3


async def test_a_repeat_is_answered_with_a_position_at_which_the_first_can_be_seen(
    any_store: Store, fresh_keys: KeyRing
) -> None:
    """Directory learns its own facts by catching up, so that its head is behind while it answers."""
    desk = Desk(any_store, fresh_keys, toy("directory"))
    first, twin = await asyncio.gather(*(desk.count(CASES[0], 3, "twin") for _ in range(2)))
    assert (first["position"], twin["position"]) == (1, 1)


async def test_a_repeat_that_another_instance_answers_meanwhile_is_not_known_before_its_facts(
    opened_store: Callable[[], Store], fresh_keys: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (Desk(opened_store(), fresh_keys, toy()) for _ in range(2))
    append, late, catch_up = other.memory.store.append, list[Batch](), one.memory.catch_up

    def hold(batch: Batch) -> list[int]:
        late.append(batch)
        return [1]

    def catch_up_just_before_the_other_commits() -> None:
        catch_up()
        if late:
            append(late.pop())

    monkeypatch.setattr(other.memory.store, "append", hold)
    monkeypatch.setattr(one.memory, "catch_up", catch_up_just_before_the_other_commits)
    await other.count(CASES[0], 3, "twin")
    assert (await one.count(CASES[0], 3, "twin"))["position"] == 1
    assert one.memory.store.head() == 1


async def test_the_same_id_with_another_payload_is_refused(desk: Desk) -> None:
    await desk.count(CASES[0], 2, "same")
    assert (await desk.count(CASES[0], 3, "same"))["code"] == "CommandIdReused"
    assert desk.total(CASES[0]) == 2


async def test_a_refusal_is_kept_and_changes_nothing(desk: Desk) -> None:
    for _ in range(2):
        await desk.count(CASES[0], 5)
    assert (await desk.count(CASES[0], 1, "too-many"))["code"] == "TooMany"
    assert desk.memory.store.head() == 2
    assert ("system", "too-many") in desk.memory.store.answers([("system", "too-many")])


async def test_another_organisation_cannot_read_an_answer(desk: Desk) -> None:
    await desk.count(CASES[0], 1, "mine")
    assert desk.memory.store.answers([("rmbc", "mine")]) == {}


async def test_a_stale_state_is_caught_up_before_deciding(any_store: Store, fresh_keys: KeyRing) -> None:
    one, other = (Desk(any_store, fresh_keys, toy()) for _ in range(2))
    assert one.total(CASES[0]) == 0
    for _ in range(2):
        await other.count(CASES[0], 5)
    assert (await one.count(CASES[0], 1))["code"] == "TooMany"


async def test_two_writers_on_one_store_lose_and_double_nothing(any_store: Store, fresh_keys: KeyRing) -> None:
    both = [Desk(any_store, fresh_keys, toy()) for _ in range(2)]
    cases = [case_id("ROT", f"7K3M9{letter}") for letter in "ABCDEFGH"]
    replies = await asyncio.gather(
        *(writer.count(case, 1, f"{case}-{n}") for case in cases for n in range(6) for writer in both)
    )
    assert all(reply["accepted"] for reply in replies)
    assert [both[0].total(case) for case in cases] == [6] * len(cases)


async def test_a_told_fact_has_its_effect_once_however_often_it_comes(desk: Desk) -> None:
    await desk.hear(4, CASES[0], previous=0)
    assert await desk.hear(4, CASES[0], previous=0) == {"heard": False, "position": 1}
    assert desk.memory.load(f"case-{CASES[0]}").state.overheard == (4,)
    assert desk.memory.store.heard() == {"panel": 4}


async def test_a_told_fact_before_its_predecessor_is_not_taken(desk: Desk) -> None:
    with pytest.raises(OutOfStep):
        await desk.hear(7, CASES[0], previous=4)
    assert desk.memory.store.heard() == {}


async def test_what_fails_is_parked_with_everything_later_of_its_case_and_the_rest_goes_on(
    desk: Desk,
) -> None:
    answers = [
        desk.hear(1, CASES[0], previous=0, by="nobody"),
        desk.hear(2, CASES[1], previous=1),
        desk.hear(3, CASES[0], previous=2),
    ]
    await asyncio.gather(*answers)
    assert [row.message.position for row in desk.memory.store.parked(CASES[0])] == [1, 3]
    assert [row.why for row in desk.memory.store.parked()] == ["RuntimeError", "AfterParked"]
    assert desk.memory.load(f"case-{CASES[1]}").state.overheard == (2,)
    assert (await desk.count(CASES[0]))["code"] == "CaseNeedsAttention"
    assert (await desk.count(CASES[1]))["accepted"]


async def test_a_failure_without_a_case_stops_before_anything_passes_it(desk: Desk) -> None:
    taken = [
        desk.hear(1, CASES[0], previous=0),
        desk.hear(2, None, previous=1, by="nobody"),
        desk.hear(3, CASES[0], previous=2),
    ]
    first, second, third = await asyncio.gather(*taken, return_exceptions=True)
    assert first["heard"] and isinstance(second, CannotGoOn) and isinstance(third, OutOfStep)
    assert desk.memory.store.heard() == {"panel": 1}


async def test_what_is_due_today_is_swept(desk: Desk) -> None:
    for _ in range(2):
        await desk.count(CASES[0], 5)
    assert desk.memory.store.due(date(2027, 3, 15)) == [f"case-{CASES[0]}"]
    await desk.writer.submit(SweepJob(f"case-{CASES[0]}"))
    assert desk.memory.load(f"case-{CASES[0]}").state.stopped
    assert desk.memory.store.next_due() is None


async def test_a_date_to_come_and_one_too_far_back_are_refused(desk: Desk) -> None:
    spec, body = desk.service.commands["Count"], Count()
    for day, code in (
        (date(2027, 3, 16), "DateInFuture"),
        (date(2027, 2, 26), "BackdatingNeedsSecondPerson"),
    ):
        job = CommandJob("Count", spec, body, SETTER_UP, f"on{day}", CASES[0], day, "c", "d")
        assert (await desk.writer.submit(job))["code"] == code
    job = CommandJob("Count", spec, body, SETTER_UP, "just", CASES[0], date(2027, 3, 1), "c", "d")
    assert (await desk.writer.submit(job))["accepted"]


def test_an_unknown_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises((FileNotFoundError, ValueError, OSError)):
        from concord_shared.store.opening import open_store

        open_store("mysql://x", "intake", "rotherham")


async def test_a_passing_refusal_is_never_kept(desk: Desk) -> None:
    await desk.hear(1, CASES[0], previous=0, by="nobody")
    assert (await desk.count(CASES[0], 1, "again"))["code"] == "CaseNeedsAttention"
    assert desk.memory.store.answers([("system", "again")]) == {}


async def test_a_full_queue_refuses_early_and_keeps_nothing(desk: Desk) -> None:
    waiting = [desk.count(CASES[0], 1, f"w{n}") for n in range(WAITING)]
    with pytest.raises(Refused) as refused:
        desk.count(CASES[0], 1, "one-too-many")
    assert refused.value.refusal.code == "Busy"
    await asyncio.gather(*waiting)
    assert (await desk.count(CASES[1], 1, "one-too-many"))["accepted"]


async def test_what_another_instance_has_kept_since_is_no_ground_for_a_decision(
    any_store: Store, fresh_keys: KeyRing
) -> None:
    """The facts of a decision say what was heard: they follow from that and from nothing else."""
    memory = Desk(any_store, fresh_keys, toy()).memory
    told = replace(heard_by(4, CASES[0], 0).told, service="intake")
    _, headers, payload = to_message(told, "rotherham")
    any_store.append(Batch(heard=[Hearing("intake", 0, 4)], kept=[kept(told, headers, payload)]))
    assert memory.kept(CASES[0]) == []
    memory.catch_up()
    assert [each.position for each in memory.kept(CASES[0])] == [4]
