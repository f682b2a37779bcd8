"""Whether a reminder is still wanted: not once the other side has answered, while the case rests, or when the step is
over."""

from collections.abc import Iterable

from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.vocabulary import RAISER, REPRESENTATIVE
from concord_shared.contracts import clock, intake, panel
from concord_shared.contracts.base import Told

OVER = "CaseClosed"
NAMED = ("MediatorAppointed", "InvestigatorAppointed", "ReviewGroupConvened", "CriticalFriendEngaged")
NO_ANSWERS = (
    clock.DeadlineSet,
    clock.DeadlineLapsed,
    clock.DeadlineCancelled,
    clock.DeadlineExtended,
    clock.DeadlineChanged,
    clock.DeadlinePaused,
    clock.DeadlineResumed,
)


def why_dropped(prepared: NoticePrepared, heard: Iterable[Told]) -> str | None:
    """None where the letter is to go out."""
    if prepared.number == 0 or prepared.cause == OVER:
        return None
    later = _since(prepared, heard)
    if any(_answers(told, prepared) for told in later):
        return "answered"
    if any(told.name == OVER or _moved_on(told, prepared) for told in later):
        return "step_over"
    return "case_rests" if _rests(later) else None


def _answers(told: Told, prepared: NoticePrepared) -> bool:
    """A party by anything of its own; a raiser by what was asked; an office that was to name somebody by the name."""
    if prepared.office == RAISER:
        return isinstance(told.contract, intake.ConcernInformationSupplied) and not told.contract.still_missing
    if prepared.office == REPRESENTATIVE:
        return prepared.org is not None and _of(told) == prepared.org
    return told.name in NAMED


def _of(told: Told) -> str | None:
    """The organisation that did it; a clock that runs for one says nothing of it."""
    match told.contract:
        case panel.StatementLogged(by_party=party, missing=()):
            return party
        case contract:
            return None if isinstance(contract, NO_ANSWERS) else getattr(contract, "party", None)


def _since(prepared: NoticePrepared, heard: Iterable[Told]) -> list[Told]:
    """What was heard after the cause; all of it where the cause itself is not kept."""
    kept = list(heard)
    places = [place for place, told in enumerate(kept) if told.event_id == prepared.caused_by]
    return kept[places[0] + 1 :] if places else kept


def _moved_on(told: Told, prepared: NoticePrepared) -> bool:
    match told.contract:
        case intake.StageOpened(stage_id=stage):
            return stage != prepared.stage_id
        case intake.FormalResolutionInvoked() | intake.ConcernSignposted() | intake.ConcernAccepted():
            return True
        case _:
            return False


def _rests(later: Iterable[Told]) -> bool:
    told = [each.name for each in later if isinstance(each.contract, intake.CaseSuspended | intake.CaseResumed)]
    return bool(told) and told[-1] == "CaseSuspended"
