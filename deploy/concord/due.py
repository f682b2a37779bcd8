"""`concord due`: when a period ends, and which days in it do not count. Needs no server."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from concord.saying import Misused, Trouble, in_words, plain, say, say_json

if TYPE_CHECKING:
    from concord_shared.calendar.working import Counted, WorkingCalendar


def join(app: typer.Typer) -> None:
    app.command("due")(due)


def due(
    start: Annotated[str, typer.Option(help="The day on which the period starts (day 0), like 2026-12-12.")],
    working_days: Annotated[int | None, typer.Option(min=0, help="So many working days.")] = None,
    weeks: Annotated[int | None, typer.Option(min=0, help="So many weeks; ends on a working day.")] = None,
    months: Annotated[int | None, typer.Option(min=0, help="So many calendar months.")] = None,
    compact: Annotated[str, typer.Option(help="The Compact whose calendar counts.")] = "rotherham",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """When a period ends, and which days in it do not count.

    Day 1 is the next working day after the start; the period ends at the end of the day that is printed.
    """
    day = read_date(start, "--start")
    if sum(length is not None for length in (working_days, weeks, months)) != 1:
        raise Misused("Give one length: --working-days N, --weeks N or --months N.")
    counted = _counted(_calendar(compact), day, working_days, weeks, months)
    if as_json:
        skipped = [each.model_dump(mode="json") for each in counted.skipped]
        say_json({"due_on": counted.due_on, "skipped": skipped, "calendar": counted.calendar_version})
        return
    say(f"[bold]{in_words(counted.due_on)}[/]")
    for each in counted.skipped:
        say(f"  not counted: {in_words(each.on)}, {plain(each.why)}")
    say(f"  [dim]weekends are never counted; calendar {counted.calendar_version}[/]")


def read_date(text: str, option: str) -> date:
    """Raises Misused, saying how a date is written."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misused(f"{option}: '{text}' is no date. Write it as year-month-day, like 2026-12-12.") from None


def _calendar(compact: str) -> "WorkingCalendar":
    from concord_shared.calendar.snapshot import england
    from concord_shared.packs.loading import builtin

    if compact not in builtin():
        known = ", ".join(builtin())
        raise Misused(f"--compact: no Compact '{compact}' comes with Concord. It has: {known}.")
    return england()


def _counted(
    calendar: "WorkingCalendar", start: date, working_days: int | None, weeks: int | None, months: int | None
) -> "Counted":
    from concord_shared.calendar.working import CalendarEnds

    try:
        if working_days is not None:
            return calendar.after(start, working_days)
        if weeks is not None:
            return calendar.weeks_after(start, weeks)
        return calendar.months_after(start, months or 0)
    except CalendarEnds as ends:
        raise Trouble(str(ends)) from None
    except (OverflowError, ValueError):
        raise Trouble(f"That ends after the calendar does ({in_words(calendar.last_day)}): check the length.") from None
