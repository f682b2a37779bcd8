"""What one transaction holds, on both databases: all of it or nothing."""

import sqlite3
from datetime import date

import psycopg
import pytest
from eventsourcing.persistence import OperationalError, StoredEvent
from eventsourcing.sqlite import SQLiteConnection

from concord_shared.store.opening import open_store
from concord_shared.store.ports import Answer, Batch, Conflict, Hearing, Message, Parked

DAY = date(2026, 3, 2)
ANSWER = Answer("vcs-a", "command-1", "digest", b'{"accepted": true}')


def fact(stream, version, state=b"{}"):
    return StoredEvent(originator_id=stream, originator_version=version, topic="intake.raised.v1", state=state)


def message(position, case="ROT-1", service="directory"):
    return Message(service, position, case, "OfficerNamed", b'{"position": %d}' % position)


def everything(store):
    return (
        [notification.state for notification in store.notifications(0, 1000)],
        store.heard(),
        store.kept(0),
        store.parked(),
        store.due(date(9999, 1, 1)),
        store.answers([("vcs-a", f"command-{number}") for number in range(9)]),
    )


def test_facts_are_read_back_in_order_with_their_positions(any_store):
    positions = any_store.append(Batch(events=[fact("case-1", 1, b"a"), fact("case-2", 1, b"b")]))
    positions += any_store.append(Batch(events=[fact("case-1", 2, b"c")]))
    assert list(positions) == sorted(positions) and len(set(positions)) == 3
    assert [each.state for each in any_store.events("case-1")] == [b"a", b"c"]
    assert [each.state for each in any_store.events("case-1", after=1)] == [b"c"]
    assert [(each.id, each.state) for each in any_store.notifications(0, 10)] == list(
        zip(positions, [b"a", b"b", b"c"], strict=True)
    )
    assert [each.id for each in any_store.notifications(positions[0], 1)] == [positions[1]]
    assert any_store.head() == positions[-1]


def test_an_empty_store_has_nothing_and_says_so(any_store):
    assert (any_store.head(), any_store.next_due(), any_store.events("case-1")) == (0, None, [])
    assert everything(any_store) == ([], {}, [], [], [], {})
    assert list(any_store.append(Batch())) == []


def test_streams_are_listed_by_prefix_in_the_same_order_on_both_databases(any_store):
    names = ["case-ROT-1", "case-b", "case-B", "case-é", "cases", "notice-1", "case_x", "case-"]
    any_store.append(Batch(events=[fact(name, version) for name in names for version in (1, 2)]))
    assert any_store.streams("case-") == ["case-", "case-B", "case-ROT-1", "case-b", "case-é"]


def test_a_batch_without_facts_is_stored_too(any_store):
    any_store.append(Batch(heard=[Hearing("directory", 0, 3)], kept=[message(3)], answers=[ANSWER]))
    assert any_store.heard() == {"directory": 3}
    assert any_store.kept(0) == [(1, message(3))]
    assert any_store.answers([("vcs-a", "command-1"), ("vcs-b", "command-1")]) == {("vcs-a", "command-1"): ANSWER}


def test_what_is_kept_is_found_by_row_and_by_case(any_store):
    any_store.append(Batch(kept=[message(1), message(2, None)]))
    any_store.append(Batch(kept=[message(3, "ROT-2"), message(4)]))
    rows = any_store.kept(0)
    assert [kept.position for _, kept in rows] == [1, 2, 3, 4]
    assert any_store.kept(rows[1][0]) == rows[2:]
    assert any_store.kept_of("ROT-1") == [message(1), message(4)]


def test_what_stands_beside_the_facts_is_read_at_once(any_store):
    any_store.append(Batch(heard=[Hearing("directory", 0, 3)], kept=[message(1), message(2, None)]))
    any_store.append(Batch(park=[(message(5), "Later", "now"), (message(6, None), "Later", "now")]))
    rows = any_store.kept(0)
    beside = any_store.beside(0)
    assert (beside.heard, beside.parked_cases, beside.kept) == ({"directory": 3}, {"ROT-1"}, rows)
    assert any_store.beside(rows[0][0]).kept == rows[1:]


def test_parked_messages_replay_in_the_order_in_which_they_were_parked(any_store):
    any_store.append(Batch(park=[(message(5), "CannotHear", "then"), (message(2, "ROT-2"), "Later", "then")]))
    any_store.append(Batch(park=[(message(6), "Later", "now")]))
    first, other, last = any_store.parked()
    assert first == Parked(first.number, message(5), "CannotHear", "then")
    assert any_store.parked("ROT-1") == [first, last]
    assert any_store.beside(0).parked_cases == {"ROT-1", "ROT-2"}
    any_store.append(Batch(unpark=[first.number, last.number]))
    assert any_store.parked() == [other]


def test_streams_are_due_on_their_day_until_they_say_never(any_store):
    later = date(2026, 4, 1)
    any_store.append(Batch(due=[("case-1", later), ("case-2", DAY), ("case-3", DAY), ("case-3", None)]))
    assert any_store.due(DAY) == ["case-2"]
    assert any_store.due(later) == ["case-2", "case-1"]
    assert any_store.next_due() == DAY
    any_store.append(Batch(due=[("case-2", None), ("case-1", DAY)]))
    assert any_store.due(later) == ["case-1"]


