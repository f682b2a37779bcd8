"""More time for a deadline that intake keeps: by the office or the parties that the pack names."""

from functools import partial

from concord_intake.domain.advice import matter_of, turn
from concord_intake.domain.commands import AgreeExtension, ExtendDeadline
from concord_intake.domain.standing import role_of
from concord_intake.domain.state import Case
from concord_shared.deadlines.extending import agree, extend
from concord_shared.decisions import Decision
from concord_shared.packs.guards import Unmet
from concord_shared.world import World

ADVISER, PARTIES = "advice_body", "all_parties"
ELSEWHERE = Unmet("NoAuthority", "The office that can give more time has no part in what goes on now.")


def more_time(command: ExtendDeadline | AgreeExtension, state: Case, world: World) -> Decision:
    if isinstance(command, AgreeExtension):
        return agree(command, state.clocks, state.orgs, world, state.id)
    return extend(command, state.clocks, state.orgs, partial(_entitled, state, world), world, state.id)


def _entitled(state: Case, world: World, who: str) -> Unmet | None:
    if who == ADVISER:
        return turn(role_of(world), matter_of(state), world.pack, world.directory, world.on)
    return None if who == PARTIES else ELSEWHERE
