"""Who hears of a repeat: those whom it does not concern, and whoever gets the copy of the others (handbook 5.2)."""

from collections.abc import Iterable, Iterator

from concord_notify.domain.offices import called, unconcerned
from concord_notify.domain.scene import Addressee, Scene
from concord_shared.directory import Role

OVERSIGHT = "oversight"


def is_of_a_repeat(scene: Scene) -> bool:
    return scene.told.service == OVERSIGHT


def without_the_concerned(office: str, scene: Scene) -> Iterable[Addressee]:
    """Holders who belong to no respondent, nor work for one; where one is left out, the pack's fallback beside them.
    Where nobody holds the office, the office itself, for the desk."""
    held = _holders(office, scene)
    free = _free(held, scene)
    copies = _fallback(scene) if len(free) < len(held) else ()
    return [*_addressed(free), *copies] or [Addressee(office)]


def _fallback(scene: Scene) -> Iterable[Addressee]:
    """One holder gets the copy, not a whole body: little of what is on record is on show (handbook 0.2)."""
    offices = scene.pack.monitoring.repeat_rule.fallback.to
    for office in offices:
        if free := _free(_holders(office, scene), scene):
            return tuple(_addressed(free[:1]))
    return [Addressee(office) for office in offices[:1]]


def _holders(office: str, scene: Scene) -> list[Role]:
    return [role for each in called(office, scene) for role in scene.directory.holders(each, scene.today)]


def _free(held: list[Role], scene: Scene) -> list[Role]:
    out = scene.view.no_coordinators
    return [role for role in unconcerned(held, set(scene.get("respondents", ()))) if role.officer not in out]


def _addressed(roles: Iterable[Role]) -> Iterator[Addressee]:
    return (Addressee(role.office, role.org) for role in roles)
