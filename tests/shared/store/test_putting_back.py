"""Facts that were lost are put back at the positions they had, on both databases; never over others."""

import pytest
from eventsourcing.persistence import StoredEvent

from concord_shared.store.ports import Answer, Batch, Conflict, Hearing

ANSWER = Answer("vcs-a", "command-1", "digest", b"{}")


def fact(version, state=b"{}"):
    return StoredEvent(originator_id="case-1", originator_version=version, topic="intake.raised.v1", state=state)


def positions(store):
    return [int(each.id) for each in store.notifications(0, 100)]


def test_they_stand_where_they_stood_and_new_ones_come_after_them(any_store):
    any_store.append(Batch(events=[fact(1)]))
    lost = [fact(2, b"two"), fact(3, b"three")]
    assert list(any_store.append(Batch(events=lost, positions=[5, 9], answers=[ANSWER]))) == [5, 9]
    assert positions(any_store) == [1, 5, 9]
    assert [each.state for each in any_store.events("case-1", after=1)] == [b"two", b"three"]
    assert any_store.append(Batch(events=[fact(4)]))[0] > 9
    assert any_store.answers([("vcs-a", "command-1")])


def test_a_position_that_is_taken_changes_nothing(any_store):
    first, second = any_store.append(Batch(events=[fact(1), fact(2)]))
    for position in (first, second):
        with pytest.raises(Conflict):
            any_store.append(Batch(events=[fact(3)], positions=[position], heard=[Hearing("directory", 0, 4)]))
    assert positions(any_store) == [first, second]
    assert any_store.heard() == {}


def test_a_version_that_is_taken_changes_nothing(any_store):
    any_store.append(Batch(events=[fact(1)]))
    with pytest.raises(Conflict):
        any_store.append(Batch(events=[fact(1)], positions=[7]))
    assert positions(any_store) == [1]
