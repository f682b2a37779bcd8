"""Which facts of panel others are told; texts leave as ciphertext, findings only with the recommendation."""

from concord_panel.domain import facts as f
from concord_shared.contracts import mediation
from concord_shared.contracts import panel as told
from concord_shared.contracts.base import Contract
from concord_shared.deadlines.clocks import tell_clock
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact

SAME: dict[type[Fact], type[Contract]] = {
    f.InvestigatorAppointed: told.InvestigatorAppointed,
    f.AppointmentRejected: mediation.AppointmentRejected,
    f.InvestigationReportSubmitted: told.InvestigationReportSubmitted,
    f.ReportReferredBack: told.ReportReferredBack,
    f.ReviewGroupConvened: told.ReviewGroupConvened,
    f.PanelMemberExcluded: told.PanelMemberExcluded,
    f.PanelRecommendation: told.PanelRecommendation,
    f.RecommendationResponseRecorded: told.RecommendationResponseRecorded,
}


def tell(recorded: Recorded) -> Contract | None:
    """Fields that the contract has not, reasons and reports among them, stay here."""
    contract = SAME.get(type(recorded.fact))
    if contract is None:
        return tell_clock(recorded.fact)
    shown = {name: value for name, value in recorded.fact if name in contract.model_fields}
    return contract(**shown)
