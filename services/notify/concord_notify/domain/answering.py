"""What people may record about a letter: that it arrived, or that it is to be sent once more."""

from datetime import date, datetime

from concord_notify.domain import commands, facts
from concord_notify.domain.notice import Notice
from concord_notify.domain.sending import delivered_by_hand
from concord_notify.domain.vocabulary import COORDINATOR
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.envelope import Actor
from concord_shared.facts import On
from concord_shared.refusals import Refusal


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


def reissue(command: commands.Reissue, state: Notice, actor: Actor, today: date) -> Decision:
    if refusal := _unknown(state):
        return refuse(refusal)
    if actor.office != COORDINATOR:
        message = "Only the case coordinator may have a letter sent once more."
        return refuse(Refusal(code="NoAuthority", message=message, field="as"))
    if state.prepared is None or state.prepared.letter is None:
        message = "This letter cannot be sent again: whoever it was for had their data erased."
        return refuse(Refusal(code="NoChannel", message=message, field="notice_id"))
    asked = facts.ReissueAsked(notice_id=state.notice_id, reason=command.reason, send_on=today)
    return accept(asked)


def _unknown(state: Notice) -> Refusal | None:
    if state.issued:
        return None
    message = "No letter with this id has gone out. 'concord case show' lists the letters of a case."
    return Refusal(code="UnknownNotice", message=message, field="notice_id")


def _not_theirs(state: Notice, actor: Actor) -> Refusal | None:
    own = state.prepared is not None and state.prepared.org == actor.organisation
    if own or actor.office == COORDINATOR:
        return None
    message = "This letter is addressed to somebody else; they, or the case coordinator, can say that it arrived."
    return Refusal(code="NoAuthority", message=message, field="as")
