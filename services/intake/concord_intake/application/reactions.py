"""When we hear how a stage ended, we ask the pack what follows, and write it in the case's own stream."""

from collections.abc import Callable, Mapping

from concord_intake.application.handlers import world_of
from concord_intake.domain.clockwork import with_clocks
from concord_intake.domain.routing import missing_parts, offices_of, route
from concord_intake.domain.state import NOT_RAISED, PREFIX, Case
from concord_shared.contracts.base import Told
from concord_shared.deadlines.holidays import holiday_declared
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.packs.model import Pack
from concord_shared.parts import Desk


def hear_statement(told: Told, desk: Desk) -> Outcome:
    """What is missing in a party's statement is asked for; no clock moves (004:187). Raises LookupError as below."""
    return _heard(told, desk, lambda state, _pack: missing_parts(told, state))


def hear_result(told: Told, desk: Desk) -> Outcome:
    """Raises LookupError for a case that intake does not know: a person has to look at it."""
    return _heard(told, desk, lambda state, pack: route(told, state, pack, offices_of(desk.kept(told.case or ""))))


def _heard(told: Told, desk: Desk, decided: Callable[[Case, Pack], Decision]) -> Outcome:
    stream = f"{PREFIX}{told.case}"
    state: Case = desk.load(stream)
    if state.phase == NOT_RAISED:
        raise LookupError("a result of a case that was never raised")
    pack = desk.pack(state.pack_version)
    facts = with_clocks(decided(state, pack).facts, state, world_of(desk, pack), pack)
    return Outcome((Write(stream, facts, case=told.case, pack=(pack.id, pack.version)),))


REACTIONS: Mapping[str, Callable[[Told, Desk], Outcome]] = {
    "mediation.MediationSettled": hear_result,
    "mediation.MediationFailed": hear_result,
    "panel.InvestigationReportSubmitted": hear_result,
    "panel.ReportReferredBack": hear_result,
    "panel.PanelRecommendation": hear_result,
    "panel.RecommendationResponseRecorded": hear_result,
    "panel.AnswersCounted": hear_result,
    "panel.StatementLogged": hear_statement,
    "directory.BankHolidayDeclared": holiday_declared(PREFIX),
}
PERIODS = {"DeadlineSet", "DeadlineExtended", "DeadlineChanged", "DeadlinePaused", "DeadlineResumed"}
OFFICES = {"MediatorAppointed", "CriticalFriendEngaged", "InvestigatorAppointed", "ReviewGroupConvened"}
KEPT = frozenset(OFFICES | PERIODS)
