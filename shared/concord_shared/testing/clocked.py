"""A case's clocks for tests: what happens to it moves them, and what they say is kept in order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from concord_shared.calendar.snapshot import england
from concord_shared.deadlines.clocks import Clocks, Occurrence, clock_facts, evolve_clocks, sweep
from concord_shared.directory import DirectoryCopy
from concord_shared.facts import Fact, On
from concord_shared.packs.model import DeadlineRule, Pack


class ClockedCase:
    """`owned` names the rules that are ours (all where none is named)."""

    def __init__(self, pack: Pack, parties: Sequence[str], *owned: str) -> None:
        self.clocks: Clocks = {}
        self.owned, self.pack, self.parties = owned, pack, parties
        self.directory, self.calendar = DirectoryCopy(), england()
        self.facts: list[On] = []

    def happens(self, name: str, on: date, party: str | None = None, **fields: Any) -> list[str]:
        occurrence = Occurrence(name, on, fields, party)
        facts = clock_facts(
            self.clocks, self.pack, self._is_owned, occurrence, self.calendar, self.directory, self.parties
        )
        return self.take(facts)

    def swept(self, on: date) -> list[str]:
        return self.take(sweep(self.clocks, self.pack, on, self.calendar))

    def take(self, facts: Sequence[On]) -> list[str]:
        for each in facts:
            self.clocks = evolve_clocks(self.clocks, each.fact, each.occurred_on)
        self.facts += facts
        return [type(each.fact).__name__ for each in facts]

    def _is_owned(self, of: DeadlineRule) -> bool:
        return of.id in self.owned or not self.owned

    def last(self, kind: type[Fact]) -> Any:
        return [each.fact for each in self.facts if isinstance(each.fact, kind)][-1]

    def dates(self) -> list[tuple[str, str]]:
        return [(type(each.fact).__name__, each.occurred_on.isoformat()) for each in self.facts]
