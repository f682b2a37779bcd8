"""The tail of a store shows the same facts as the store, whoever appended in between."""

from collections.abc import Callable

from eventsourcing.persistence import StoredEvent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord_shared.store.ports import Batch, Store
from concord_shared.store.tail import AT_HAND, Tail


def append(store: Store, stream: str, count: int, first: int = 1) -> None:
    store.append(Batch(events=[StoredEvent(stream, first + n, "t.t.v1", b"{}") for n in range(count)]))


def seen(store: Store, after: int, limit: int) -> list[tuple[int, str, int]]:
    return [(int(n.id), str(n.originator_id), n.originator_version) for n in store.notifications(after, limit)]


def test_what_was_just_appended_is_read_without_the_database(any_store: Store) -> None:
    tail = Tail(any_store)
    append(tail, "case-1", 3)
    any_store.close()
    assert [version for _, _, version in seen(tail, 1, 10)] == [2, 3]
    assert [version for _, _, version in seen(tail, 0, 2)] == [1, 2]


def test_what_another_instance_appended_in_between_is_not_passed_over(opened_store: Callable[..., Store]) -> None:
    one, other = Tail(opened_store()), opened_store()
    append(one, "case-1", 2)
    append(other, "case-2", 2)
    append(one, "case-3", 2)
    assert [stream for _, stream, _ in seen(one, 0, 10)] == ["case-1"] * 2 + ["case-2"] * 2 + ["case-3"] * 2
    assert [stream for _, stream, _ in seen(one, 1, 2)] == ["case-1", "case-2"]


def test_it_forgets_what_is_old_and_the_database_still_knows(any_store: Store) -> None:
    tail = Tail(any_store)
    for number in range(3):
        append(tail, f"case-{number}", AT_HAND)
    assert seen(tail, 0, 2) == seen(any_store, 0, 2)
    assert seen(tail, 2 * AT_HAND, 5) == seen(any_store, 2 * AT_HAND, 5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=12), st.integers(0, 20), st.integers(1, 9))
def test_it_answers_as_the_store_does_if_sometimes_in_shorter_pieces(
    opened_store: Callable[..., Store], turns: list[tuple[bool, int]], after: int, limit: int
) -> None:
    plain = opened_store(compact=f"c{abs(hash((tuple(turns), after, limit)))}"[:12])
    tail = Tail(plain)
    begun = plain.head()
    for number, (own, count) in enumerate(turns):
        append(tail if own else plain, f"case-{begun}-{number}", count)
    told, stored = seen(tail, begun + after, limit), seen(plain, begun + after, limit)
    assert told == stored[: len(told)]
    assert bool(told) == bool(stored)
