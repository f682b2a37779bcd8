"""Who read what is on record, and who was turned away; once a day each, before the answer is given."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import BaseModel

from concord_shared.clock import SimulatedClock
from concord_shared.envelope import Actor
from concord_shared.ids import SeededIds, case_id
from concord_shared.messaging.requests import AskRequest
from concord_shared.parts import Asker, Library, Question, Refused
from concord_shared.refusals import Refusal
from concord_shared.running.access import AccessLog, ContentRead, ReadingDenied, answer, with_access_log
from concord_shared.running.door import Door
from concord_shared.running.jobs import CommandJob
from concord_shared.running.memory import Memory
from concord_shared.running.questions import Answers
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
SETTER_UP = Actor(organisation="system", office="administrator")
STRANGER = Refusal(code="NotYourCase", message="It belongs to others.")


class Paper(BaseModel):
    """What is in `case`, unless it is somebody else's."""

    case: str
    yours: bool = True
    empty: bool = False


def paper(question: BaseModel, _asker: Asker, _library: Library) -> Mapping[str, Any]:
    assert isinstance(question, Paper)
    if not question.yours:
        raise Refused(STRANGER)
    return {"case": question.case, "text": "" if question.empty else "What was said."}


class Place:
    """A counting service that answers from papers, open ones and confidential ones."""

    def __init__(self, store: Store, keys: KeyRing) -> None:
        questions = {"Paper": Question(Paper, paper, confidential=True), "Open": Question(Paper, paper)}
        self.service = with_access_log(replace(toy(), questions=questions))
        self.clock, self.store = SimulatedClock(START), store
        reader = Mapper("intake", self.service.facts, keys.without_keys())
        self.memory = Memory(self.service, store, Mapper("intake", self.service.facts, keys), reader)
        self.reads = Reads(self.service.projections, store, reader, None)
        self.writer = Writer(self.memory, Shelf("rotherham"), self.clock, SeededIds("access"), in_thread=True)
        self.task = asyncio.create_task(self.writer.run())
        self.open_door()

    def open_door(self) -> None:
        """As after a new start: what was noted is forgotten."""
        self.door = Door(self.service, self.writer, Answers(self.memory, self.reads, self.clock))

    async def count(self) -> None:
        job = CommandJob("Count", self.service.commands["Count"], Count(), SETTER_UP, "c", CASE, None, "c", "c")
        await self.writer.submit(job)

    async def ask(self, name: str = "Paper", officer: str = "officer-1", case: str = CASE, **body: Any) -> Any:
        form = {"office": "administrator", "officer": officer, "body": {"case": case, **body}}
        reply = json.loads(await self.door.ask(AskRequest(name, "system", json.dumps(form).encode(), {})))
        while not self.writer.quiet:
            await asyncio.sleep(0)
        return reply

    def noted(self, case: str = CASE) -> list[Any]:
        return [self.memory.reader.decode(event) for event in self.store.events(f"access-{case}")]

    def log(self, **asked: Any) -> list[Mapping[str, Any]]:
        while self.reads.fill():
            pass
        asker: Any = Asker(Actor(organisation="syfr", office="information_officer"), START.date())
        return list(answer(AccessLog(**asked), asker, self.reads)["readings"])  # type: ignore[arg-type]


@pytest.fixture
async def place(any_store: Store, keys: KeyRing) -> Place:
    place = Place(any_store, keys)
    await place.count()
    return place


async def test_who_read_a_paper_is_on_record_with_what_and_when(place: Place) -> None:
    assert (await place.ask())["text"] == "What was said."

    (read,) = place.noted()
    assert read.fact == ContentRead(office="administrator", org="system", what="Paper", about=CASE)
    assert (read.envelope.actor.officer, read.envelope.occurred_on) == ("officer-1", START.date())
    assert place.service.tell(read) is None


async def test_the_same_reading_is_recorded_once_a_day_also_after_a_new_start(place: Place) -> None:
    for _ in range(3):
        await place.ask()
        place.open_door()
    assert len(place.noted()) == 1
    await place.ask(officer="officer-2")
    place.clock.move_to(START + timedelta(days=1))
    await place.ask()
    assert len(place.noted()) == 3


async def test_what_is_open_to_all_and_what_says_nothing_is_no_reading(place: Place) -> None:
    await place.ask("Open")
    await place.ask(empty=True)

    assert place.noted() == []


async def test_who_is_turned_away_is_on_record_where_the_case_is_there(place: Place) -> None:
    for case in (CASE, OTHER):
        assert (await place.ask(yours=False, case=case))["code"] == "NotYourCase"

    (denied,) = place.noted()
    assert denied.fact == ReadingDenied(
        office="administrator", org="system", what="Paper", about=CASE, code="NotYourCase"
    )
    assert place.noted(OTHER) == []


async def test_nobody_reads_what_could_not_be_put_on_record(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(batch: Any) -> Any:
        raise OSError("no space left")

    monkeypatch.setattr(place.store, "append", broken)
    assert (await place.ask())["code"] == "NotDone"


async def test_a_reading_moves_nothing_in_the_case(place: Place) -> None:
    before = place.memory.load(f"case-{CASE}")
    await place.ask()
    await place.ask(yours=False)

    assert place.memory.load(f"case-{CASE}") == before


async def test_the_log_lists_readings_by_day_and_case(place: Place) -> None:
    await place.ask()
    await place.ask(officer="officer-2", yours=False)
    place.clock.move_to(START + timedelta(days=1))
    await place.ask()

    assert [(each["officer"], each["shown"], each["rule"]) for each in place.log()] == [
        ("officer-1", True, None),
        ("officer-2", False, "NotYourCase"),
        ("officer-1", True, None),
    ]
    assert len(place.log(from_on=START.date() + timedelta(days=1))) == 1
    assert place.log(case=OTHER) == []


@pytest.mark.parametrize("office", ["coordinator", "representative", "administrator"])
def test_the_log_is_for_the_information_officer_and_auditors(office: str) -> None:
    with pytest.raises(Refused) as refused:
        answer(AccessLog(), Asker(Actor(organisation="var", office=office), START.date()), None)  # type: ignore[arg-type]
    assert refused.value.refusal.code == "NoAuthority"


def test_a_reading_is_said_in_words() -> None:
    read = ContentRead(office="case_mediator", org="var", what="BackdatedEntries")
    assert say_beside(read) == "var read backdated entries here as case mediator."
