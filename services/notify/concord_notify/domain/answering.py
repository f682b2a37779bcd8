"""What people may record about a letter: that it arrived, or that it is to be sent once more."""

from datetime import date, datetime

from concord_notify.domain import commands, facts
from concord_notify.domain.notice import Notice
from concord_notify.domain.sending import POST_TAKES, delivered_by_hand
from concord_notify.domain.vocabulary import COORDINATOR, RAISER, REPRESENTATIVE
from concord_shared.calendar.working import WorkingCalendar
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.envelope import Actor
from concord_shared.facts import On
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed


def acknowledge(command: commands.AcknowledgeNotice, state: Notice, actor: Actor, on: date, now: datetime) -> Decision:
    if refusal := _unknown(state) or _not_theirs(state, actor):
        return refuse(refusal)
    day = command.received_on or on
    if state.prepared is not None and day < state.prepared.caused_on:
        message = "A letter cannot have arrived before it was caused: check the day."
        return refuse(Refusal(code="TooEarly", message=message, field="received_on"))
    by = actor.on_behalf_of or actor.organisation
    arrived = delivered_by_hand(state, now)
    said = On(facts.NoticeAcknowledged(notice_id=state.notice_id, by_party=by, on=day), day)
    return accept(*([On(arrived, day)] if arrived else []), said)


def posted(
    command: commands.RecordPosted, state: Notice, actor: Actor, today: date, calendar: WorkingCalendar
) -> Decision:
    day = command.posted_on or today
    if refusal := _unknown(state) or _not_the_coordinator(actor) or _cannot_be_posted(state, day, today):
        return refuse(refusal)
    arrives_on = calendar.after(day, POST_TAKES).due_on
    return accept(On(facts.NoticePosted(notice_id=state.notice_id, posted_on=day, arrives_on=arrives_on), day))


def reissue(command: commands.Reissue, state: Notice, actor: Actor, today: date) -> Decision:
    if refusal := _unknown(state) or _not_the_coordinator(actor):
        return refuse(refusal)
    if state.prepared is None or state.prepared.letter is None:
        message = "This letter cannot be sent again: whoever it was for had their data erased."
        return refuse(Refusal(code="NoChannel", message=message, field="notice_id"))
    reason = Sealed("case", state.prepared.case_id or state.prepared.letter.subject, command.reason)
    return accept(facts.ReissueAsked(notice_id=state.notice_id, reason=reason, send_on=today))


def _unknown(state: Notice) -> Refusal | None:
    if state.issued:
        return None
    message = "No letter with this id has gone out. 'concord case show' lists the letters of a case."
    return Refusal(code="UnknownNotice", message=message, field="notice_id")


def _not_the_coordinator(actor: Actor) -> Refusal | None:
    if actor.office == COORDINATOR:
        return None
    message = "Only the case coordinator posts letters and has them sent once more."
    return Refusal(code="NoAuthority", message=message, field="as")


def _cannot_be_posted(state: Notice, day: date, today: date) -> Refusal | None:
    if state.delivered:
        message = "This letter has arrived already; there is nothing to post. To send it again, reissue it."
        return Refusal(code="AlreadyDelivered", message=message, field="notice_id")
    if day > today:
        message = "A letter cannot have been posted on a day to come: check the day."
        return Refusal(code="DateInFuture", message=message, field="posted_on")
    if state.prepared is not None and day < state.prepared.send_on:
        message = "The letter was not written yet on that day: check the day."
        return Refusal(code="TooEarly", message=message, field="posted_on")
    return None


def _not_theirs(state: Notice, actor: Actor) -> Refusal | None:
    prepared = state.prepared
    if actor.office == COORDINATOR:
        return None
    if prepared and prepared.org == actor.organisation and prepared.office in {RAISER, REPRESENTATIVE, actor.office}:
        return None
    message = "This letter is addressed to somebody else; they, or the case coordinator, can say that it arrived."
    return Refusal(code="NoAuthority", message=message, field="as")
