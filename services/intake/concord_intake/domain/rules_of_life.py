"""Predicates of what can happen at any stage: a second look, an outside route, a case gone quiet."""

# ruff: noqa: ARG001  every rule takes the same four

from collections.abc import Iterable
from datetime import date

from concord_intake.domain.commands import AskSecondLook, CloseDormant, RecordExternalRemedy
from concord_intake.domain.state import Case
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Guard
from concord_shared.world import World


def second_look_once(guard: Guard, command: AskSecondLook, state: Case, world: World) -> Unmet | None:
    if state.second_look:
        return Unmet("SecondLookUsed", "It was asked for before, and another office has looked.")
    running = state.clocks.get(guard.params.get("deadline", ""))
    if running is not None and (world.on > running.due_on or not running.is_open):
        return Unmet("SecondLookTooLate", f"It could be asked for until {running.due_on:%d %B %Y}.")
    return None


def outside_route_open(guard: Guard, command: RecordExternalRemedy, state: Case, world: World) -> Unmet | None:
    """Any route that the pack names, by the guard or among the exits of every stage."""
    routes = (each.id for each in world.pack.procedure.exits_any_stage if each.effect is not None)
    kinds = tuple(dict.fromkeys((*guard.params.get("kinds", ()), *routes)))
    if not guard.params.get("kinds") or command.kind in kinds:
        return None
    return Unmet("RouteNotKnown", f"Say which kind it is: {', '.join(kinds)}.", "kind")


def body_signposts_only(guard: Guard, command: RecordExternalRemedy, state: Case, world: World) -> Unmet | None:
    """Asking such a body for advice is recorded; that it has the case, and wants it to wait, cannot be."""
    body = str(guard.params.get("body"))
    if not command.outside_body_asks or not command.kind.startswith(body):
        return None
    return Unmet("BodyTakesNoCases", "Nothing waits for it here.", "outside_body_asks")


def dormancy_shown(guard: Guard, command: CloseDormant, state: Case, world: World) -> Unmet | None:
    """The prompts are those of the pack's own check-in on the talks, which the sweep sends to the parties."""
    quiet, needed = guard.params.get("quiet_working_days", 0), guard.params.get("unanswered_reminders", 0)
    since = state.active_on or world.on
    been = world.calendar.between(since, world.on)
    if been < quiet:
        return Unmet("NotDormant", f"It has been quiet since {since:%d %B %Y}: {been} of {quiet} working days.")
    apart = guard.params.get("apart_working_days", 0)
    unanswered = _spaced(state.prompted, apart, world.calendar)
    if unanswered < needed:
        return Unmet("NotDormant", f"{unanswered} of {needed} prompts, {apart} working days apart, went unanswered.")
    return None


def _spaced(days: Iterable[date], apart: int, calendar: WorkingCalendar) -> int:
    """How many of the days lie at least so far apart, one from the next."""
    last, found = None, 0
    for day in sorted(days):
        if last is None or calendar.between(last, day) >= apart:
            last, found = day, found + 1
    return found
