"""The way in: a concern is raised, answered, made complete, advised on, accepted or signposted."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from concord_intake.domain.acceptance import accepted, adopted
from concord_intake.domain.advice import may_advise
from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.cited import citations, unknown
from concord_intake.domain.commands import (
    AcceptConcern,
    AcknowledgeConcern,
    AdoptConcern,
    AdviseCompactRelated,
    CiteCommitments,
    FirstLook,
    RaiseConcern,
    RequestInformation,
    SupplyInformation,
)
from concord_intake.domain.facts import (
    CommitmentsCited,
    CompactRelatednessAdvised,
    ConcernAcknowledged,
    ConcernInformationRequested,
    ConcernInformationSupplied,
    ConcernRaised,
    ConcernSignposted,
)
from concord_intake.domain.naming import asked_for_at_once, now_complete
from concord_intake.domain.raising import may_raise, only_on_trial, referred_by, sealed_contact
from concord_intake.domain.refusals import by_rule
from concord_intake.domain.rules import refusal_by_rules
from concord_intake.domain.scope import parts, sealed, unknown_reason
from concord_intake.domain.standing import is_raiser, role_of
from concord_intake.domain.state import Case
from concord_intake.domain.way import TRIAGE_ADVICE
from concord_shared.contracts.base import OfficeHeld
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.packs.guards import Unmet
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

NOT_THE_RAISER = Unmet("NoAuthority", "This is for whoever raised the concern, or the adviser who records for them.")


def raise_concern(command: RaiseConcern, state: Case, world: World, at_hand: AtHand) -> Decision:
    missing = unknown(command.cited, world.pack)
    if missing:
        why = f"{world.pack.title} has no {', '.join(missing)}. Leave it out if you are not sure."
        return refuse(Refusal(code="UnknownCommitment", message=why, field="cited"))
    refusal = only_on_trial(command, world) or may_raise(command, state, world)
    refusal = refusal or refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    said = command.model_dump(exclude={"text", "raiser_name", "reach", "adjustments", "cited"})
    raised = ConcernRaised(
        **said,
        **sealed_contact(command, at_hand.fresh),
        referred_by=referred_by(command, world),
        text=Sealed("case", state.id, command.text),
        cited=citations(command.cited, world.pack),
        pack_id=world.pack.id,
        pack_version=world.pack.version,
    )
    return accept(raised, *asked_for_at_once(raised.cited, world.pack))


def acknowledge(command: AcknowledgeConcern, state: Case, world: World) -> Decision:
    refusal = may_advise("AcknowledgeConcern", state, world) or refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    if state.acknowledged:
        return refuse(Refusal(code="AlreadyAcknowledged", message="A reply to this concern is on file already."))
    return accept(ConcernAcknowledged(by_office=world.actor.office, how=command.how))


def request_information(command: RequestInformation, state: Case, world: World) -> Decision:
    refusal = may_advise("RequestInformation", state, world) or refusal_by_rules(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    return accept(ConcernInformationRequested(missing=sealed(command.missing, state), answer_by=command.answer_by))


def supply_information(command: SupplyInformation, state: Case, world: World) -> Decision:
    if not is_raiser(state, world):
        return refuse(by_rule(world.pack, "SupplyInformation", None, NOT_THE_RAISER))
    naming = CiteCommitments(cited=command.cited) if command.cited else None
    refusal = _cannot_cite(naming, state, world) if naming else None
    if refusal is not None:
        return refuse(refusal)
    text = Sealed("case", state.id, command.text) if command.text else None
    supplied, still_missing = sealed(command.supplied, state), sealed(command.still_missing, state)
    given = ConcernInformationSupplied(supplied=supplied, still_missing=still_missing, text=text)
    return accept(*((_named(naming, world),) if naming else ()), given)


def cite(command: CiteCommitments, state: Case, world: World) -> Decision:
    if not is_raiser(state, world):
        return refuse(by_rule(world.pack, "CiteCommitments", None, NOT_THE_RAISER))
    refusal = _cannot_cite(command, state, world)
    if refusal is not None:
        return refuse(refusal)
    named = _named(command, world)
    return accept(named, *now_complete(named.cited, state, world.pack))


def _cannot_cite(command: CiteCommitments, state: Case, world: World) -> Refusal | None:
    return refusal_by_rules(command, state, world) or _none_known(command, world)


def _named(command: CiteCommitments, world: World) -> CommitmentsCited:
    by = world.actor.on_behalf_of or world.actor.organisation
    return CommitmentsCited(cited=citations(command.cited, world.pack), alleged_by=by, replaces=command.replaces)


def _none_known(command: CiteCommitments, world: World) -> Refusal | None:
    if citations(command.cited, world.pack):
        return None
    why = f"{world.pack.title} has no {', '.join(command.cited)}."
    return Refusal(code="UnknownCommitment", message=why, field="cited")


def advise(command: AdviseCompactRelated, state: Case, world: World, at_hand: AtHand) -> Decision:
    refusal = may_advise("AdviseCompactRelated", state, world, command.responding)
    refusal = refusal or refusal_by_rules(command, state, world) or unknown_reason(command, world.pack)
    if refusal is not None:
        return refuse(refusal)
    advised = _advised(command, state, world)
    advisers = (*state.advisers, advised.adviser) if advised.adviser else state.advisers
    return accept(advised, *_what_follows(command, state, world, at_hand, advisers))


def accept_concern(command: AcceptConcern, state: Case, world: World, at_hand: AtHand) -> Decision:
    refusal = may_advise("AcceptConcern", state, world, command.responding)
    refusal = refusal or refusal_by_rules(command, state, world) or unknown_reason(command, world.pack)
    if refusal is not None:
        return refuse(refusal)
    by = _adviser(world)
    advisers = (*state.advisers, by) if by else state.advisers
    checked = {"accepted_by": by, **parts(command, state, world.pack)}
    return accept(*_what_follows(command, state, world, at_hand, advisers, checked))


def _adviser(world: World) -> OfficeHeld | None:
    role = role_of(world)
    return OfficeHeld(office=TRIAGE_ADVICE, officer=role.officer, org=role.org) if role else None


def _advised(command: AdviseCompactRelated, state: Case, world: World) -> CompactRelatednessAdvised:
    return CompactRelatednessAdvised(
        advice=command.advice,
        advice_body=world.actor.office,
        adviser=_adviser(world),
        reasons=Sealed("case", state.id, command.reasons),
        **parts(command, state, world.pack),
    )


def _what_follows(
    command: FirstLook,
    state: Case,
    world: World,
    at_hand: AtHand,
    advisers: tuple[OfficeHeld, ...],
    checked: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[Fact, ...]:
    route = Sealed("case", state.id, command.route) if command.route else None
    elsewhere = ConcernSignposted(reason=command.reason or "", route=route, partial=command.verdict == "partly")
    if command.verdict == "no":
        return (elsewhere,)
    rest = (elsewhere,) if command.verdict == "partly" else ()
    return (*rest, *accepted(command, state, world, at_hand.in_force, advisers, checked))


def adopt(command: AdoptConcern, state: Case, world: World) -> Decision:
    refusal = refusal_by_rules(command, state, world)
    return refuse(refusal) if refusal else adopted(command, state, world)
