"""What the writer runs for notify's commands."""

from typing import Any

from concord_notify.domain import answering
from concord_notify.domain.notice import Notice
from concord_shared.clock import local_day
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.parts import Desk, Request


def acknowledge(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    state: Notice = desk.load(f"notice-{command.notice_id}")
    return _outcome(state, answering.acknowledge(command, state, desk.actor, desk.on, desk.now))


def posted(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    state: Notice = desk.load(f"notice-{command.notice_id}")
    calendar = desk.calendar(desk.pack())
    return _outcome(state, answering.posted(command, state, desk.actor, local_day(desk.now), calendar))


def reissue(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    state: Notice = desk.load(f"notice-{command.notice_id}")
    return _outcome(state, answering.reissue(command, state, desk.actor, local_day(desk.now)))


def _outcome(state: Notice, decision: Decision) -> Outcome:
    case = state.prepared.case_id if state.prepared else None
    writes = (Write(f"notice-{state.notice_id}", decision.facts, case),) if decision.facts else ()
    return Outcome(writes, decision.refusal, {"notice_id": state.notice_id})
