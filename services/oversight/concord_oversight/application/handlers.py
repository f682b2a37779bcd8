"""What the writer runs for oversight's commands."""

from typing import Any

from concord_oversight.application.reporting import with_own
from concord_oversight.domain import learning
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.parts import Desk, Request


def record_dialogue(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    rule = desk.pack().monitoring.repeat_rule
    state = desk.load(command.pattern_id)
    decision = learning.record_dialogue(command, state, desk.actor, desk.on, rule)
    return with_own(_outcome(command.pattern_id, decision), desk)


def close_pattern(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    rule = desk.pack().monitoring.repeat_rule
    state = desk.load(command.pattern_id)
    return with_own(_outcome(command.pattern_id, learning.close_pattern(command, state, desk.actor, rule)), desk)


def _outcome(stream: str, decision: Decision) -> Outcome:
    writes = (Write(stream, decision.facts),) if decision.facts else ()
    return Outcome(writes, decision.refusal, {"pattern_id": stream})
