"""Who may do what in the directory, and how it is refused."""

from dataclasses import dataclass
from datetime import date

from concord_shared.envelope import Actor
from concord_shared.refusals import Refusal

ADMINISTRATOR = "administrator"
SECRETARY = "secretary"


@dataclass(frozen=True)
class Scene:
    """Who asks, and for which day."""

    actor: Actor
    on: date


def not_administrator(scene: Scene) -> Refusal | None:
    if scene.actor.office == ADMINISTRATOR:
        return None
    return Refusal(
        code="NoAuthority",
        message="Only an administrator may change this part of the directory: please ask one to do it.",
        field="as",
    )


def not_of_the_body(scene: Scene, body: str, seats: frozenset[str]) -> Refusal | None:
    """`seats` are the organisations that have somebody in the body: its secretary works for one of them."""
    actor = scene.actor
    is_its_secretary = actor.office == SECRETARY and (not seats or actor.organisation in seats)
    if is_its_secretary or actor.office in {ADMINISTRATOR, body}:
        return None
    return Refusal(
        code="NoAuthority",
        message=f"Only the secretary or a member of '{body}', or an administrator, may enter its meetings.",
        field="as",
    )
