"""Paragraphs about issues that come up again: a call for talk, never a finding."""

from collections.abc import Callable, Iterator

from concord_notify.domain.said_of_case import names, role_name
from concord_notify.domain.said_of_dates import day
from concord_notify.domain.scene import Scene

Say = Callable[[Scene], str]

LEVELS = {
    "same_commitment": "the same organisation and the same commitment",
    "same_theme": "the same organisation and the same theme",
    "same_pair": "the same two organisations",
    "systemic": "the same commitment with different organisations",
}


def level(scene: Scene) -> str:
    code = scene.get("level", "")
    return f"What is alike: {LEVELS.get(code, code.replace('_', ' '))} ({scene.get('key', '')})."


ENDED = {
    "open": "still going on",
    "accepted": "ended with a recommendation that all accepted",
    "signposted": "sent to another route",
}


def count(scene: Scene) -> str:
    since, to = scene.get("window_from"), scene.get("window_to")
    counted = f"It was counted {scene.get('count', 0)} times between {day(since)} and {day(to)}."
    ends = [f"{number} {ENDED.get(end, end.replace('_', ' '))}" for end, number in scene.get("outcomes", {}).items()]
    return " ".join([counted, *_unadopted(scene), *([f"How the cases stand: {', '.join(ends)}."] if ends else [])])


def _unadopted(scene: Scene) -> Iterator[str]:
    match scene.get("unadopted", 0):
        case 0:
            return
        case 1:
            yield "One more concern, which no member has taken up, is not among them."
        case number:
            yield f"{number} more concerns, which no member has taken up, are not among them."


def case_dates(scene: Scene) -> str:
    dates = ", ".join(day(each) for each in scene.get("accepted_on", ()))
    return f"The cases were accepted on: {dates}." if dates else "The dates are on record."


def when_held(scene: Scene) -> str:
    when = scene.get("held_on")
    return f"The talk was held on {day(when)}." if when else "The talk was held."


def offices_there(scene: Scene) -> str:
    there = ", ".join(role_name(each, scene) for each in scene.get("offices_present", ()))
    return f"These took part: {there}." if there else "Who took part is on record."


def who_takes_part(scene: Scene) -> str:
    who = names(scene.get("invited", ()), scene)
    return f"{who} takes part in the talk about what keeps coming back. You will hear when and where it is held."


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        level,
        count,
        case_dates,
        when_held,
        offices_there,
        who_takes_part,
    )
}
