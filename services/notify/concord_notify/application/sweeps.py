"""What was to go out today: what became of it."""

from collections.abc import Sequence
from typing import Any

from concord_notify.application.reactions import scene_of, written
from concord_notify.application.templates import template_of
from concord_notify.domain import facts
from concord_notify.domain.notice import Next, Notice
from concord_notify.domain.person import Person
from concord_notify.domain.preparing import prepared
from concord_notify.domain.sending import Posted, arrived_by_post, carried_out, not_confirmed
from concord_shared.clock import local_day
from concord_shared.contracts.base import Told
from concord_shared.contracts.notify import NoticeFailed, Recipient
from concord_shared.decisions import Happening, Outcome, Write
from concord_shared.parts import Desk


def sweep(stream: str, desk: Desk, done: Any) -> Outcome:
    match desk.load(stream):
        case Notice() as state:
            return _notice(stream, state, desk, done)
        case Person(clear_on=day) as state if day is not None:
            removed = facts.LettersRemoved(person=state.person, files=done or 0)
            return Outcome((Write(stream, (removed,)),))
        case _:
            return Outcome()


def _notice(stream: str, state: Notice, desk: Desk, done: Any) -> Outcome:
    if state.try_on is None or state.try_on > local_day(desk.now):
        return Outcome()
    happened = _happened(state, desk, done)
    case = state.prepared.case_id if state.prepared else None
    own = (Write(stream, happened, case),) if happened else ()
    failed = [fact for fact in happened if isinstance(fact, facts.NoticeFailed) and fact.retry_on is None]
    more = [write for fact in failed for write in _undelivered(fact, case, desk)]
    return Outcome((*own, *more))


def _happened(state: Notice, desk: Desk, done: Any) -> Sequence[Happening]:
    """What is done is of another moment where another instance was faster: then nothing is due any more."""
    match state.then, done:
        case Next.SEND, Posted():
            calendar, today = desk.calendar(desk.pack()), local_day(desk.now)
            return carried_out(state, done, desk.now, lambda number: calendar.after(today, number).due_on)
        case Next.LOOK, None:
            return not_confirmed(state, desk.now)
        case Next.ARRIVE, None:
            return arrived_by_post(state, desk.now)
        case _:
            return ()


def _undelivered(fact: facts.NoticeFailed, case: str | None, desk: Desk) -> list[Write]:
    """The pack's own notice about it. Where that one fails too, nobody writes about it again."""
    told = Told(
        service="notify",
        position=0,
        about=case or "notice",
        case=case,
        event_id=f"{fact.notice_id}-{fact.attempt}",
        occurred_on=local_day(desk.now),
        recorded_at=desk.now,
        correlation_id=fact.notice_id,
        contract=_contract(fact),
    )
    scene = scene_of(told, desk)
    letters = [each for each in prepared(scene, template_of) if each.notice_type != fact.notice_type]
    return list(written(letters, desk, told))


def _contract(fact: facts.NoticeFailed) -> NoticeFailed:
    return NoticeFailed(
        notice_id=fact.notice_id,
        notice_type=fact.notice_type,
        to=Recipient(office=fact.office, org=fact.org),
        at=fact.at,
        attempt=fact.attempt,
        channel=fact.channel,
        why=fact.why,
        channels=fact.channels,
    )
