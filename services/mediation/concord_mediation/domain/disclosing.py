"""What leaves a mediation: one item at a time, named, and only once every party agreed to it."""

from collections.abc import Sequence

from concord_mediation.domain import commands as c
from concord_mediation.domain import facts as f
from concord_mediation.domain.refusing import by_guard, not_among
from concord_mediation.domain.state import Item, Mediation
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed
from concord_shared.world import World

TERMS = "terms"


def propose(command: c.ProposeDisclosure, state: Mediation, world: World) -> Decision:
    """Whoever proposes as a party has agreed with it."""
    ref = _ref_of(command, state)
    refusal = _may_not_propose(state, world) or _unknown(ref, command, state) or _known(ref, command, state)
    if refusal:
        return refuse(refusal)
    org = world.actor.organisation
    proposed = f.DisclosureProposed(
        item_ref=ref,
        to=command.to,
        party=org if org in state.with_a_say else None,
        text=Sealed("mediation", state.case, command.text) if command.text else None,
    )
    item = Item(ref, command.to, (org,) if org in state.with_a_say else ())
    return accept(proposed, *completed((item,), state))


def agree(command: c.AgreeDisclosure, state: Mediation, world: World) -> Decision:
    refusal = not_among(state.with_a_say, world) or by_guard(command, state, world) or _nothing_to_agree(command, state)
    if refusal:
        return refuse(refusal)
    org, facts = world.actor.organisation, list[Fact]()
    for item in _meant(command, state):
        if org not in item.agreed:
            facts.append(f.DisclosureAgreed(item_ref=item.ref, to=item.to, party=org))
            facts += completed((Item(item.ref, item.to, (*item.agreed, org)),), state)
    return accept(*facts)


def completed(items: Sequence[Item], state: Mediation) -> list[Fact]:
    """Those of `items` to which now everybody has agreed."""
    return [
        f.MediationDisclosureAgreed(item_ref=item.ref, to=item.to, agreed_by=state.with_a_say)
        for item in items
        if not item.released and set(state.with_a_say) <= set(item.agreed)
    ]


def terms_ref(state: Mediation) -> str:
    """New terms are another item: what was agreed to is that text and no later one."""
    return f"{TERMS}-{(state.terms_sha256 or '')[:12]}"


def _ref_of(command: c.ProposeDisclosure, state: Mediation) -> str:
    if command.item_ref is None:
        return f"item-{len(state.items) + 1}"
    return terms_ref(state) if command.item_ref == TERMS else command.item_ref


def _meant(command: c.AgreeDisclosure, state: Mediation) -> list[Item]:
    return [each for each in state.items if each.ref == command.item_ref and command.to in (None, each.to)]


def _may_not_propose(state: Mediation, world: World) -> Refusal | None:
    if state.mediator is not None and world.acting_officer == state.mediator.ref:
        return None
    return not_among(state.with_a_say, world)


def _unknown(ref: str, command: c.ProposeDisclosure, state: Mediation) -> Refusal | None:
    known = {each.ref for each in state.items} | ({terms_ref(state)} if state.terms_sha256 else set())
    if command.item_ref is None or ref in known:
        return None
    return Refusal(code="UnknownItem", message="Nothing of that name is known in this mediation.", field="item_ref")


def _known(ref: str, command: c.ProposeDisclosure, state: Mediation) -> Refusal | None:
    if all((each.ref, each.to) != (ref, command.to) for each in state.items):
        return None
    message = "This is proposed already: each party agrees to it (AgreeDisclosure)."
    return Refusal(code="AlreadyProposed", message=message)


def _nothing_to_agree(command: c.AgreeDisclosure, state: Mediation) -> Refusal | None:
    """Where no guard of the pack says so."""
    if _meant(command, state):
        return None
    return Refusal(code="NothingProposed", message="No such item is proposed (ProposeDisclosure).", field="item_ref")
