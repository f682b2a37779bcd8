"""What people told in confidence: nowhere on disk in the clear, gone after erasure, and every case still replays."""

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, cast

from concord.place import Place
from concord.services import all_services
from concord_shared.clock import SystemClock, local_day
from concord_shared.messaging import asking
from concord_shared.messaging.connection import connect, read_token
from concord_shared.running.memory import aggregate_of
from concord_shared.running.reads import Reads
from concord_shared.sealed import Sealed
from concord_shared.store.key_ports import KeyTable
from concord_shared.store.keys import KeyRing, open_keys, read_keks
from concord_shared.store.mapper import Mapper
from concord_shared.store.opening import open_store
from concord_shared.testing.caller import Caller
from concord_shared.testing.confidences import CLEAR, M, told_in_confidence
from concord_shared.testing.journey import ADMINISTRATOR, Journey
from concord_shared.testing.looking import Outside
from concord_shared.testing.searching import leaks, text_of

COMPACT = "rotherham"
LETTERS = {"raiser_reach", "adjustment", "recommendation", "returned", "organisation_contact"}


async def test_twenty_personal_texts_are_nowhere_in_the_clear_and_gone_after_erasure(tmp_path, rotherham):
    data = tmp_path / "data"
    async with concord_running(data) as nc:
        journey = Journey(Caller(nc, COMPACT, patience=30), rotherham, local_day(SystemClock().now()))
        case, person = await told_in_confidence(journey)
        refusals = await refused_with_markers(nc, journey, case)
        async with looked_at(data, nc) as outside:
            await outside.settle()
            found = leaks(data, M.values())
            assert_only_letters_to_those_concerned(data, found, case, person)
            assert {path.parts[0] for path in leaks(data, [CLEAR])[CLEAR]} >= {"stores", "broker"}
            states, facts = all_states(outside), outside.everything()
            for subject in (person, case, "green-doorstep", "officer-rmbc-chief"):
                await journey.caller.do(
                    "directory.ErasePersonalData", ADMINISTRATOR, person=subject, ground="asked for"
                )
            await outside.settle()
            await until(lambda: leaks(data, M.values()) == {}, 20)
            assert_the_same_history(outside, facts, states)
    for said in refusals:
        assert not [marker for marker in M.values() if marker in said]
    assert leaks(data, M.values()) == {}
    assert_every_fact_is_read_and_every_seal_of_theirs_is_a_gap(data, case)
    assert_read_sides_made_from_nothing_are_the_same(data)


async def refused_with_markers(nc: Any, journey: Journey, case: str) -> list[str]:
    """Wrong in form, in sense and in authority, each time with something personal in it; what was answered."""
    marker = M["concern"]
    tries: list[tuple[str, str, Any]] = [
        ("intake.RaiseConcern", "var/representative", {"channel": marker, "raiser_kind": "person", "text": marker}),
        ("intake.RaiseConcern", "var/representative", {"text": [marker], "raiser_name": {"x": marker}}),
        ("intake.GiveExplanation", "trft/representative", {"admits": "not", "text": marker}),
        ("intake.EnterDateEvidence", "trft/representative", {"commitment": marker, "fields": {"payment_made": marker}}),
        ("panel.MakeRecommendation", "trft/representative", {"text": marker}),
        ("mediation.RecordTerms", "trft/representative", {"text": marker}),
    ]
    replies = [await journey.caller.send(command, who, case, body) for command, who, body in tries]
    assert not any(each["accepted"] for each in replies)
    broken = b'{"id": "x", "body": {"text": "' + marker.encode()
    replies.append(await asking.do(nc, COMPACT, "intake", "RaiseConcern", "var", broken))
    return [json.dumps(each, ensure_ascii=False) for each in replies]


def assert_only_letters_to_those_concerned(data: Path, found: dict[str, set[Path]], case: str, person: str) -> None:
    outbox = Place(data).outbox
    assert {path.parts[0] for paths in found.values() for path in paths} == {"outbox"}
    assert {name for name, marker in M.items() if marker in found} <= LETTERS
    prepared = {each.notice_id: each for each in facts_of(data, "notify") if type(each).__name__ == "NoticePrepared"}
    for path in outbox.glob("*.eml"):
        letter, said = prepared[path.stem], text_of(path)
        assert (M["raiser_reach"] in said) == (letter.person == person)
        assert (M["organisation_contact"].split(",")[0] in said) == (letter.org == "green-doorstep")
        assert (M["adjustment"] in said) == (letter.notice_type == "acknowledgement")
        assert (M["recommendation"] in said) == (letter.notice_type == "recommendation")
        assert (M["returned"] in said) == (letter.notice_type == "report_returned")
    assert {name for name in M for path in outbox.glob("*.eml") if M[name].split(",")[0] in text_of(path)} == LETTERS


