"""How facts from around a case change what panel remembers: pauses, parties, releases, clocks."""

from dataclasses import replace
from datetime import date

from concord_panel.domain import facts_of_changes as g
from concord_panel.domain.state import Panel
from concord_shared.contracts.base import OfficeHeld
from concord_shared.deadlines.clocks import evolve_clocks
from concord_shared.deadlines.facts import DeadlineExtended
from concord_shared.facts import Fact

SILENT, FLAGGED = "silent", "flagged"


def evolve(state: Panel, fact: Fact, on: date) -> Panel:
    match fact:
        case g.MediatorBarred():
            barred = OfficeHeld(office=fact.office, officer=fact.mediator_ref, org=fact.mediator_org)
            return replace(state, offices_held=tuple(dict.fromkeys((*state.offices_held, barred))))
        case g.CoordinatorBarred():
            return replace(state, barred_coordinators=state.barred_coordinators | set(fact.officers))
        case g.ItemReleased():
            return replace(state, released=state.released | {(fact.item_ref, fact.to)})
        case g.PanelPaused():
            return replace(state, suspended=True)
        case g.PanelResumed():
            deliver_by, counts_on = (_not_before(day, on) for day in (state.deliver_by, state.counts_on))
            return replace(state, suspended=False, deliver_by=deliver_by, counts_on=counts_on)
        case g.PartiesChanged():
            return _parties(state, fact)
        case g.AnswerPeriodNotBegun():
            return replace(state, not_begun=state.not_begun | {fact.party})
        case g.OfficeRechecked():
            flagged = {fact.officer_ref} if fact.result == FLAGGED else set()
            return replace(state, flagged=state.flagged - {fact.officer_ref} | flagged)
        case g.PanelResultSetAside() | g.PanelUnderWay() | g.PanelOver():
            return state
        case _:
            return _clocks(state, fact, on)


def _not_before(day: date | None, on: date) -> date | None:
    return max(day, on) if day is not None else None


def _parties(state: Panel, fact: g.PartiesChanged) -> Panel:
    joined = {party.org for party in fact.joined}
    stay = tuple(party for party in state.parties if party.org not in fact.left and party.org not in joined)
    return replace(
        state,
        parties=(*stay, *fact.joined),
        former=(state.former | set(fact.left)) - joined,
        answers={org: answer for org, answer in state.answers.items() if org not in fact.left},
    )


def _clocks(state: Panel, fact: Fact, on: date) -> Panel:
    """More time for a party that was silent lets it answer after all."""
    if isinstance(fact, DeadlineExtended) and fact.party in state.answers:
        answers = {org: each for org, each in state.answers.items() if (org, each.response) != (fact.party, SILENT)}
        state = replace(state, answers=answers, counts_on=None)
    return replace(state, clocks=evolve_clocks(state.clocks, fact, on))