def test_a_contract_is_told_from_the_head_at_which_it_began(any_store):
    any_store.start_telling(["ConcernRaised"])
    any_store.append(Batch(events=[fact("case-1", 1)]))
    any_store.start_telling(["ConcernRaised", "StageOpened"])
    assert any_store.told_since("ConcernRaised") == 0
    assert any_store.told_since("StageOpened") == any_store.head()
    assert any_store.told_since("Never") is None


CLAIMS = {
    "a version that is taken": Batch(events=[fact("case-9", 1), fact("case-1", 1)]),
    "a version twice in one batch": Batch(events=[fact("case-9", 1), fact("case-9", 1)]),
    "a command that was answered": Batch(answers=[Answer("vcs-a", "command-2", "d", b""), ANSWER]),
    "a position not heard up to": Batch(heard=[Hearing("directory", 3, 6)]),
    "a first hearing that is not the first": Batch(heard=[Hearing("directory", 0, 6)]),
    "a service never heard before": Batch(heard=[Hearing("panel", 2, 6)]),
    "a parked message that is gone": Batch(unpark=[77]),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_conflict_leaves_nothing_behind(any_store, claim):
    before = Batch(
        events=[fact("case-1", 1)],
        answers=[ANSWER],
        heard=[Hearing("directory", 0, 4)],
        park=[(message(4), "CannotHear", "then")],
        due=[("case-1", DAY)],
    )
    any_store.append(before)
    stood, late = everything(any_store), CLAIMS[claim]
    with pytest.raises(Conflict):
        any_store.append(
            Batch(
                events=late.events or [fact("case-2", 1)],
                answers=late.answers or [Answer("vcs-a", "command-3", "d", b"")],
                heard=late.heard or [Hearing("directory", 4, 5)],
                unpark=late.unpark or [1],
                kept=[message(5)],
                park=[(message(5), "Later", "now")],
                due=[("case-1", None), ("case-2", DAY)],
            )
        )
    assert everything(any_store) == stood
    assert any_store.append(Batch(events=[fact("case-2", 1)]))


def test_facts_that_cannot_be_sent_take_what_stands_beside_them_with_them(any_store):
    """The library's own PostgreSQL recorder committed the answer here, without its facts."""
    unsendable = StoredEvent("case-1", 1, "intake.raised.v1", object())
    with pytest.raises(Exception, match=r"(?i)adapt|bind|type|support"):
        any_store.append(Batch(events=[unsendable], answers=[ANSWER], heard=[Hearing("directory", 0, 4)]))
    assert everything(any_store) == ([], {}, [], [], [], {})
    any_store.append(Batch(events=[fact("case-1", 1)], answers=[ANSWER]))


def test_a_full_disk_is_no_conflict_and_leaves_the_store_as_it_was(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}", "intake", "rotherham")
    limit(store, "25")
    with pytest.raises(OperationalError, match="full"):
        store.append(Batch(events=[fact("case-1", 1, b"x" * 500_000)], answers=[ANSWER]))
    limit(store, "100000")
    assert everything(store) == ([], {}, [], [], [], {})
    assert store.append(Batch(events=[fact("case-1", 1)], answers=[ANSWER])) == [1]
    store.close()


def limit(store, pages):
    with store.datastore.get_connection(commit=True) as connection:
        connection._sqlite_conn.execute(f"PRAGMA max_page_count={pages}")


def test_a_commit_that_fails_leaves_no_transaction_open(tmp_path, monkeypatch):
    store = open_store(f"sqlite:///{tmp_path}", "intake", "rotherham")

    def fail(connection):
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as once:
        once.setattr(SQLiteConnection, "commit", fail)
        with pytest.raises(OperationalError, match="disk"):
            store.append(Batch(events=[fact("case-1", 1)]))
    assert store.append(Batch(events=[fact("case-1", 1)])) == [1]
    store.close()


def test_a_connection_that_the_server_dropped_is_replaced_and_the_batch_sent_again(postgres_database):
    store = open_store(postgres_database, "intake", "rotherham")
    with psycopg.connect(postgres_database, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    store.append(Batch(events=[fact("case-1", 1)], answers=[ANSWER]))
    assert len(store.events("case-1")) == 1
    store.close()


def test_a_store_opened_again_holds_what_was_appended(opened_store):
    first = opened_store()
    first.append(Batch(events=[fact("case-1", 1, b"kept")], heard=[Hearing("directory", 0, 4)]))
    first.close()
    again = opened_store()
    assert [each.state for each in again.notifications(0, 10)] == [b"kept"]
    assert again.heard() == {"directory": 4}


def test_stores_of_other_services_and_other_compacts_are_apart(opened_store):
    opened_store("intake", "rotherham").append(Batch(events=[fact("case-1", 1)]))
    assert opened_store("panel", "rotherham").head() == 0
    assert opened_store("intake", "derby-city").head() == 0
