"""The deadlines of a case that are open, as far as notify has heard: what is used of each, and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concord_notify.domain.scene import Scene
from concord_shared.contracts import clock
from concord_shared.contracts.base import Contract, Told

WORKING_DAY = "working_day"


@dataclass(frozen=True)
class Open:
    """`used` working days were counted up to `since`; the rest runs from there. `left` is set while it stands still."""

    deadline_id: str
    due_on: date
    since: date
    used: int = 0
    left: int | None = None


def that_stop(scene: Scene) -> list[Open]:
    """Those that this fact stops, or lets run again, by the pack."""
    found = open_deadlines(scene.earlier).values()
    return [each for each in found if _reacts(each, scene)]


def _reacts(running: Open, scene: Scene) -> bool:
    rule = scene.pack.deadline(running.deadline_id)
    pause = rule.pause if rule is not None else None
    return pause is not None and scene.told.name in (pause.from_, pause.until)


def open_deadlines(heard: Iterable[Told]) -> dict[tuple[str, str | None], Open]:
    found: dict[tuple[str, str | None], Open] = {}
    for told in heard:
        _after(found, told)
    return found


def _after(found: dict[tuple[str, str | None], Open], told: Told) -> None:
    match told.contract:
        case clock.DeadlineSet() as fact:
            found[fact.deadline_id, fact.party] = Open(fact.deadline_id, fact.due_on, fact.start_on)
        case clock.DeadlineMet() | clock.DeadlineCancelled() | clock.DeadlineLapsed() as fact:
            found.pop((fact.deadline_id, fact.party), None)
        case (
            clock.DeadlinePaused()
            | clock.DeadlineResumed()
            | clock.DeadlineExtended()
            | clock.DeadlineChanged() as fact
        ):
            if known := found.get((fact.deadline_id, fact.party)):
                found[fact.deadline_id, fact.party] = _moved(known, fact, told.occurred_on)
        case _:
            return


def _moved(running: Open, fact: Contract, on: date) -> Open:
    match fact:
        case clock.DeadlinePaused(used=used, left=left):
            return replace(running, used=used, left=left)
        case clock.DeadlineResumed(new_due_on=due, used=used):
            return replace(running, due_on=due, since=on, used=used, left=None)
        case clock.DeadlineExtended(new_due_on=due) | clock.DeadlineChanged(new_due_on=due):
            return replace(running, due_on=due)
        case _:
            return running
