"""Whether a reminder is still wanted: not once the other side has answered, or the step is over."""

from collections.abc import Iterable

from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.vocabulary import RAISER, REPRESENTATIVE
from concord_shared.contracts import intake
from concord_shared.contracts.base import Told
from concord_shared.contracts.mediation import MediatorAppointed
from concord_shared.contracts.panel import InvestigatorAppointed

OVER = "CaseClosed"


def why_dropped(prepared: NoticePrepared, heard: Iterable[Told]) -> str | None:
    """None where the letter is to go out."""
    if prepared.number == 0 or prepared.cause == OVER:
        return None
    later = _since(prepared, heard)
    if any(_answers(told, prepared) for told in later):
        return "answered"
    if any(told.name == OVER or _moved_on(told, prepared) for told in later):
        return "step_over"
    return None


def _answers(told: Told, prepared: NoticePrepared) -> bool:
    """A party by anything of its own; an office that was asked to name somebody by the name."""
    if prepared.office == REPRESENTATIVE:
        return prepared.org is not None and getattr(told.contract, "party", None) == prepared.org
    return prepared.office != RAISER and isinstance(told.contract, MediatorAppointed | InvestigatorAppointed)


def _since(prepared: NoticePrepared, heard: Iterable[Told]) -> list[Told]:
    """What was heard after the cause; all of it where the cause itself is not kept."""
    kept = list(heard)
    places = [place for place, told in enumerate(kept) if told.event_id == prepared.caused_by]
    return kept[places[0] + 1 :] if places else kept


def _moved_on(told: Told, prepared: NoticePrepared) -> bool:
    match told.contract:
        case intake.StageOpened(stage_id=stage):
            return stage != prepared.stage_id
        case intake.FormalResolutionInvoked():
            return True
        case _:
            return False
