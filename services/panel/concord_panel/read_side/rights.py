"""Who may read what of an investigation and a review (handbook 7.1)."""

from dataclasses import dataclass

from concord_panel.domain.state import INVESTIGATOR, MEDIATOR, REVIEWER, Panel
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import SYSTEM
from concord_shared.packs.offices import offices_published
from concord_shared.parts import Asker, Refused
from concord_shared.refusals import Refusal

AUDITOR, COORDINATOR = "auditor", "coordinator"


@dataclass(frozen=True)
class Rights:
    """`papers`: evidence and report; `result`: the recommendation and the answers; `drafts`: findings before the
    recommendation. Others with an office in the procedure see stages, dates, organisations."""

    papers: bool
    result: bool
    drafts: bool


def rights(asker: Asker, state: Panel, directory: DirectoryCopy) -> Rights:
    """Raises Refused(`NotYourCase`) for whoever has no part and no office in the procedure. A party reads as a party,
    whatever office it acts in: its seat in the reviewing body opens nothing more (001:655)."""
    actor = asker.actor
    if actor.organisation in state.orgs:
        return Rights(papers=True, result=True, drafts=False)
    if actor.office == AUDITOR or _held(actor.officer, (INVESTIGATOR, REVIEWER), state):
        return Rights(papers=True, result=True, drafts=True)
    if actor.office == COORDINATOR:
        return Rights(papers=True, result=True, drafts=False)
    if actor.organisation == SYSTEM or _held(actor.officer, (MEDIATOR,), state):
        return Rights(papers=False, result=False, drafts=False)
    if actor.office in _offices(state, directory):
        return Rights(papers=False, result=True, drafts=False)
    raise Refused(NOT_YOURS)


def _offices(state: Panel, directory: DirectoryCopy) -> frozenset[str]:
    """Offices that the case's own pack gives a part in it."""
    pinned = (pack for (_, version), pack in directory.packs.items() if version == state.pack_version)
    return next((offices_published(pack.sha256, pack.content) for pack in pinned), frozenset())


def _held(officer: str | None, offices: tuple[str, ...], state: Panel) -> bool:
    return officer is not None and any(state.held_by(officer, office) for office in offices)


NOT_YOURS = Refusal(
    code="NotYourCase",
    message="This case belongs to other organisations. Its parties and those with an office in it may read it.",
)
