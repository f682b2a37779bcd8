"""Paragraphs about a letter that did not arrive."""

from collections.abc import Callable

from concord_notify.domain.said_of_case import names, role_name
from concord_notify.domain.scene import Scene
from concord_notify.domain.sending import UNKNOWN
from concord_notify.domain.vocabulary import DESK, EMAIL, POST

Say = Callable[[Scene], str]


def which_notice(scene: Scene) -> str:
    to = scene.get("to")
    office = role_name(to.office, scene) if to else "somebody"
    where = f" at {names([to.org], scene)}" if to and to.org else ""
    kind = str(scene.get("notice_type", "letter")).replace("_", " ")
    return f"The letter '{kind}' to {office}{where} could not be delivered."


WAYS = {EMAIL: "by e-mail", POST: "by post", DESK: "by the coordinator's desk"}


def channels_tried(scene: Scene) -> str:
    why = str(scene.get("why", "not known")).replace("_", " ")
    times = scene.get("attempt", 1)
    way = WAYS.get(scene.get("channel", ""), "by every way that is known")
    return f"It was tried {times} time{'' if times == 1 else 's'}, last {way}. The difficulty: {why}."


def task(scene: Scene) -> str:
    """A letter that may be on its way is not sent again before somebody has asked."""
    arrived = "Please enter the day on which it arrived, or have it sent once more."
    if scene.get("why") == UNKNOWN:
        return f"It may have gone out all the same: please ask the recipient first. {arrived}"
    return f"Please reach the recipient another way: by telephone, by post or in person. {arrived}"


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        which_notice,
        channels_tried,
        task,
    )
}
