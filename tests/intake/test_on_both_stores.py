"""A concern on SQLite and on PostgreSQL: sealed, stored, read back, listed."""

import asyncio
import secrets
from datetime import UTC, date, datetime

import pytest

from concord_intake.main import service
from concord_shared.clock import SimulatedClock
from concord_shared.ids import SeededIds
from concord_shared.parts import Asker
from concord_shared.running.jobs import CommandJob, digest_of
from concord_shared.running.memory import Memory
from concord_shared.running.questions import Answers
from concord_shared.running.reads import Reads
from concord_shared.running.shelf import Shelf
from concord_shared.running.writer import Writer
from concord_shared.store.keys import open_keys
from concord_shared.store.mapper import Mapper
from concord_shared.testing.directory_sample import rotherham_sample

from .conftest import ADVISER, BOTH, CONCERN, RAISER, RESPONDENT, actor


@pytest.fixture
def keys(any_keys_url):
    ring = open_keys(any_keys_url, {kind: secrets.token_bytes(32) for kind in ("case", "contact")})
    yield ring
    ring.close()


class Running:
    def __init__(self, store, keys, pack):
        intake = service()
        mapper = Mapper(intake.name, intake.facts, keys)
        self.memory = Memory(intake, store, mapper, mapper)
        self.memory.directory = rotherham_sample(pack).copy
        self.clock = SimulatedClock(datetime(2027, 3, 15, 9, tzinfo=UTC))
        self.writer = Writer(self.memory, Shelf(pack.id), self.clock, SeededIds("stores"), in_thread=True)
        self.reads = Reads(intake.projections, store, mapper)
        self.task = asyncio.create_task(self.writer.run())
        self.number = 0

    async def do(self, name, by, case, **body):
        self.number += 1
        spec, command_id = self.memory.service.commands[name], f"c-{self.number}"
        command = spec.model.model_validate(body)
        digest = digest_of(name, case, body)
        job = CommandJob(name, spec, command, by, command_id, case, None, command_id, digest)
        return await self.writer.submit(job)

    def ask(self, name, by, **body):
        while self.reads.fill():
            pass
        library = Answers(self.memory, self.reads, self.clock)
        question = self.memory.service.questions[name]
        return question.answer(question.model.model_validate(body), Asker(by, date(2027, 3, 15)), library)


async def test_a_case_is_stored_sealed_and_read_back_by_right(any_store, keys, pack):
    running = Running(any_store, keys, pack)
    case = (await running.do("RaiseConcern", ADVISER, None, **CONCERN))["case"]
    assert (await running.do("AdviseCompactRelated", ADVISER, case, advice="yes", reasons="Named."))["accepted"]
    for org in (RAISER, RESPONDENT):
        assert (await running.do("ConfirmExhausted", actor(org), case, statements=BOTH))["accepted"]

    assert running.memory.read(f"case-{case}").state == running.memory.load(f"case-{case}").state
    stored = b"".join(bytes(event.state) for event in any_store.events(f"case-{case}"))
    assert b"grant was ended" not in stored
    assert b"caller@" not in stored
    first = running.ask("History", ADVISER, case=case)["facts"][0]["data"]
    assert (first["text"], first["reach"]) == (CONCERN["text"], CONCERN["reach"])
    [line] = running.ask("Cases", actor(RESPONDENT))["cases"]
    assert (line["case"], line["stage"]) == (case, "mediation")
    running.task.cancel()
