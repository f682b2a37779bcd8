"""One job, decided within its group: what it adds to the transaction, and what is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import structlog
from pydantic_core import from_json, to_json

from concord_shared.decisions import Outcome
from concord_shared.envelope import REACTION, TIMER
from concord_shared.messaging.pump import CannotGoOn
from concord_shared.parts import Refused
from concord_shared.parts import Request as CommandRequest
from concord_shared.refusals import Refusal
from concord_shared.running.backdating import before_the_last, too_far_back
from concord_shared.running.erased import PERSON_ERASED
from concord_shared.running.group import Cause, Group
from concord_shared.running.jobs import CommandJob, HearingJob, Job, ReadJob, SweepJob
from concord_shared.running.memory import aggregate_of, keeps
from concord_shared.running.recording_reads import record_read
from concord_shared.running.rights import identified, may_act
from concord_shared.store.key_ports import SubjectErased
from concord_shared.store.ports import Answer

log = structlog.get_logger()

PUBLIC = "public"
REFILLED = "refilled"
Reply = Mapping[str, Any]


class OutOfStep(Exception):
    """A told fact came before its predecessor: the pump goes back to what is stored."""


@dataclass(frozen=True)
class Decided:
    """`reply` without its position, which is known after the commit; `counts` tells whether it appended anything."""

    reply: Reply
    first_event: int
    after_events: int


def decide(group: Group, job: Job, kept: Mapping[tuple[str, str], Answer]) -> Decided:
    first = len(group.events)
    match job:
        case CommandJob():
            reply = _command(group, job, kept)
        case HearingJob():
            reply = _hearing(group, job)
        case SweepJob():
            reply = _sweep(group, job)
        case ReadJob():
            reply = record_read(group, job)
    return Decided(reply, first, len(group.events))


def _command(group: Group, job: CommandJob, kept: Mapping[tuple[str, str], Answer]) -> Reply:
    earlier = group.answers.get(job.key) or kept.get(job.key)
    if earlier is not None:
        return _again(earlier, job)
    outcome, cause = _outcome(group, job)
    refusal = before_the_last(group, outcome, job.occurred_on)
    if refusal is not None:
        outcome = Outcome(refusal=refusal)
    try:
        group.write(outcome, cause)
    except SubjectErased:
        outcome = Outcome(refusal=PERSON_ERASED)
    reply = _reply(outcome, job.case)
    if outcome.refusal is None or not outcome.refusal.passing:
        group.answers[job.key] = Answer(*job.key, job.digest, to_json(reply))
    return reply


def _outcome(group: Group, job: CommandJob) -> tuple[Outcome, Cause]:
    on = job.occurred_on or group.today
    cause = Cause(
        identified(group.memory.directory, job.actor, group.today),
        on,
        correlation_id=job.correlation_id,
        causation_id=job.command_id,
        command_id=job.command_id,
        reason=None if on == group.today else "entered later",
    )
    refusal = _at_the_door(group, job, on)
    if refusal is not None:
        return Outcome(refusal=refusal), cause
    request = CommandRequest(job.body, job.command_id, job.case)
    return _handled(lambda: job.spec.handle(request, group.desk(cause))), cause


def _at_the_door(group: Group, job: CommandJob, on: date) -> Refusal | None:
    if group.is_parked(job.case):
        return CASE_NEEDS_ATTENTION
    if not (job.spec.anybody and job.actor.organisation == PUBLIC):
        refusal = may_act(group.memory.directory, job.actor, group.today)
        if refusal is not None:
            return refusal
    return too_far_back(group, on)


def _handled(handle: Callable[[], Outcome]) -> Outcome:
    try:
        return handle()
    except Refused as refused:
        return Outcome(refusal=refused.refusal)


def _again(earlier: Answer, job: CommandJob) -> Reply:
    if earlier.digest not in (job.digest, REFILLED):
        return refused(COMMAND_ID_REUSED)
    again: Reply = from_json(earlier.body)
    return again


def _reply(outcome: Outcome, case: str | None) -> Reply:
    if outcome.refusal is not None:
        return refused(outcome.refusal)
    return {"accepted": True, "case": case, **outcome.answer}


def refused(refusal: Refusal) -> Reply:
    return {"accepted": False, **refusal.model_dump(exclude={"passing"})}


def _hearing(group: Group, job: HearingJob) -> Reply:
    told = job.told
    if job.replayed is None:
        if told.position <= group.heard_of(told.service):
            return {"heard": False}
        if told.previous > group.heard_of(told.service):
            raise OutOfStep(told.service)
        if group.is_parked(told.case):
            group.heard[told.service] = told.position
            group.park.append((job.message, "AfterParked", group.now.isoformat()))
            return {"heard": True, "parked": True}
    reply = _react(group, job)
    if job.replayed is None:
        group.heard[told.service] = told.position
    return reply


def _react(group: Group, job: HearingJob) -> Reply:
    """The facts of a reaction carry that their own cause was heard, and all before it."""
    told, before = job.told, group.heard.get(job.told.service)
    keep = keeps(group.memory.service, told)
    if keep:
        group.kept.append(job.message)
        group.memory.learn(told)
    handler = group.memory.service.reactions.get(f"{told.service}.{told.name}")
    if handler is not None:
        cause = Cause(REACTION, told.occurred_on, told.correlation_id, told.event_id)
        try:
            if job.replayed is None:
                group.heard[told.service] = told.position
            group.write(handler(told, group.desk(cause)), cause)
        except Exception as error:
            _restore(group.heard, told.service, before)
            return _park(group, job, error)
    if job.replayed is not None:
        group.unpark.append(job.replayed)
    return {"heard": True}


def _restore(heard: dict[str, int], service: str, before: int | None) -> None:
    if before is None:
        heard.pop(service, None)
    else:
        heard[service] = before


def _park(group: Group, job: HearingJob, error: Exception) -> Reply:
    told, why = job.told, error.refusal.code if isinstance(error, Refused) else type(error).__name__
    log.error("told_fact_not_handled", service=told.service, name=told.name, position=told.position, why=why)
    if job.message in group.kept:
        group.kept.remove(job.message)
    if told.case is None or job.replayed is not None:
        raise CannotGoOn(f"{told.service}.{told.name} at {told.position}: {why}") from error
    group.park.append((job.message, why, group.now.isoformat()))
    return {"heard": True, "parked": True}


def _sweep(group: Group, job: SweepJob) -> Reply:
    service = group.memory.service
    if service.sweep is None or group.is_parked(job.stream.partition("-")[2]):
        return {"swept": False}
    cause = Cause(TIMER, group.today, job.stream, None, reason=None)
    outcome = service.sweep(job.stream, group.desk(cause), job.done)
    group.write(outcome, cause)
    # Another instance may have gone on since the effect looked: then it is due still, and looked at anew.
    if not outcome.writes and job.seen in (None, group.load(job.stream).version):
        group.due[job.stream] = _looked_at(group, job.stream)
    return {"swept": True}


def _looked_at(group: Group, stream: str) -> date | None:
    """A sweep that found nothing to do asks again when the state says, but not today."""
    next_on = aggregate_of(group.memory.service, stream).next_on(group.load(stream).state)
    return group.today + timedelta(days=1) if next_on is not None and next_on <= group.today else next_on


CASE_NEEDS_ATTENTION = Refusal(
    code="CaseNeedsAttention",
    message="Something about this case could not be taken in and waits for a person to look at it. Nothing is lost. "
    "Please try again once it is repaired ('concord refused list' names it).",
    passing=True,
)
ANSWER_LOST = Refusal(
    code="AnswerLost",
    message="This command was decided before and left facts on record; its answer was lost with the database. It is "
    "not decided again: look at the case's history.",
)
COMMAND_ID_REUSED = Refusal(
    code="CommandIdReused",
    message="This command's id was used before for something else. Send it again with an id of its own.",
)
