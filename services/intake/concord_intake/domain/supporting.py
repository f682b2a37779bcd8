"""What makes it possible to take part, asked for and provided; what it is stays between them and those who help."""

from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.commands import AskChampionSupport, ProvideSupport, RequestSupport, SupportCommand
from concord_intake.domain.coordinating import coordinates
from concord_intake.domain.facts import SupportProvided, SupportRequested
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.standing import is_adviser, is_raiser, speaks_for
from concord_intake.domain.state import Case
from concord_intake.domain.triage import NOT_THE_RAISER
from concord_shared.contracts.intake import CHAMPION
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.model import Pack
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

NAMED, SUPPORT = "champion_named", "support_from"
NO_CHAMPIONS = Refusal(
    code="NoChampions",
    message="This Compact has no champions. Ask for what you need with RequestSupport, or call the adviser.",
)


def ask_support(command: SupportCommand, state: Case, world: World, at_hand: AtHand) -> Decision:
    name, org = type(command).__name__, speaks_for(state, world)
    if org not in state.orgs and not is_raiser(state, world):
        return refuse(by_rule(world.pack, name, state.stage_id, NOT_THE_RAISER))
    if isinstance(command, AskChampionSupport) and not knows_champions(world.pack):
        return refuse(NO_CHAMPIONS)
    own = org if org in (*state.orgs, *(state.raised.side if state.raised else ())) else None
    known = {"person_ref": at_hand.fresh, "detail": Sealed("contact", at_hand.fresh, command.detail)}
    kind = command.kind if isinstance(command, RequestSupport) else CHAMPION
    return accept(SupportRequested(kind=kind, by_party=own, **(known if command.detail else {})))


def provide_support(command: ProvideSupport, state: Case, world: World, at_hand: AtHand) -> Decision:
    refusal = None if is_adviser(state, world) else coordinates("ProvideSupport", state, world)
    if refusal is not None:
        return refuse(refusal)
    if command.detail is None:
        return accept(SupportProvided(kind=command.kind))
    detail = Sealed("contact", at_hand.fresh, command.detail)
    return accept(SupportProvided(kind=command.kind, person_ref=at_hand.fresh, detail=detail))


def knows_champions(pack: Pack) -> bool:
    """Whether a rule of the pack names champions, or somebody who supports the talks."""
    return any(guard.predicate == NAMED or SUPPORT in guard.params for guard in pack.guards)
