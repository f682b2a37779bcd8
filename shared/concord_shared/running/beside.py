"""Facts of the kernel itself that stand in a case's own stream, beside what happened in the case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from concord_shared.facts import Fact
from concord_shared.parts import Aggregate, Service


class BesideTheCase(Fact):
    """Changes no state and moves no day: whatever folds a stream passes over it."""


def with_beside(service: Service, facts: Sequence[type[BesideTheCase]]) -> Service:
    """The service able to read these facts; its aggregates pass over them."""
    aggregates = {name: _passing_over(each) for name, each in service.aggregates.items()}
    return replace(service, facts=(*service.facts, *facts), aggregates=aggregates)


def _passing_over(aggregate: Aggregate) -> Aggregate:
    def evolve(state: Any, fact: Fact, on: date) -> Any:
        return state if isinstance(fact, BesideTheCase) else aggregate.evolve(state, fact, on)

    return replace(aggregate, evolve=evolve)
