"""What notify has heard of a case, as far as letters need it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from concord_notify.domain.vocabulary import RAISING, RESPONDING
from concord_shared.contracts import intake, mediation, panel
from concord_shared.contracts.base import Party, Told


@dataclass(frozen=True)
class CaseView:
    raised: intake.ConcernRaised | None = None
    advice: intake.CompactRelatednessAdvised | intake.ConcernAccepted | None = None
    referred: intake.NationalReferralMade | None = None
    cited: tuple[Any, ...] = ()
    parties: tuple[Party, ...] = ()
    stage: intake.StageOpened | None = None
    stage_over: bool = False
    confirmed: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    mediator_org: str | None = None
    investigator_org: str | None = None
    returned: panel.ReportReferredBack | None = None
    review: panel.ReviewGroupConvened | None = None
    excluded: tuple[str, ...] = ()
    recommendation: panel.PanelRecommendation | None = None
    no_coordinators: frozenset[str] = frozenset()
    trial: bool = False

    @property
    def orgs(self) -> tuple[str, ...]:
        return tuple(party.org for party in self.parties)

    def on_side(self, side: str) -> tuple[str, ...]:
        return tuple(party.org for party in self.parties if party.side == side)


def view_of(heard: Iterable[Told]) -> CaseView:
    view = CaseView()
    for told in heard:
        view = _after(view, told.contract)
        if not view.trial and getattr(told.contract, "trial", False):
            view = replace(view, trial=True)
    return view


def _after(view: CaseView, contract: Any) -> CaseView:
    match contract:
        case intake.ConcernRaised():
            return replace(view, raised=contract, cited=contract.cited)
        case intake.CommitmentsCited():
            return replace(view, cited=contract.cited)
        case intake.CompactRelatednessAdvised():
            return replace(view, advice=contract)
        case intake.ConcernAccepted():
            advice = view.advice or contract
            return replace(view, cited=contract.cited, parties=_parties(contract), advice=advice)
        case intake.PartyAdded():
            return _joined(view, contract)
        case intake.StageOpened():
            return replace(view, stage=contract, stage_over=False, parties=contract.parties or view.parties)
        case intake.StageClosed() | intake.CaseSettled() | intake.CaseWithdrawn():
            return replace(view, stage_over=True)
        case intake.PartyLeft():
            return replace(view, parties=_without({contract.org}, view))
        case intake.CaseSplit():
            return replace(view, parties=_without(set(contract.parties_moved), view))
        case intake.CoordinatorObjectedTo():
            return replace(
                view, no_coordinators=view.no_coordinators | {each.officer for each in contract.coordinators}
            )
        case intake.InformalExhaustionConfirmed():
            return replace(view, confirmed=(*view.confirmed, contract.party))
        case intake.NationalReferralMade():
            return replace(view, referred=contract)
        case intake.CaseClosed():
            return replace(view, stage_over=True, parties=contract.parties or view.parties)
        case _:
            return _in_formal_stage(view, contract)


def _in_formal_stage(view: CaseView, contract: Any) -> CaseView:
    match contract:
        case mediation.MediatorAppointed():
            return replace(view, mediator_org=contract.mediator_org)
        case mediation.CriticalFriendEngaged():
            return replace(view, mediator_org=contract.friend_org)
        case mediation.MediatorStoodDown() | mediation.CriticalFriendStoodDown():
            return replace(view, mediator_org=None)
        case panel.ReportReferredBack():
            return replace(view, returned=contract)
        case panel.InvestigatorStoodDown():
            return replace(view, investigator_org=None)
        case panel.InvestigatorAppointed():
            return replace(view, investigator_org=contract.investigator_org)
        case panel.ReviewGroupConvened():
            return replace(view, review=contract)
        case panel.PanelMemberExcluded():
            return replace(view, excluded=(*view.excluded, contract.org))
        case panel.PanelRecommendation():
            return replace(view, recommendation=contract)
        case panel.RecommendationResponseRecorded():
            return replace(view, answered=(*view.answered, contract.party))
        case _:
            return view


def _parties(accepted: intake.ConcernAccepted) -> tuple[Party, ...]:
    sides = ((RAISING, accepted.raising), (RESPONDING, accepted.responding))
    return tuple(Party(org=org, side=side) for side, orgs in sides for org in orgs)


def _without(orgs: set[str], view: CaseView) -> tuple[Party, ...]:
    return tuple(party for party in view.parties if party.org not in orgs)


def _joined(view: CaseView, added: intake.PartyAdded) -> CaseView:
    if added.org in view.orgs:
        return view
    return replace(view, parties=(*view.parties, Party(org=added.org, side=added.side)))
