"""Who may raise a concern in whose name, and how the raiser's name and address are kept."""

from concord_intake.domain.commands import RaiseConcern
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import PUBLIC, is_adviser
from concord_intake.domain.state import Case
from concord_shared.packs.guards import Unmet
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def may_raise(command: RaiseConcern, state: Case, world: World) -> Refusal | None:
    """Anybody may for a person; in an organisation's name somebody of it, an adviser, or the public page."""
    actor = world.actor
    if command.raiser_kind == "organisation" and not command.raiser_org:
        unmet = Unmet("RaiserNotNamed", "Say which organisation it is (raiser_org).", "raiser_org")
        return by_rule(world.pack, "RaiseConcern", None, unmet)
    if command.raiser_org in (None, actor.organisation) or actor.organisation == PUBLIC:
        return None
    if is_adviser(state, world) and actor.on_behalf_of in (None, PUBLIC, command.raiser_org):
        return None
    why = f"'{actor.organisation}' cannot raise one in the name of '{command.raiser_org}'."
    return by_rule(world.pack, "RaiseConcern", None, Unmet("NoAuthority", why, "raiser_org"))


def sealed_contact(command: RaiseConcern, person: str) -> tuple[Sealed | None, Sealed | None, str | None]:
    """Name, address and the opaque id under which both are sealed; nothing where nothing is known."""
    name = Sealed("contact", person, command.raiser_name) if command.raiser_name else None
    reach = Sealed("contact", person, command.reach) if command.reach else None
    return name, reach, person if name or reach else None
