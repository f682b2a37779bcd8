"""More time: by whom the pack lets give it here. The rest is the same in every service."""

from concord_panel.domain.appointing import may_appoint
from concord_panel.domain.refusing import not_the_chair
from concord_panel.domain.state import Panel
from concord_shared.deadlines.clocks import AgreeExtension, ExtendDeadline, agree, extend
from concord_shared.decisions import Decision
from concord_shared.packs.guards import Unmet
from concord_shared.world import World


def extended(command: ExtendDeadline, state: Panel, world: World) -> Decision:
    return extend(command, state.clocks, state.orgs, lambda who: _entitled(who, state, world), world, state.case)


def agreed(command: AgreeExtension, state: Panel, world: World) -> Decision:
    return agree(command, state.clocks, state.orgs, world, state.case)


def _entitled(who: str, state: Panel, world: World) -> Unmet | None:
    match who:
        case "all_parties":
            return None
        case "appointer":
            return None if may_appoint(state, world) else Unmet("NotAnAppointer")
        case "review_chair":
            missing = not_the_chair(state, world)
            return Unmet(missing.code, missing.message) if missing else None
        case _:
            return Unmet("NoAuthority")
