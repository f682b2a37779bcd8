"""Two instances of one service on one store: nothing lost, nothing doubled, nothing seen out of order."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from eventsourcing.persistence import StoredEvent

from concord_shared.store.opening import open_store
from concord_shared.store.ports import Answer, Batch, Conflict, Hearing

EACH, WRITERS = 60, 4
PATIENCE_SECONDS = 30


def fact(stream, version=1):
    return StoredEvent(originator_id=stream, originator_version=version, topic="intake.raised.v1", state=b"{}")


def follow(store, expected):
    """Reads on from where it stood, as a relay does, and never looks back."""
    seen, position, end = [], 0, time.monotonic() + PATIENCE_SECONDS
    while len(seen) < expected and time.monotonic() < end:
        for each in store.notifications(position, 7):
            seen.append(each.originator_id)
            position = each.id
    return seen


def test_a_reader_that_follows_misses_nothing_while_threads_append(opened_store):
    reader, writers = opened_store(), [opened_store() for _ in range(2)]

    def write(number):
        for count in range(EACH):
            stream = f"case-{number}-{count}"
            writers[number % 2].append(Batch(events=[fact(stream, 1), fact(stream, 2)]))

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        followed = pool.submit(follow, reader, WRITERS * EACH * 2)
        list(pool.map(write, range(WRITERS)))
    seen = followed.result(timeout=60)
    assert len(seen) == WRITERS * EACH * 2
    assert seen[::2] == seen[1::2], "the facts of one transaction stand together"


def test_of_writers_that_race_for_a_version_one_wins_each_time(opened_store):
    stores = [opened_store() for _ in range(WRITERS)]

    def write(store):
        won = 0
        for version in range(1, EACH + 1):
            try:
                store.append(Batch(events=[fact("case-1", version)], answers=[Answer("a", str(version), "d", b"")]))
                won += 1
            except Conflict:
                pass
        return won

    with ThreadPoolExecutor(WRITERS) as pool:
        wins = list(pool.map(write, stores))
    assert sum(wins) == EACH
    assert [each.originator_version for each in stores[0].events("case-1")] == list(range(1, EACH + 1))


def test_of_reactions_to_one_message_only_one_takes_effect(opened_store):
    stores = [opened_store() for _ in range(WRITERS)]

    def hear(number):
        effects = 0
        for position in range(EACH):
            try:
                heard = [Hearing("directory", position, position + 1), Hearing("panel", position, position + 1)]
                stores[number].append(Batch(events=[fact(f"case-{number}-{position}")], heard=heard))
                effects += 1
            except Conflict:
                pass
        return effects

    with ThreadPoolExecutor(WRITERS) as pool:
        effects = list(pool.map(hear, range(WRITERS)))
    assert stores[0].heard() == {"directory": EACH, "panel": EACH}
    assert sum(effects) == EACH == len(stores[0].streams("case-"))


PROCESS = """
import sys
from concord_shared.store.opening import open_store
from concord_shared.store.ports import Batch, StoredEvent
store = open_store(sys.argv[1], "intake", "rotherham")
for count in range(int(sys.argv[3])):
    stream = f"case-{sys.argv[2]}-{count}"
    store.append(Batch(events=[StoredEvent(stream, 1, "intake.raised.v1", b"{}")]))
store.close()
"""


def test_processes_that_start_together_make_one_store_and_lose_nothing(any_store_url):
    command = [sys.executable, "-c", PROCESS, any_store_url]
    children = [subprocess.Popen([*command, str(number), str(EACH)]) for number in range(3)]
    try:
        assert [child.wait(timeout=60) for child in children] == [0, 0, 0]
    finally:
        for child in children:
            child.kill()
    store = open_store(any_store_url, "intake", "rotherham")
    assert len(store.streams("case-")) == 3 * EACH == len(follow(store, 3 * EACH))
    store.close()


@pytest.mark.parametrize("readers", [8])
def test_one_store_is_read_and_written_from_many_threads(any_store, readers):
    def read(number):
        for _ in range(20):
            any_store.answers([("a", "b")])
            any_store.heard()
            any_store.notifications(0, 5)
        return any_store.head()

    with ThreadPoolExecutor(readers + 1) as pool:
        read_on = pool.map(read, range(readers))
        for count in range(EACH):
            any_store.append(Batch(events=[fact(f"case-{count}")]))
        assert all(head >= 0 for head in read_on)
    assert len(any_store.streams("case-")) == EACH
