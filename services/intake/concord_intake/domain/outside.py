"""A party goes to an outside body: nobody's leave is needed, it is recorded, and the pack says what follows."""

from concord_intake.domain.commands import RecordExternalRemedy
from concord_intake.domain.coordinating import coordinates
from concord_intake.domain.facts import CaseSuspended, ExternalRemedyRecorded
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.standing import speaks_for
from concord_intake.domain.state import Case
from concord_intake.domain.suspending import OUTSIDE_ASKS, OUTSIDE_ROUTE, sealed
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.world import World

PREDICATE = "outside_route_open"
PAUSE = "pause"


def record_external(command: RecordExternalRemedy, state: Case, world: World) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    party = _of_whom(command, state, world)
    if isinstance(party, Refusal):
        return refuse(party)
    effect = effect_of(command.kind, world.pack, state.stage_id)
    fact = ExternalRemedyRecorded(
        kind=command.kind, by_party=party, effect=effect, detail=sealed(command.detail, state)
    )
    why = _suspends(command, effect, world.pack)
    if why is None or state.suspended is not None or state.stage is None:
        return accept(fact)
    return accept(fact, CaseSuspended(stage_id=state.stage_id, why=why))


def _of_whom(command: RecordExternalRemedy, state: Case, world: World) -> str | Refusal:
    """A party for itself, an adviser for the party that told it, the coordinator for the party that it names."""
    own, known = speaks_for(state, world), _sides(state)
    if own in known and command.party in (None, own):
        return own
    refusal = coordinates("RecordExternalRemedy", state, world)
    if refusal is not None:
        unmet = Unmet("NotAParty", "A party of this case, or its coordinator, records it.")
        return by_rule(world.pack, "RecordExternalRemedy", state.stage_id, unmet)
    if command.party in known:
        return command.party
    unmet = Unmet("NotAParty", "Say which party of this case went outside (party).", "party")
    return by_rule(world.pack, "RecordExternalRemedy", state.stage_id, unmet)


def _sides(state: Case) -> tuple[str, ...]:
    """The parties; before there are any, the organisations that it comes from."""
    return state.orgs or (*(state.raised.side if state.raised else ()), *state.raising)


def effect_of(kind: str, pack: Pack, stage_id: str | None) -> str:
    """The effect that the pack gives this route, else its guard's, else its default."""
    own = next((each.effect for each in pack.procedure.exits_any_stage if each.id == kind and each.effect), None)
    guard = pack.guard_by(PREDICATE, stage_id)
    by_guard = guard.params.get("effect") if guard else None
    return str(own or by_guard or pack.procedure.external_route_effect.default)


def _suspends(command: RecordExternalRemedy, effect: str, pack: Pack) -> str | None:
    if effect == PAUSE:
        return OUTSIDE_ROUTE
    asked = command.outside_body_asks and OUTSIDE_ASKS in pack.procedure.external_route_effect.pause_when
    return OUTSIDE_ASKS if asked else None
