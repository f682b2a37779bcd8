"""A question that a rule refuses is on record before its asker knows; a stranger's leaves nothing."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from concord_shared.clock import SimulatedClock
from concord_shared.envelope import Actor
from concord_shared.ids import SeededIds, case_id
from concord_shared.messaging.requests import AskRequest
from concord_shared.parts import Question, Refused
from concord_shared.refusals import Refusal
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.door import Door
from concord_shared.running.group import Group
from concord_shared.running.history import history
from concord_shared.running.jobs import CommandJob
from concord_shared.running.memory import Memory
from concord_shared.running.questions import Answers
from concord_shared.running.read_refused import ReadRefused, with_read_refused
from concord_shared.running.reads import Reads
from concord_shared.running.shelf import Shelf
from concord_shared.running.words import say_beside
from concord_shared.running.writer import Writer
from concord_shared.store.keys import KeyRing
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Store
from concord_shared.testing.toy import Count, toy

CASE, OTHER = (case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q"))
START = datetime(2027, 3, 15, 9, tzinfo=UTC)
OUT = Refusal(code="SeatExcluded", message="Not from this seat.", rule="TOY-G1")
STRANGER = Refusal(code="NotYourCase", message="It belongs to others.")


class Total(BaseModel):
    """How far `case` has counted; `rule` says whether a rule refuses it, or nobody may ask at all."""

    case: str
    rule: bool = True


def refuse(question: BaseModel, asker: Any, library: Any) -> Any:
    assert isinstance(question, Total)
    raise Refused(OUT if question.rule else STRANGER)


class Place:
    """Two instances of a counting service whose questions are refused, on one store."""

    def __init__(self, store: Store, keys: KeyRing, recording: bool = True) -> None:
        asked = replace(toy(), questions={"Total": Question(Total, refuse), "Sum": Question(Total, refuse)})
        self.service = with_read_refused(asked) if recording else asked
        self.clock, self.ids = SimulatedClock(START), SeededIds("commands")
        self.writers, self.doors = [], []
        for name in ("one", "two"):
            reader = Mapper("intake", self.service.facts, keys.without_keys())
            memory = Memory(self.service, store, Mapper("intake", self.service.facts, keys), reader)
            self.writers.append(Writer(memory, Shelf("rotherham"), self.clock, SeededIds(name), in_thread=True))
            answers = Answers(memory, Reads((), store, reader, None), self.clock)
            self.doors.append(Door(self.service, self.writers[-1], answers))
        self.memory = self.writers[0].memory
        self.tasks = [asyncio.create_task(writer.run()) for writer in self.writers]

    async def count(self, on: date | None = None) -> Any:
        spec, chosen = self.service.commands["Count"], self.ids.opaque()
        actor = Actor(organisation="system", office="administrator")
        return await self.writers[0].submit(CommandJob("Count", spec, Count(), actor, chosen, CASE, on, "c", chosen))

    async def ask(
        self, name: str = "Total", officer: str = "officer-1", case: str = CASE, at: int = 0, **body: Any
    ) -> Any:
        form = {"office": "administrator", "officer": officer, "body": {"case": case, **body}}
        return json.loads(await self.doors[at].ask(AskRequest(name, "system", json.dumps(form).encode(), {})))

    def recorded(self, case: str = CASE) -> list[Any]:
        return [self.memory.mapper.decode(event) for event in self.memory.store.events(f"case-{case}")]

    @property
    def refusals(self) -> list[Any]:
        return [each for each in self.recorded() if isinstance(each.fact, ReadRefused)]


@pytest.fixture
async def place(any_store: Store, keys: KeyRing) -> Place:
    place = Place(any_store, keys)
    await place.count()
    return place


async def test_who_asked_what_and_the_rule_are_on_record_and_the_answer_is_the_refusal(place: Place) -> None:
    answer = await place.ask()
    assert answer == {"accepted": False, "answered": False, **OUT.model_dump(exclude={"passing"})}
    (refused,) = place.refusals
    assert refused.fact == ReadRefused(office="administrator", org="system", what="Total", rule="TOY-G1")
    assert (refused.envelope.actor.officer, refused.envelope.case) == ("officer-1", CASE)
    assert refused.envelope.command_id is None and refused.envelope.occurred_on == START.date()


async def test_the_same_question_of_the_same_officer_is_recorded_once_a_day(place: Place) -> None:
    await asyncio.gather(*(place.ask(at=at) for at in (0, 1, 0, 1)))
    assert len(place.refusals) == 1
    await place.ask("Sum")
    await place.ask(officer="officer-2")
    assert len(place.refusals) == 3
    place.clock.move_to(START + timedelta(days=1))
    await place.ask()
    assert len(place.refusals) == 4


async def test_what_another_instance_appends_after_the_facts_were_looked_at_is_a_conflict(place: Place) -> None:
    group = Group(place.writers[1].memory, Shelf("rotherham"), place.ids, START)
    seen = group.events_of(f"case-{CASE}")
    await place.count()
    assert group.load(f"case-{CASE}").version == len(seen)


async def test_a_stranger_leaves_nothing_nor_does_a_question_about_no_case(place: Place) -> None:
    assert (await place.ask(rule=False))["code"] == "NotYourCase"
    assert (await place.ask(case=OTHER))["code"] == "SeatExcluded"
    assert len(place.recorded()) == 1 and place.recorded(OTHER) == []


async def test_it_changes_no_state_and_moves_no_day(place: Place) -> None:
    place.clock.move_to(START + timedelta(days=1))
    await place.ask()
    assert (await place.count(on=START.date()))["accepted"]
    again = place.memory.read(f"case-{CASE}")
    assert again.state.total == 2 and again.last_on == START.date()
    assert [place.service.tell(each) for each in place.refusals] == [None]


async def test_nobody_is_answered_before_it_is_stored(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(batch: Any) -> Any:
        raise OSError("no space left")

    monkeypatch.setattr(place.memory.store, "append", broken)
    assert (await place.ask())["code"] == "NotDone"
    assert place.refusals == []


async def test_a_service_that_does_not_know_the_fact_refuses_as_before(any_store: Store, keys: KeyRing) -> None:
    place = Place(any_store, keys, recording=False)
    await place.count()
    assert (await place.ask())["code"] == "SeatExcluded"
    assert len(place.recorded()) == 1


@pytest.mark.parametrize(("office", "shown"), [("coordinator", 1), ("auditor", 1), ("representative", 0), (None, 0)])
async def test_the_history_tells_it_in_words_to_those_who_oversee(place: Place, office: str | None, shown: int) -> None:
    def say(fact: Any) -> str:
        return say_beside(fact) if isinstance(fact, BesideTheCase) else "counted."

    await place.ask()
    lines = history(place.recorded(), say, lambda _: True, office=office)["facts"]
    said = "system asked to read here (total) as administrator and was turned away (rule TOY-G1)."
    assert [line["words"] for line in lines] == ["counted.", *[said] * shown]
