"""When a mediator is named, an item released, a letter delivered or a result set aside, panel remembers or reckons."""

from collections.abc import Callable, Mapping

from concord_panel.application.handlers import outcome_of, state_of, world_of, written
from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.clocks import clock_moves
from concord_panel.domain.delivering import DELIVERED
from concord_panel.domain.state import CRITICAL_FRIEND, RESPONSE
from concord_shared.contracts.base import Told
from concord_shared.contracts.intake import (
    CoordinatorObjectedTo,
    FirstContactRecorded,
    NationalReferralMade,
    ResultSetAside,
)
from concord_shared.contracts.mediation import CriticalFriendEngaged, MediationDisclosureAgreed, MediatorAppointed
from concord_shared.contracts.notify import NoticeDelivered
from concord_shared.deadlines.clocks import Occurrence
from concord_shared.decisions import Outcome, accept
from concord_shared.parts import Desk


def mediator_appointed(told: Told, desk: Desk) -> Outcome:
    appointed = told.contract
    assert isinstance(appointed, MediatorAppointed)
    barred = g.MediatorBarred(mediator_ref=appointed.mediator_ref, mediator_org=appointed.mediator_org)
    state = state_of(told, desk)
    return written((barred,), state, state.pack_version or told.pack_version, desk)


def critical_friend_engaged(told: Told, desk: Desk) -> Outcome:
    engaged = told.contract
    assert isinstance(engaged, CriticalFriendEngaged)
    who = {"mediator_ref": engaged.friend_ref, "mediator_org": engaged.friend_org}
    state, barred = state_of(told, desk), g.MediatorBarred(**who, office=CRITICAL_FRIEND)
    return written((barred,), state, state.pack_version or told.pack_version, desk)


def first_contact(told: Told, desk: Desk) -> Outcome:
    """A period may run from the first contact, a moment before the stage itself opens."""
    contact, state = told.contract, state_of(told, desk)
    assert isinstance(contact, FirstContactRecorded)
    world = world_of(state.pack_version or told.pack_version, desk)
    occurrence = Occurrence(told.name, told.occurred_on, {"body": contact.body})
    return outcome_of(accept(*clock_moves(state, occurrence, world)), state, world)


def national_referral(told: Told, desk: Desk) -> Outcome:
    """Asked for while answers are awaited: the period of the party that asked has had its answer."""
    made, state = told.contract, state_of(told, desk)
    assert isinstance(made, NationalReferralMade)
    if state.stage is None or state.stage.type != RESPONSE:
        return Outcome()
    world = world_of(state.pack_version, desk)
    occurrence = Occurrence(told.name, told.occurred_on, {"body": made.body}, party=made.by_party)
    return outcome_of(accept(*clock_moves(state, occurrence, world)), state, world)


def item_released(told: Told, desk: Desk) -> Outcome:
    """Before the investigation opens, too: what all released stays released."""
    agreed, state = told.contract, state_of(told, desk)
    assert isinstance(agreed, MediationDisclosureAgreed)
    if (agreed.item_ref, agreed.to) in state.released:
        return Outcome()
    released = g.ItemReleased(item_ref=agreed.item_ref, to=agreed.to)
    return written((released,), state, state.pack_version or told.pack_version, desk)


def coordinator_objected_to(told: Told, desk: Desk) -> Outcome:
    objected, state = told.contract, state_of(told, desk)
    assert isinstance(objected, CoordinatorObjectedTo)
    officers = tuple(held.officer for held in objected.coordinators)
    if set(officers) <= state.barred_coordinators:
        return Outcome()
    barred = g.CoordinatorBarred(officers=officers)
    return written((barred,), state, state.pack_version or told.pack_version, desk)


def result_set_aside(told: Told, desk: Desk) -> Outcome:
    aside = told.contract
    assert isinstance(aside, ResultSetAside)
    if aside.from_service != "panel":
        return Outcome()
    state, fact = state_of(told, desk), g.PanelResultSetAside(result=aside.result, reason=aside.reason)
    return written((fact,), state, state.pack_version or told.pack_version, desk)


def notice_delivered(told: Told, desk: Desk) -> Outcome:
    """A party's own letter has reached it: a period that starts with that letter begins for this party."""
    if told.case is None:
        return Outcome()
    delivered, state = told.contract, state_of(told, desk)
    assert isinstance(delivered, NoticeDelivered)
    party = delivered.to.org
    if state.stage is None or state.stage.type != RESPONSE or party not in state.orgs:
        return Outcome()
    world = world_of(state.pack_version, desk)
    fields = {"notice": delivered.notice_type, "stage": state.stage.id}
    occurrence = Occurrence(DELIVERED, told.occurred_on, fields, party=party)
    return outcome_of(accept(*clock_moves(state, occurrence, world)), state, world)


REACTIONS: Mapping[str, Callable[[Told, Desk], Outcome]] = {
    "intake.CoordinatorObjectedTo": coordinator_objected_to,
    "intake.ResultSetAside": result_set_aside,
    "intake.FirstContactRecorded": first_contact,
    "intake.NationalReferralMade": national_referral,
    "mediation.MediatorAppointed": mediator_appointed,
    "mediation.CriticalFriendEngaged": critical_friend_engaged,
    "mediation.MediationDisclosureAgreed": item_released,
    "notify.NoticeDelivered": notice_delivered,
}