def assert_the_same_history(outside: Outside, facts: dict[str, Any], states: dict[str, Any]) -> None:
    for name, now in outside.everything().items():
        before = facts[name]["facts"]
        assert now["facts"][: len(before)] == before
    now = all_states(outside)
    assert {stream: now[stream] for stream in states} == states


def all_states(outside: Outside) -> dict[str, Any]:
    """Every state, folded from the store without any key; those that follow an erasure itself are left out."""
    found = {}
    for name, service in all_services().items():
        store, mapper = outside.stores[name], mapper_of(name)
        for stream in sorted({str(each.originator_id) for each in store.notifications(0, 100_000)}):
            aggregate = aggregate_of(service, stream)
            state = aggregate.start(stream)
            for recorded in map(mapper.decode, store.events(stream)):
                state = aggregate.evolve(state, recorded.fact, recorded.envelope.occurred_on)
            if not stream.startswith("person-"):
                found[f"{name}/{stream}"] = state
    return found


def assert_every_fact_is_read_and_every_seal_of_theirs_is_a_gap(data: Path, case: str) -> None:
    gaps = [each for name in all_services() for fact in facts_of(data, name) for each in sealed_in(fact)]
    of_case = [each for each in gaps if each.subject == case]
    assert len(of_case) >= 14
    assert {each.clear for each in of_case} == {None}
    assert any(each.clear is not None for each in gaps), "others' seals still open"


def assert_read_sides_made_from_nothing_are_the_same(data: Path) -> None:
    for name, service in all_services().items():
        store = open_store(Place(data).store_url, name, COMPACT, create=False)
        anew = Reads(service.projections, store, mapper_of(name))
        while anew.fill():
            pass
        with closing(sqlite3.connect(Place(data).reads / COMPACT / f"{name}.sqlite")) as kept:
            for (table,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                rows = [tuple(row.values()) for row in anew.rows(f"SELECT * FROM {table}")]
                assert sorted(rows, key=str) == sorted(kept.execute(f"SELECT * FROM {table}").fetchall(), key=str)
        anew.close()
        store.close()


def facts_of(data: Path, name: str) -> list[Any]:
    place, service = Place(data), all_services()[name]
    keys = open_keys(place.keys_url, read_keks(place.keys_folder, service.kinds), COMPACT)
    store = open_store(place.store_url, name, COMPACT, create=False)
    mapper = Mapper(name, service.facts, keys, service.upcasts)
    found = [mapper.decode(each).fact for each in store.notifications(0, 100_000)]
    store.close()
    keys.close()
    return found


def sealed_in(fact: Any) -> list[Sealed]:
    return [value for value in fact.__dict__.values() if isinstance(value, Sealed) and value.box]


def mapper_of(name: str) -> Mapper:
    """One without any key."""
    service = all_services()[name]
    return Mapper(name, service.facts, KeyRing(cast(KeyTable, None), {}), service.upcasts)


def started(data: Path) -> subprocess.Popen[bytes]:
    """What it says is kept in the data folder, to be searched too."""
    data.mkdir()
    with (data / "console.log").open("ab") as console:
        command = [Path(sys.executable).parent / "concord", "run", "--data", data]
        return subprocess.Popen(command, stdout=console, stderr=console)


@asynccontextmanager
async def concord_running(data: Path):
    process = started(data)
    try:
        await until(Place(data).card.exists)
        card = Place(data).read_card()
        nc = await connect(card["url"], read_token(Path(card["token_file"])), "test")
        yield nc
        await nc.close()
        process.send_signal(signal.SIGINT)
        assert await asyncio.to_thread(process.wait, 30) == 0
    finally:
        process.kill()
        process.wait(10)


@asynccontextmanager
async def looked_at(data: Path, nc: Any):
    services = all_services()
    stores = {name: open_store(Place(data).store_url, name, COMPACT, create=False) for name in services}
    yield Outside(nc.jetstream(), COMPACT, stores, {name: each.hears for name, each in services.items()})
    for store in stores.values():
        store.close()


async def until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.1)
