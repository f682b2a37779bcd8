"""How each fact changes what a mediation remembers."""

from dataclasses import replace
from datetime import date

from concord_mediation.domain import facts as f
from concord_mediation.domain.state import Item, Mediation, Mediator, Stage
from concord_shared.deadlines.clocks import evolve_clocks
from concord_shared.facts import Fact


def start(stream: str) -> Mediation:
    return Mediation(case=stream.removeprefix("mediation-"))


def evolve(state: Mediation, fact: Fact, on: date) -> Mediation:
    match fact:
        case f.MediationOpened():
            return _opened(state, fact, on)
        case f.MediationPaused() | f.MediationResumed():
            return replace(state, suspended=isinstance(fact, f.MediationPaused))
        case f.MediationPartiesChanged():
            return _parties_changed(state, fact)
        case f.MediationConsentGiven():
            return replace(state, consents=state.consents | {fact.party})
        case f.MediationAgreedByAll():
            return replace(state, agreed=True)
        case f.FurtherMediationSupported():
            return replace(state, supported=True)
        case f.OutsideResultRecorded():
            by_others = state.settled_outside - {fact.party}
            return replace(state, settled_outside=by_others | ({fact.party} if fact.result == "settled" else set()))
        case f.MediationTermsRecorded():
            return replace(_acted(state, fact, on), terms_sha256=fact.terms_sha256, confirmed=frozenset())
        case f.MediationTermsConfirmed():
            return replace(state, confirmed=state.confirmed | {fact.party})
        case f.MediationSessionHeld():
            return replace(_acted(state, fact, fact.held_on), sessions=state.sessions + 1, met=True)
        case f.DisclosureProposed() | f.DisclosureAgreed() | f.MediationDisclosureAgreed():
            return _disclosing(state, fact)
        case f.MediationSettled():
            return replace(state, stage=None, result="settled")
        case f.MediationFailed():
            return replace(state, stage=None, result="failed")
        case f.MediationEnded():
            return replace(state, stage=None, result="ended")
        case f.MediationResultSetAside():
            return replace(state, set_aside=fact.reason)
        case _:
            return _of_the_office(state, fact, on)


def _of_the_office(state: Mediation, fact: Fact, on: date) -> Mediation:
    match fact:
        case f.MediatorAppointed():
            return _appointed(state, fact, on)
        case f.CriticalFriendEngaged():
            return _engaged(state, fact, on)
        case f.MediatorStoodDown(mediator_ref=who, why=why) | f.CriticalFriendStoodDown(friend_ref=who, why=why):
            gone = frozenset() if why == "stage_ended" else {who}
            return replace(state, mediator=None, objection_open=False, stood_down=state.stood_down | gone)
        case f.MediatorObjectedTo():
            return replace(state, objected=state.objected | {fact.party}, objection_open=True)
        case f.MediatorKept():
            return replace(state, objection_open=False)
        case f.OfficeRechecked() if state.mediator is not None:
            checked = replace(state.mediator, flagged=fact.result == "flagged", checked_at=fact.directory_position)
            return replace(state, mediator=checked)
        case _:
            return replace(state, clocks=evolve_clocks(state.clocks, fact, on))


def _opened(state: Mediation, fact: f.MediationOpened, on: date) -> Mediation:
    return Mediation(
        case=state.case,
        stage=Stage(fact.stage_id, fact.stage_type, on),
        stage_id=fact.stage_id,
        pack_version=fact.pack_version,
        parties=fact.parties,
        offices_held=fact.offices_held,
        accepted_on=fact.accepted_on,
        suspended=state.suspended,
        helper=fact.helper,
        asked=fact.asked,
        met=state.met,
        mediators=state.mediators,
        stood_down=state.stood_down,
        items=state.items,
        left_after_session=state.left_after_session,
        clocks=state.clocks,
    )


def _appointed(state: Mediation, fact: f.MediatorAppointed, on: date) -> Mediation:
    appointed = Mediator(fact.mediator_ref, fact.mediator_org, checked_at=fact.directory_position)
    return _in_office(state, appointed.did(f.MediatorAppointed.__name__, on))


def _engaged(state: Mediation, fact: f.CriticalFriendEngaged, on: date) -> Mediation:
    friend = Mediator(fact.friend_ref, fact.friend_org, checked_at=fact.directory_position, seat=fact.seat)
    return _in_office(state, friend.did(f.CriticalFriendEngaged.__name__, on))


def _in_office(state: Mediation, who: Mediator) -> Mediation:
    return replace(
        state,
        mediator=who,
        mediators=state.mediators | {who.ref},
        stood_down=state.stood_down - {who.ref},
        objection_open=False,
    )


def _acted(state: Mediation, fact: Fact, on: date) -> Mediation:
    if state.mediator is None:
        return state
    return replace(state, mediator=state.mediator.did(type(fact).__name__, on))


def _parties_changed(state: Mediation, fact: f.MediationPartiesChanged) -> Mediation:
    orgs = {party.org for party in fact.parties}
    stays_theirs = set(fact.left) if fact.after_session else set()
    return replace(
        state,
        parties=fact.parties,
        consents=state.consents & orgs,
        confirmed=state.confirmed & orgs,
        settled_outside=state.settled_outside & orgs,
        agreed=state.agreed and not fact.joined,
        left_after_session=state.left_after_session | stays_theirs,
    )


def _disclosing(
    state: Mediation, fact: f.DisclosureProposed | f.DisclosureAgreed | f.MediationDisclosureAgreed
) -> Mediation:
    if isinstance(fact, f.DisclosureProposed):
        agreed = (fact.party,) if fact.party else ()
        return replace(state, items=(*state.items, Item(fact.item_ref, fact.to, agreed)))
    return replace(
        state,
        items=tuple(
            _moved_on(each, fact) if (each.ref, each.to) == (fact.item_ref, fact.to) else each for each in state.items
        ),
    )


def _moved_on(item: Item, fact: f.DisclosureAgreed | f.MediationDisclosureAgreed) -> Item:
    if isinstance(fact, f.DisclosureAgreed):
        return replace(item, agreed=(*item.agreed, fact.party))
    return replace(item, released=True)
