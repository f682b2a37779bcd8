"""What follows for the work here when organisations leave a case, go on in another, or join it."""

from collections.abc import Sequence

from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.answering import departed
from concord_panel.domain.clocks import evolved, with_clocks
from concord_panel.domain.rechecking import Cause, recheck
from concord_panel.domain.state import RESPONSE, Panel
from concord_shared.contracts.base import Party
from concord_shared.decisions import Happening
from concord_shared.world import World


def parties_changed(
    state: Panel, left: Sequence[str], joined: Sequence[Party], why: str, caused_by: str, world: World
) -> tuple[Happening, ...]:
    """Offices are looked at again with the parties as they are now; answers of the others may be complete."""
    gone = tuple(org for org in state.orgs if org in left)
    new = tuple(party for party in joined if party.org not in state.orgs)
    if not gone and not new:
        return ()
    happened = with_clocks(state, (g.PartiesChanged(left=gone, joined=new, why=why),), world)
    after = evolved(state, happened, world.on)
    cause = Cause(caused_by, since=world.on, officers=state.flagged)
    more = with_clocks(after, recheck(after, cause, world), world)
    after = evolved(after, more, world.on)
    return (*happened, *more, *_answers(state, after, gone, world))


def _answers(before: Panel, state: Panel, gone: Sequence[str], world: World) -> tuple[Happening, ...]:
    """The last of them tells what the answers of those who stay come to."""
    waited_for = [org for org in gone if org not in before.answers]
    if state.stage is None or state.stage.type != RESPONSE:
        return ()
    told: list[Happening] = []
    for number, org in enumerate(waited_for, 1):
        fact = departed(state, org, world)
        if number < len(waited_for):
            fact = fact.model_copy(update={"outcome": None})
        told.append(fact)
    return with_clocks(state, told, world)
