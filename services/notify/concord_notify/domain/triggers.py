"""Which of the pack's notices a fact causes."""

from typing import Any

from concord_notify.domain.scene import Scene
from concord_shared.packs.model import TRIAGE, NoticeRule, Pack

LAPSED = "DeadlineLapsed"
NOTED = "RepeatedDisputeNoted"
FIELDS = {"stage": "stage_id", "stage_type": "stage_type"}


STANDS_FOR = {"InvestigatorStoodDown": "MediatorStoodDown"}
"""One notice for whoever stands down (handbook 8.10, rows 36 and 44); packs name it by the mediator."""


def caused(scene: Scene) -> tuple[NoticeRule, ...]:
    return tuple(rule for rule in triggered(scene.told.name, scene.pack) if _fits(rule, scene))


def triggered(name: str, pack: Pack) -> list[NoticeRule]:
    named = {name, STANDS_FOR.get(name)}
    return [rule for rule in pack.notices if rule.trigger in named]


def _fits(rule: NoticeRule, scene: Scene) -> bool:
    return all(_holds(name, wanted, scene) for name, wanted in rule.trigger_when.items())


def _holds(name: str, wanted: Any, scene: Scene) -> bool:
    if name == "which":
        return not any(each.name == scene.told.name for each in scene.earlier)
    if (name, wanted) == ("stage", "first"):
        wanted = scene.pack.first_stage
    if name == "delegation_advised":
        return scene.delegation_advised() is wanted
    value = scene.get(FIELDS.get(name, name))
    if name == "stage" and value is None:
        value = TRIAGE
    return value in wanted if isinstance(wanted, list | tuple) else value == wanted


def words_for(rule: NoticeRule, scene: Scene) -> tuple[str, ...]:
    """Whom the notice goes to; on a lapse, those whom the deadline itself names are told too. A note that only
    brings an earlier one up to date is no news;
    that somebody's work ended with the step is news to that officer only.

    Only a target that lapsed is everybody's news: a prompt is for those it is meant for, and what the pack answers with
    a fact or a reminder has a letter of its own."""
    if scene.told.name == NOTED and not scene.get("first", True):
        return ()
    if (officer := scene.stood_down_at_the_end()) is not None:
        return (officer,)
    lapsed = scene.pack.deadline(scene.get("deadline_id", "")) if scene.told.name == LAPSED else None
    if lapsed is None:
        return rule.to
    match lapsed.on_lapse.do:
        case "flag_and_notify" | "treat_as_silent":
            return (*rule.to, *lapsed.on_lapse.tell)
        case "prompt" if lapsed.kind != "reminders":
            return lapsed.on_lapse.tell
        case _:
            return ()
