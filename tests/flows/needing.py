"""Whether a kind of fact is needed: the record is replayed without it, and what follows from the record differs."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from concord.auditing.records import Records
from concord.services import all_services
from concord_shared.envelope import Recorded
from concord_shared.packs.loading import builtin, load
from concord_shared.parts import Service
from concord_shared.running.backdated import BackdatedEntryProposed
from concord_shared.running.entering import is_confirmed
from concord_shared.running.memory import aggregate_of


def needed(records: Records, fact: type) -> str | None:
    """By what it is needed: ``state``, ``date or notice`` (heard by others, or it calls for something to be done on a
    day) or ``measure``; None if by nothing."""
    for facts in records.streams.values():
        if not any(type(each.fact) is fact for each in facts):
            continue
        if _differ(records.service, facts, fact) or _entries(facts) != _entries(without(facts, fact)):
            return "state"
        if any(_is_heard(records.service, each) for each in facts if type(each.fact) is fact):
            return "date or notice"
        if _sets_a_day(records.service, facts, fact):
            return "date or notice"
    if _tables(records.service, records.facts) != _tables(records.service, without(records.facts, fact)):
        return "measure"
    return None


def without(facts: Sequence[Recorded], fact: type) -> list[Recorded]:
    """The same streams with that kind of fact taken out, and the versions after it renumbered."""
    versions: dict[str, int] = {}
    kept = []
    for each in facts:
        if type(each.fact) is not fact:
            versions[each.stream] = versions.get(each.stream, 0) + 1
            kept.append(replace(each, version=versions[each.stream]))
    return kept


def _differ(service: Service, facts: Sequence[Recorded], fact: type) -> bool:
    """Compares the states after each fact that both replays have; what cannot be replayed at all differs."""
    whole = _states(service, facts)
    less = _states(service, without(facts, fact), facts[0].stream)
    if isinstance(less, Exception):
        return True
    assert not isinstance(whole, Exception), whole
    last = list(whole.values())[-1]
    return any(whole[event] != state for event, state in less.items()) or (list(less.values()) or [None])[-1] != last


def _entries(facts: Sequence[Recorded]) -> list[tuple[str, bool]]:
    """Entries that wait for a second person, or had one: confirming reads them from the record itself."""
    proposed = (each.fact for each in facts if isinstance(each.fact, BackdatedEntryProposed))
    return [(each.proposal, is_confirmed(facts, each.proposal)) for each in proposed]


def _states(service: Service, facts: Sequence[Recorded], stream: str | None = None) -> dict[str, Any] | Exception:
    aggregate = aggregate_of(service, stream or facts[0].stream)
    state = aggregate.start(stream or facts[0].stream)
    found = {}
    for each in facts:
        try:
            state = aggregate.evolve(state, each.fact, each.envelope.occurred_on)
        except Exception as error:
            return error
        found[each.envelope.event_id] = state
    return found


def _sets_a_day(service: Service, facts: Sequence[Recorded], fact: type) -> bool:
    """With it the day on which the service looks at this stream again is another one."""
    aggregate = aggregate_of(service, facts[0].stream)
    state = aggregate.start(facts[0].stream)
    for each in facts:
        before = aggregate.next_on(state)
        state = aggregate.evolve(state, each.fact, each.envelope.occurred_on)
        if type(each.fact) is fact and aggregate.next_on(state) != before:
            return True
    return False


def _is_heard(service: Service, recorded: Recorded) -> bool:
    """A service reacts to it, keeps it, or a pack writes a letter on it."""
    contract = service.tell(recorded)
    if contract is None:
        return False
    name = type(contract).__name__
    return name in _triggers() or any(_hears(each, service.name, name) for each in all_services().values())


def _hears(other: Service, upstream: str, contract: str) -> bool:
    reacts = f"{upstream}.{contract}" in other.reactions and (other.name != "notify" or upstream == "directory")
    return reacts or (upstream in other.hears and contract in other.keeps)


@cache
def _triggers() -> frozenset[str]:
    packs = (load(path) for path in builtin().values())
    return frozenset(rule.trigger for pack in packs for rule in pack.notices)


def _tables(service: Service, facts: Iterable[Recorded]) -> dict[str, list[Any]]:
    """What the read sides hold after these facts."""
    table = sqlite3.connect(":memory:")
    table.row_factory = sqlite3.Row
    for projection in service.projections:
        table.executescript(projection.create)
    for each in facts:
        for projection in service.projections:
            projection.project(table, each)
    return {name: [tuple(row) for row in table.execute(f'SELECT * FROM "{name}"')] for name in _names(table)}


def _names(table: sqlite3.Connection) -> Iterator[str]:
    return (row[0] for row in table.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall())
