"""What acceptance brings: the pack of that day, the parties, and the first stage or a place to wait."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from concord_intake.domain.cited import themes
from concord_intake.domain.commands import AdoptConcern, FirstLook
from concord_intake.domain.facts import (
    WAITING,
    ConcernAccepted,
    ConcernAdopted,
    ExternalRemedyRecorded,
    PartyAdded,
)
from concord_intake.domain.membership import RAISING, is_same_sector, not_members, parties_of
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import speaks_for
from concord_intake.domain.state import Case
from concord_intake.domain.way import open_stage
from concord_shared.contracts.base import OfficeHeld
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet
from concord_shared.packs.lookup import next_stage
from concord_shared.packs.model import TRIAGE, Pack
from concord_shared.world import World

RELATED, RELATED_UNADOPTED, ADOPTED = "related", "related_unadopted", "adopted"


def accepted(
    command: FirstLook,
    state: Case,
    world: World,
    in_force: Pack,
    advisers: tuple[OfficeHeld, ...],
    checked: Mapping[str, Any],
) -> tuple[Fact, ...]:
    """Pinned from here on to the pack in force; the first stage opens where a member is on the raising side.

    Else it waits for one. `checked` is what a check of form puts on record besides. Raises UnknownOutcome where the
    pack has no such place."""
    raising = _members(state, world, in_force)
    responding = command.responding or state.responding
    found = next_stage(in_force, TRIAGE, RELATED if raising else RELATED_UNADOPTED)
    fact = ConcernAccepted(
        pack_version=in_force.version,
        cited=state.cited,
        themes=themes(state.cited),
        raising=raising,
        responding=responding,
        same_sector=is_same_sector(raising, responding, world.directory),
        adopted=False,
        waiting=found.to if found.kind == "waiting" else None,
        **checked,
        trial=state.trial,
    )
    if found.kind == "waiting":
        return (fact, *_elsewhere(state, responding))
    parties = parties_of(raising, responding, world.directory)
    advised = replace(state, advisers=advisers)
    opened = open_stage(advised, in_force, found.to, "ConcernAccepted", parties, accepted_on=world.on)
    return (fact, *_elsewhere(state, responding), opened)


def _elsewhere(state: Case, responding: tuple[str, ...]) -> tuple[Fact, ...]:
    """The procedure that sent the concern over waits for this one; it is not closed (handbook S23)."""
    raised = state.raised
    if raised is None or raised.referred_from is None or raised.referred_by not in responding:
        return ()
    return (ExternalRemedyRecorded(kind=raised.referred_from, by_party=raised.referred_by, effect=WAITING),)


def _members(state: Case, world: World, pack: Pack) -> tuple[str, ...]:
    side = state.raised.side if state.raised else ()
    guard = pack.guard_by("party_is_member")
    strangers = not_members(side, guard.params, world.directory) if guard else ()
    return tuple(org for org in side if org not in strangers)


def adopted(command: AdoptConcern, state: Case, world: World) -> Decision:
    """The member that takes it up becomes the raising party (001:605, 001:636)."""
    org = speaks_for(state, world)
    if org is None:
        why = "Only an adviser without a part in the matter records for another organisation."
        return refuse(by_rule(world.pack, "AdoptConcern", None, Unmet("NoAuthority", why)))
    if org in state.responding:
        why = f"The concern is about '{org}' itself; another member can take it up."
        return refuse(by_rule(world.pack, "AdoptConcern", None, Unmet("NoAuthority", why)))
    found = next_stage(world.pack, state.waiting or TRIAGE, ADOPTED)
    parties = parties_of((*state.raising, org), state.responding, world.directory)
    accepted_on = state.accepted_on or world.on
    return accept(
        ConcernAdopted(adopting_org=org, raiser_consents=command.raiser_consents),
        PartyAdded(org=org, side=RAISING),
        open_stage(state, world.pack, found.to, "ConcernAdopted", parties, accepted_on=accepted_on),
    )
