"""Paragraphs about a report that went out: which, of what time, and how its figures can be made again."""

from collections.abc import Callable

from concord_notify.domain.said_of_dates import day
from concord_notify.domain.scene import Scene

Say = Callable[[Scene], str]
REPORTS = {
    "RP2": "The learning pack for your next meeting",
    "RP3": "The quarterly pack",
    "RP4": "The annual report",
    "RP5": "The digest of lessons",
}


def report_name(scene: Scene) -> str:
    return f"{REPORTS.get(scene.get('report', ''), 'A report')} is ready."


def reported_period(scene: Scene) -> str:
    return f"It covers the time from {day(scene.get('from_on'))} to {day(scene.get('until_on'))}."


def how_made(scene: Scene) -> str:
    position = scene.get("at_position", 0)
    return f"Its figures come from the record as far as entry {position}, and can be made again from there."


SAID: dict[str, Say] = {each.__name__: each for each in (report_name, reported_period, how_made)}
