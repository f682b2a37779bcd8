"""Paragraphs that say a day, and why it is that day."""

from collections.abc import Callable
from datetime import date

from concord_notify.domain.clocks_heard import WORKING_DAY, Open, that_stop
from concord_notify.domain.said_of_case import role_name
from concord_notify.domain.scene import Scene
from concord_shared.packs.model import DeadlineRule

Say = Callable[[Scene], str]


def day(when: date) -> str:
    return f"{when:%A} {when.day} {when:%B %Y}"


def answer_day(scene: Scene) -> date | None:
    """The day by which this letter asks for an answer: the one that was named, else where the pack sets one."""
    if isinstance(named := scene.get("answer_by"), date):
        return named
    found = _answered_by(scene)
    return found[1] if found else None


def _answered_by(scene: Scene) -> tuple[DeadlineRule, date] | None:
    notice = scene.rule.type if scene.rule else None
    return scene.deadline("NoticeDelivered", notice=notice) or _for_each_party(scene)


def _for_each_party(scene: Scene) -> tuple[DeadlineRule, date] | None:
    asked = scene.deadline(scene.told.name)
    if asked and asked[0].per == "party":
        return asked
    stage = scene.stage()
    own = (rule for rule in scene.pack.deadlines if stage and rule.stage == stage.id and rule.per == "party")
    rule = next((each for each in own if each.starts_on == scene.told.name), None)
    return (rule, scene.due(rule)) if rule else None


def answer_by(scene: Scene) -> str:
    """A period that starts when the letter arrives is counted from the day of writing; by post it ends later."""
    when, found = answer_day(scene), _answered_by(scene)
    if when is None:
        return "Please answer as soon as you can."
    if found is None or found[1] != when or found[0].starts_on != "NoticeDelivered":
        return f"Please answer by {day(when)}."
    return (
        f"Please answer by {day(when)}: {found[0].value} working days from {day(scene.today)}. Where our letter has "
        "reached you on a later day, they are counted from that day."
    )


def name_by(scene: Scene) -> str:
    stage = scene.stage()
    named = scene.pack.deadline(stage.office.appoint_deadline or "") if stage and stage.office else None
    return f"Please name somebody by {day(scene.due(named))}." if named else "Please do so as soon as you can."


def due_date_and_why(scene: Scene) -> str:
    set_by = scene.pack.deadline(scene.get("deadline_id", ""))
    due = scene.get("due_on")
    if set_by is not None and due is not None:
        return _due(set_by, due, scene)
    rule = scene.of_the_stage()
    return _derived(rule, scene) if rule else "The procedure sets no date for this step."


def _derived(rule: DeadlineRule, scene: Scene) -> str:
    found = scene.derived(rule)
    said, waits = _due(rule, found.due_on, scene), found.alternative
    if waits is None or waits.meeting_on is None:
        return said
    return (
        f"{said} The {found.value} working days end on {day(waits.length_due_on)}; the next scheduled meeting of the "
        f"{role_name(waits.body, scene)} is on {day(waits.meeting_on)}. The later of the two counts."
    )


def _due(rule: DeadlineRule, due: date, scene: Scene) -> str:
    length = f"{rule.value} {rule.unit.replace('_', ' ')}{'' if rule.value == 1 else 's'}"
    place = scene.pack.place(rule.source)
    basis = f"as set out in {place}" if place else "a working arrangement, as the Compact names no period"
    return f"This should be done by {day(due)}: {rule.what} ({length}, {basis})."


def delegation_possible(scene: Scene) -> str:
    stage = scene.stage()
    named = stage.group.may_delegate_to if stage and stage.group else None
    group = role_name(named, scene) if named else "another group"
    return f"That is a long wait. Please think of having it looked at by this group instead: {group}."


def lessons_invitation(scene: Scene) -> str:
    """With the day until which the pack waits for them, and the three questions that each party may answer once."""
    learned = "We would like to know what you learned from this, and what worked well, so that all can benefit."
    asked = f"{learned} We would also like to know whether it was fair, clear and useful: who says what is not kept."
    waiting = (rule for rule in scene.pack.procedure.after_closing.deadlines if rule.starts_on == scene.told.name)
    rule = next(waiting, None)
    return f"{asked} Please tell us by {day(scene.due(rule))}." if rule else asked


def return_by(scene: Scene) -> str:
    found = scene.deadline(scene.get("caused_by", ""))
    return f"It should be back by {day(found[1])}." if found else "It should be back as soon as possible."


def how_long(scene: Scene) -> str:
    return f"Reminders sent so far: {scene.get('reminders', 0)}."


def old_due_date(scene: Scene) -> str:
    old = scene.get("old_due_on")
    return f"{_step(scene)} was due on {day(old)}." if old else f"{_step(scene)} was due earlier."


def new_due_date(scene: Scene) -> str:
    new = scene.get("new_due_on")
    if new:
        return f"It is now due on {day(new)}."
    moved = [_now_due(each, scene) for each in that_stop(scene) if each.left is not None]
    return (
        "\n".join(["The days that were not counted are added:", *moved])
        if moved
        else ("The days that were not counted are added; the case shows each date.")
    )


def days_used_and_left(scene: Scene) -> str:
    stopped = [_stopped(each, scene) for each in that_stop(scene) if each.left is None]
    return (
        "\n".join(["These dates stand still:", *stopped])
        if stopped
        else ("The days used so far are kept; the rest runs on when the case is taken up again.")
    )


def clock_effect(scene: Scene) -> str:
    """What the fact does to the dates: the pack says which it stops."""
    if scene.get("effect") == "pause":
        return "The dates of the case stand still while that route is used; you will be told when they go on."
    if scene.get("effect") == "waiting":
        return "That route waits meanwhile. The dates of the case go on as they were."
    if any(rule.pause is not None and rule.pause.from_ == scene.told.name for rule in scene.pack.deadlines):
        return "The days until you answer are not counted."
    return "The dates of the case go on as they were."


def _step(scene: Scene) -> str:
    rule = scene.pack.deadline(scene.get("deadline_id", ""))
    return f"This step ({rule.what})" if rule else "This step"


def _stopped(running: Open, scene: Scene) -> str:
    on = scene.told.occurred_on
    used = running.used + scene.calendar.between(running.since, on)
    return f"- {_what(running, scene)}: {_days(used)} used, {_days(scene.calendar.between(on, running.due_on))} left"


def _now_due(running: Open, scene: Scene) -> str:
    rule = scene.pack.deadline(running.deadline_id)
    if rule is None or rule.unit != WORKING_DAY or running.left is None:
        return f"- {_what(running, scene)}: the case shows the new date"
    return f"- {_what(running, scene)}: {day(scene.calendar.after(scene.told.occurred_on, running.left).due_on)}"


def _what(running: Open, scene: Scene) -> str:
    rule = scene.pack.deadline(running.deadline_id)
    return rule.what if rule else "a step of the case"


def _days(number: int) -> str:
    return f"{number} working day{'' if number == 1 else 's'}"


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        answer_by,
        name_by,
        due_date_and_why,
        delegation_possible,
        lessons_invitation,
        return_by,
        how_long,
        old_due_date,
        new_due_date,
        days_used_and_left,
        clock_effect,
    )
}
