"""Which facts of panel others are told; texts leave as ciphertext, findings only with the recommendation."""

from typing import Any

from concord_panel.domain import facts as f
from concord_panel.domain import facts_of_changes as g
from concord_shared.contracts import mediation
from concord_shared.contracts import panel as told
from concord_shared.contracts.base import Contract
from concord_shared.deadlines.clocks import tell_clock
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact

SAME: dict[type[Fact], type[Contract]] = {
    f.InvestigatorAppointed: told.InvestigatorAppointed,
    f.AppointmentRejected: mediation.AppointmentRejected,
    f.InvestigatorStoodDown: told.InvestigatorStoodDown,
    g.OfficeRechecked: told.OfficeRechecked,
    f.StatementLogged: told.StatementLogged,
    f.PartyHeard: told.PartyHeard,
    f.InvestigationReportSubmitted: told.InvestigationReportSubmitted,
    f.ReportReferredBack: told.ReportReferredBack,
    f.ReviewGroupConvened: told.ReviewGroupConvened,
    f.PanelMemberExcluded: told.PanelMemberExcluded,
    g.AnswerPeriodNotBegun: told.AnswerPeriodNotBegun,
    f.RecommendationResponseRecorded: told.RecommendationResponseRecorded,
    f.AnswersCounted: told.AnswersCounted,
}


def tell(recorded: Recorded) -> Contract | None:
    """Fields that the contract has not, reasons and reports among them, stay here."""
    match recorded.fact:
        case f.ReviewDelegated() as fact:
            orgs = tuple(dict.fromkeys(member.org for member in fact.members))
            return told.ReviewDelegated(from_body=fact.from_body, to_group=fact.to_group, member_orgs=orgs)
        case f.PanelRecommendation() as fact:
            return told.PanelRecommendation(**_fields(fact, told.PanelRecommendation) | {"actions": _actions(fact)})
        case fact:
            contract = SAME.get(type(fact))
            return contract(**_fields(fact, contract)) if contract else tell_clock(fact)


def _fields(fact: Fact, contract: type[Contract]) -> dict[str, Any]:
    return {name: value for name, value in fact if name in contract.model_fields}


def _actions(fact: f.PanelRecommendation) -> tuple[told.Action, ...]:
    asked = zip(fact.actions, fact.action_texts, strict=True)
    return tuple(told.Action(for_org=each.for_org, what=what, by=each.by) for each, what in asked)
