"""Patterns that have been quiet for long enough since they were talked about."""

from typing import Any

from concord_oversight.application.reporting import with_own
from concord_oversight.domain.learning import close_quiet
from concord_oversight.domain.pattern import Pattern
from concord_shared.clock import local_day
from concord_shared.decisions import Outcome, Write
from concord_shared.parts import Desk


def sweep(stream: str, desk: Desk, _done: Any) -> Outcome:
    state = desk.load(stream)
    if not isinstance(state, Pattern):
        return Outcome()
    decision = close_quiet(state, local_day(desk.now))
    return with_own(Outcome((Write(stream, decision.facts),)), desk) if decision.facts else Outcome()
