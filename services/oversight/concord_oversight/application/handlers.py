"""What the writer runs for oversight's commands."""

from dataclasses import replace
from typing import Any

from concord_oversight.application.group_work import fresh_items, outcome_of
from concord_oversight.application.reporting import with_own
from concord_oversight.domain import agreeing, learning
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.parts import Desk, Request


def record_dialogue(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    rule = desk.pack().monitoring.repeat_rule
    state = desk.load(command.pattern_id)
    fresh = fresh_items(learning.named_in(command), desk)
    decision = learning.record_dialogue(command, state, desk.actor, desk.on, rule, fresh)
    outcome = outcome_of(command.pattern_id, decision, desk)
    return replace(outcome, answer={"pattern_id": command.pattern_id, "items": fresh})


def agree_to_dialogue(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    state = desk.load(command.pattern_id)
    raising = {org for each in state.cases for org in desk.load(f"dispute-{each.case_id}").raising}
    decision = agreeing.agree_to_dialogue(state, raising, desk.actor, desk.pack().monitoring.repeat_rule)
    return with_own(_outcome(command.pattern_id, decision), desk)


def close_pattern(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    rule = desk.pack().monitoring.repeat_rule
    state = desk.load(command.pattern_id)
    return with_own(_outcome(command.pattern_id, learning.close_pattern(command, state, desk.actor, rule)), desk)


def _outcome(stream: str, decision: Decision) -> Outcome:
    writes = (Write(stream, decision.facts),) if decision.facts else ()
    return Outcome(writes, decision.refusal, {"pattern_id": stream})
