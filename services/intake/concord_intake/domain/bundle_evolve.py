"""How a fact between cases changes one of them."""

from dataclasses import replace
from typing import Any, assert_never

from concord_intake.domain import bundle_facts as facts
from concord_intake.domain.bundle_facts import BundleFact
from concord_intake.domain.bundle_state import Merge, Split
from concord_intake.domain.state import WAITING, Case
from concord_shared.states import changed


def bundled(state: Case, fact: BundleFact) -> Case:
    match fact:
        case facts.SplitProposed():
            return _with(state, split=Split(fact.parties_moved, fact.stage_id))
        case facts.SplitAgreed():
            return _with(state, split=_agreed(state.bundle.split, fact.party))
        case facts.CaseSplit():
            return _linked(_with(without(state, fact.parties_moved), split=None, merge=None), fact.other_case_ids)
        case facts.CaseOpenedBySplit():
            return _opened(state, fact)
        case facts.MergeProposed():
            return _with(state, merge=Merge(fact.into, fact.parties_moved))
        case facts.MergeAgreed():
            return _with(state, merge=_agreed(state.bundle.merge, fact.party))
        case facts.CasesMerged():
            joined = changed(state, parties=(*state.parties, *fact.joined))
            return _linked(_with(joined, merge=None), fact.other_case_ids)
        case facts.CasesLinked():
            return _linked(state, fact.other_case_ids)
        case _:
            assert_never(fact)


def without(state: Case, orgs: tuple[str, ...]) -> Case:
    """The case of those who stay. What all had still to agree to is void: it was for another case."""
    return changed(
        state,
        parties=tuple(party for party in state.parties if party.org not in orgs),
        raising=_less(state.raising, orgs),
        responding=_less(state.responding, orgs),
        confirmed=_less(state.confirmed, orgs),
        settlement=None,
        withdrawing=(),
        pausing=None,
    )


def _less(known: tuple[str, ...], orgs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(org for org in known if org not in orgs)


def _opened(state: Case, fact: facts.CaseOpenedBySplit) -> Case:
    opened = changed(
        state,
        phase=WAITING,
        pack_id=fact.pack_id,
        pack_version=fact.pack_version,
        cited=fact.cited,
        accepted_on=fact.accepted_on,
        raising=fact.raising,
        responding=fact.responding,
        advisers=fact.offices_held,
        trial=fact.trial,
    )
    return _linked(opened, (fact.from_case,))


def _linked(state: Case, cases: tuple[str, ...]) -> Case:
    return _with(state, linked=tuple(dict.fromkeys((*state.bundle.linked, *cases))))


def _agreed(proposal: Split | Merge | None, party: str) -> Split | Merge | None:
    if proposal is None:
        return None
    return replace(proposal, agreed=(*proposal.agreed, party))


def _with(state: Case, **fields: Any) -> Case:
    return changed(state, bundle=replace(state.bundle, **fields))
