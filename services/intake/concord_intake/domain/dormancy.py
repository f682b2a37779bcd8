"""A case whose talks went quiet is closed, once the prompts to the parties have stayed without an answer."""

from concord_intake.domain.commands import CloseDormant
from concord_intake.domain.coordinating import coordinates
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.state import Case
from concord_intake.domain.way import after_stage
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.packs.guards import Unmet
from concord_shared.packs.lookup import UnknownOutcome
from concord_shared.world import World

DORMANT = "dormant"


def close_dormant(command: CloseDormant, state: Case, world: World) -> Decision:
    refusal = coordinates("CloseDormant", state, world) or refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    try:
        return accept(*after_stage(state, world.pack, DORMANT, "CloseDormant", world.on))
    except UnknownOutcome:
        unmet = Unmet("NotDormant", "This Compact does not close a case for being quiet.")
        return refuse(by_rule(world.pack, "CloseDormant", state.stage_id, unmet))
