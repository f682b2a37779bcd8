"""Every command of every service, given what nobody should give: refused by field, nothing written, nothing broken."""

import asyncio
import json
import typing
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from pydantic import BaseModel

from concord.one_machine import Machine, one_machine
from concord.services import NAMES, all_services
from concord_shared.ids import case_id
from concord_shared.messaging import asking
from concord_shared.running.form import LONGEST
from concord_shared.running.logs import configure_logs

CASE = case_id("ROT", "7K3M9Q")
SERVICES = all_services()
COMMANDS = [(name, command) for name in NAMES for command in SERVICES[name].commands]
AT_ONCE = 40
SQL, SCRIPT = "'; DROP TABLE stored_events; --", "<script>alert(1)</script>"
UNSHOWN = {"nul": "a\x00b", "control": "a\x1b[2Jb", "bidi": "a\u202egpj.exe", "c1": "a\x9bb"}
ON_ONE_MACHINE = pytest.mark.asyncio(loop_scope="module")
DEEP: Any = json.loads("[" * 60 + "]" * 60)


@dataclass(frozen=True)
class Attempt:
    """`field` is what its refusal has to name; None where the words may stand, being only words."""

    what: str
    body: Any
    field: str | None


def plain_body(model: type[BaseModel]) -> dict[str, Any]:
    """Something of the right form in each field that must be there."""
    return {name: _plain(each.annotation) for name, each in model.model_fields.items() if each.is_required()}


def _plain(annotation: Any) -> Any:
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _plain(parts[0])
    if origin is typing.Literal:
        return parts[0]
    if origin in (tuple, list, set, frozenset):
        return [_plain(parts[0])]
    if origin is dict or annotation is dict:
        return {}
    if parts:
        return _plain(next(part for part in parts if part is not type(None)))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return plain_body(annotation)
    simple = {bool: True, int: 1, str: "eastwood"}
    return simple.get(annotation, "2027-03-01")


def attempts(model: type[BaseModel]) -> Iterator[Attempt]:
    body = plain_body(model)
    yield Attempt("unknown", {**body, "no_such_field": 1}, "no_such_field")
    yield Attempt("deep", {**body, "no_such_field": DEEP}, "no_such_field")
    for name, field in model.model_fields.items():
        if field.is_required():
            yield Attempt("missing", {key: value for key, value in body.items() if key != name}, name)
        yield Attempt("wrong type", {**body, name: 7.5 if _is_map(field.annotation) else {"a": {"b": 1}}}, name)
        yield Attempt("too long", {**body, name: "x" * (LONGEST + 1)}, name)
        yield Attempt("huge", {**body, name: "x" * 900_000}, name)
        for what, text in UNSHOWN.items():
            yield Attempt(what, {**body, name: text}, name)
            yield Attempt(f"{what} within", {**body, name: [text]}, name)
        for text in (SQL, SCRIPT):
            yield Attempt("words", {**body, name: text}, None)


def _is_map(annotation: Any) -> bool:
    return (
        annotation is dict
        or typing.get_origin(annotation) is dict
        or (isinstance(annotation, type) and issubclass(annotation, BaseModel))
    )


@ON_ONE_MACHINE
async def test_every_command_refuses_it_by_field_and_writes_nothing(machine: Machine, heads: Any) -> None:
    before = heads()
    wrong: list[str] = []
    for service, command in COMMANDS:
        model = SERVICES[service].commands[command].model
        hostile = [each for each in attempts(model) if each.field is not None]
        for attempt, reply in await given(machine, service, command, hostile):
            if not _names(reply, attempt.field):
                wrong.append(f"{service}.{command} {attempt.what} {attempt.field}: {reply}")
    assert wrong == []
    assert heads() == before


@ON_ONE_MACHINE
async def test_words_that_a_program_might_obey_are_only_words(machine: Machine, heads: Any) -> None:
    wrong: list[str] = []
    for service, command in COMMANDS:
        words = [each for each in attempts(SERVICES[service].commands[command].model) if each.field is None]
        for attempt, reply in await given(machine, service, command, words):
            if not reply["accepted"] and (reply["code"] == "NotDone" or not reply["message"]):
                wrong.append(f"{service}.{command} {attempt.body}: {reply}")
    assert wrong == []
    heads()
    await machine.settle(20)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b'{"id": "a", "office": "administrator", "body": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b'{"id": "a", "office": "administrator", "body": {"org": "\\ud800"}}',
        b'{"id": "a\\u0000", "office": "administrator", "body": {}}',
        b'{"id": "a", "office": "administrator", "case": "\'; --", "body": {}}',
        b'{"id": "a", "office": "administrator", "occurred_on": "tomorrow", "body": {}}',
        b'{"id": "a", "office": "administrator", "body": {}, "organisation": "var"}',
    ],
)
@ON_ONE_MACHINE
async def test_what_is_no_command_at_all_is_refused(machine: Machine, heads: Any, payload: bytes) -> None:
    before = heads()
    for service in NAMES:
        command = next(iter(SERVICES[service].commands))
        reply = await asking.do(machine.link.nc, "rotherham", service, command, "system", payload)
        assert not reply["accepted"] and reply["field"] and reply["code"] != "NotDone", reply
        assert "Traceback" not in str(reply)
    assert heads() == before


@ON_ONE_MACHINE
async def test_every_question_refuses_it_by_field(machine: Machine) -> None:
    wrong: list[str] = []
    for service in NAMES:
        for name, question in SERVICES[service].questions.items():
            for attempt in (each for each in attempts(question.model) if each.field is not None):
                payload = json.dumps({"office": "administrator", "body": attempt.body}).encode()
                reply = await asking.ask(machine.link.nc, "rotherham", service, name, "system", payload)
                if not _names({"accepted": reply["answered"], **reply}, attempt.field):
                    wrong.append(f"{service}.{name} {attempt.what} {attempt.field}: {reply}")
    assert wrong == []


async def given(machine: Machine, service: str, command: str, hostile: list[Attempt]) -> list[tuple[Attempt, Any]]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def give(number: int, attempt: Attempt) -> tuple[Attempt, Any]:
        name = f"{command}-{attempt.what.replace(' ', '-')}-{number}"
        payload = {"id": name, "office": "administrator", "case": CASE, "body": attempt.body}
        async with gate:
            sent = json.dumps(payload).encode()
            return attempt, await asking.do(machine.link.nc, "rotherham", service, command, "system", sent)

    return await asyncio.gather(*(give(number, attempt) for number, attempt in enumerate(hostile)))


def _names(reply: Any, field: str | None) -> bool:
    if reply["accepted"] or reply["code"] in ("NotDone", "Busy") or "Traceback" in str(reply):
        return False
    named = str(reply["field"]).split(".")[0]
    return reply["code"] in ("InvalidField", "PackInvalid") and (named == field or f"{field}" in reply["message"])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def machine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Machine]:
    configure_logs("error")
    async with one_machine(tmp_path_factory.mktemp("hostile") / "data", ["rotherham"], storage="memory") as found:
        yield found


@pytest.fixture
def heads(machine: Machine) -> Any:
    return lambda: {name: machine.of("rotherham", name).store.head() for name in NAMES}
