"""Who may raise a concern in whose name, and how the raiser's name and address are kept."""

from typing import Any

from concord_intake.domain.commands import RaiseConcern
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import PUBLIC, is_adviser
from concord_intake.domain.state import Case
from concord_shared.packs.guards import Unmet
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

REFERRAL = "referral_in"
EXPIRED = "expired_term"


def only_on_trial(command: RaiseConcern, world: World) -> Refusal | None:
    """A draft, and rules whose term has ended, take no real concern: nobody has agreed to them (handbook 10.2)."""
    pack = world.pack
    if command.trial or world.directory.takes_live_cases(pack.id, pack.version, world.on):
        return None
    standing = "past its term" if pack.status == EXPIRED else "a draft"
    message = (
        f"{pack.title}, version {pack.version}, is {standing}: it takes trial cases only, until an administrator "
        "publishes or renews it. Nothing was recorded. To try the procedure out, say that it is a trial (trial=true)."
    )
    rule = f"status: {pack.status}"
    return Refusal(code="TrialCasesOnly", message=message, rule=rule, clause=pack.title, field="trial")


def may_raise(command: RaiseConcern, state: Case, world: World) -> Refusal | None:
    """Anybody may for a person; in an organisation's name somebody of it, an adviser, the public page, or the
    organisation that the complaint is about and that sends it over (000:197)."""
    actor = world.actor
    if command.raiser_kind == "organisation" and not command.raiser_org:
        unmet = Unmet("RaiserNotNamed", "Say which organisation it is (raiser_org).", "raiser_org")
        return by_rule(world.pack, "RaiseConcern", None, unmet)
    if command.raiser_org in (None, actor.organisation) or actor.organisation == PUBLIC:
        return None
    if is_adviser(state, world) and actor.on_behalf_of in (None, PUBLIC, command.raiser_org):
        return None
    if referred_by(command, world) in command.respondent_orgs:
        return None
    why = f"'{actor.organisation}' cannot raise one in the name of '{command.raiser_org}'."
    return by_rule(world.pack, "RaiseConcern", None, Unmet("NoAuthority", why, "raiser_org"))


def referred_by(command: RaiseConcern, world: World) -> str | None:
    """The organisation that sends a complaint over from a procedure of its own."""
    return world.actor.organisation if command.channel == REFERRAL else None


def sealed_contact(command: RaiseConcern, person: str) -> dict[str, Any]:
    """Name, address, what makes it easier to take part (it can say something of a person's health), and the opaque id
    under which all of it is sealed; nothing where nothing is known."""

    def sealed(text: str | None) -> Sealed | None:
        return Sealed("contact", person, text) if text else None

    known = command.raiser_name or command.reach or command.adjustments
    return {
        "raiser_name": sealed(command.raiser_name),
        "reach": sealed(command.reach),
        "adjustments": tuple(Sealed("contact", person, each) for each in command.adjustments),
        "raiser_ref": person if known else None,
    }
