"""The written statement of the party that asked for the stage: logged as it is, even where parts are missing."""

import json

from concord_panel.domain import commands as c
from concord_panel.domain import facts as f
from concord_panel.domain.refusing import by_guard, not_a_party, not_in
from concord_panel.domain.state import REVIEW, Panel
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World


def submit(command: c.SubmitStatement, state: Panel, world: World) -> Decision:
    """What a later submission brings is added; the clocks of the stage do not wait for it (handbook S19)."""
    refusal = not_in(state, REVIEW) or _not_foreseen(state, world) or _not_theirs(state, world)
    refusal = refusal or by_guard(command, state, world)
    if refusal:
        return refuse(refusal)
    assert state.stage is not None
    wanted = _wanted(state, world)
    given = {part: text for part, text in command.parts.items() if text.strip()}
    there = tuple(part for part in wanted if part in given or part in state.statement)
    return accept(
        f.StatementLogged(
            stage_id=state.stage.id,
            parts_present=there,
            missing=tuple(part for part in wanted if part not in there),
            by_party=world.actor.organisation,
            statement=Sealed("panel", state.case, json.dumps(given, ensure_ascii=False, sort_keys=True)),
        )
    )


def _wanted(state: Panel, world: World) -> tuple[str, ...]:
    statement = world.pack.stage(state.stage.id).statement if state.stage else None
    return statement.parts if statement else ()


def _not_foreseen(state: Panel, world: World) -> Refusal | None:
    if _wanted(state, world):
        return None
    return Refusal(code="NotForeseen", message="The Compact asks for no written statement at this stage.")


def _not_theirs(state: Panel, world: World) -> Refusal | None:
    """The text gives the statement to the organisation that asks; where that one has left, to any party."""
    refusal = not_a_party(state, world)
    asked_by = state.asked.by_party if state.asked else None
    if refusal or asked_by not in state.orgs or world.actor.organisation == asked_by:
        return refusal
    message = "The statement is that of the party that asked for this stage. Others put in evidence (SubmitEvidence)."
    return Refusal(code="NotAParty", message=message)
