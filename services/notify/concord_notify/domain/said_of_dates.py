"""Paragraphs that say a day, and why it is that day."""

from collections.abc import Callable
from datetime import date

from concord_notify.domain.scene import Scene
from concord_shared.packs.model import DeadlineRule

Say = Callable[[Scene], str]


def day(when: date) -> str:
    return f"{when:%A} {when.day} {when:%B %Y}"


def answer_day(scene: Scene) -> date | None:
    """The day by which this letter asks for an answer, where the pack sets one."""
    notice = scene.rule.type if scene.rule else None
    found = scene.deadline("NoticeDelivered", notice=notice) or _for_each_party(scene)
    return found[1] if found else None


def _for_each_party(scene: Scene) -> tuple[DeadlineRule, date] | None:
    asked = scene.deadline(scene.told.name)
    if asked and asked[0].per == "party":
        return asked
    stage = scene.stage()
    own = (rule for rule in scene.pack.deadlines if stage and rule.stage == stage.id and rule.per == "party")
    rule = next((each for each in own if each.starts_on == scene.told.name), None)
    return (rule, scene.due(rule)) if rule else None


def answer_by(scene: Scene) -> str:
    when = answer_day(scene)
    return f"Please answer by {day(when)}." if when else "Please answer as soon as you can."


def name_by(scene: Scene) -> str:
    stage = scene.stage()
    named = scene.pack.deadline(stage.office.appoint_deadline or "") if stage and stage.office else None
    return f"Please name somebody by {day(scene.due(named))}." if named else "Please do so as soon as you can."


def due_date_and_why(scene: Scene) -> str:
    set_by = scene.pack.deadline(scene.get("deadline_id", ""))
    due = scene.get("due_on")
    if set_by is not None and due is not None:
        return _due(set_by, due, scene)
    found = _of_the_stage(scene)
    return _due(*found, scene) if found else "The procedure sets no date for this step."


def _of_the_stage(scene: Scene) -> tuple[DeadlineRule, date] | None:
    """What the stage as a whole is to be done by; a date that waits for a letter is counted from today."""
    stage = scene.stage()
    rules = [rule for rule in stage.deadlines if rule.kind == "target"] if stage else []
    whole = [rule for rule in rules if rule.per == "case"] or rules
    begun = {"StageOpened", scene.get("caused_by"), "NoticeDelivered"}
    rule = next((each for each in whole if each.starts_on in begun), None)
    full = scene.pack.deadline(rule.id) if rule else None
    return (full, scene.due(full)) if full else None


def _due(rule: DeadlineRule, due: date, scene: Scene) -> str:
    length = f"{rule.value} {rule.unit.replace('_', ' ')}s"
    place = scene.pack.place(rule.source)
    basis = f"as set out in {place}" if place else "a working arrangement, as the Compact names no period"
    return f"This should be done by {day(due)}: {rule.what} ({length}, {basis})."


def return_by(scene: Scene) -> str:
    found = scene.deadline(scene.get("caused_by", ""))
    return f"It should be back by {day(found[1])}." if found else "It should be back as soon as possible."


def how_long(scene: Scene) -> str:
    return f"Reminders sent so far: {scene.get('reminders', 0)}."


def old_due_date(scene: Scene) -> str:
    old = scene.get("old_due_on")
    return f"It was due on {day(old)}." if old else "It was due earlier."


def new_due_date(scene: Scene) -> str:
    new = scene.get("new_due_on")
    return (
        f"It is now due on {day(new)}." if new else "The days that were not counted are added; the case shows the date."
    )


def days_used_and_left(scene: Scene) -> str:
    used, left = scene.get("used"), scene.get("left")
    if used is None or left is None:
        return "The days used so far are kept; the rest runs on when the case is taken up again."
    return f"{used} working days are used and {left} are left."


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        answer_by,
        name_by,
        due_date_and_why,
        return_by,
        how_long,
        old_due_date,
        new_due_date,
        days_used_and_left,
    )
}
