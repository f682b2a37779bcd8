"""Who may read what of a mediation (handbook 7.1): its content is for the parties and the mediator alone."""

from dataclasses import dataclass

from concord_mediation.domain.coordinating import replaced
from concord_mediation.domain.refusing import COORDINATOR
from concord_mediation.domain.state import Mediation
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor
from concord_shared.packs.offices import offices_published
from concord_shared.parts import Asker, Library, Refused
from concord_shared.refusals import Refusal

AUDITOR = "auditor"
INVESTIGATOR = "investigator"


@dataclass(frozen=True)
class Rights:
    """`content`: terms and reasons; `who`: which party agreed, objected or declined; `items`: what is proposed to be
    shown to others. The rest see dates, offices, numbers and the result."""

    content: bool
    who: bool
    items: bool = False


def rights(asker: Asker, state: Mediation, library: Library) -> Rights:
    """Raises Refused(`NotYourCase`) for whoever has no part and no office in the procedure."""
    actor = asker.actor
    if actor.organisation in state.orgs or actor.officer in state.mediators - state.stood_down:
        return Rights(content=True, who=True, items=True)
    if actor.organisation in state.left_after_session:
        return Rights(content=False, who=False, items=True)
    if actor.office == AUDITOR or _coordinates(actor, state, library):
        return Rights(content=False, who=True)
    if actor.office == INVESTIGATOR or actor.office in _offices(state, library.directory):
        return Rights(content=False, who=False)
    raise Refused(NOT_YOURS)


def _coordinates(actor: Actor, state: Mediation, library: Library) -> bool:
    return actor.office == COORDINATOR and actor.officer not in replaced(library.kept(state.case))


def _offices(state: Mediation, directory: DirectoryCopy) -> frozenset[str]:
    """Offices that the case's own pack gives a part in it."""
    pinned = (pack for (_, version), pack in directory.packs.items() if version == state.pack_version)
    return next((offices_published(pack.sha256, pack.content) for pack in pinned), frozenset())


NOT_YOURS = Refusal(
    code="NotYourCase",
    message="This case belongs to other organisations. Its parties and those with an office in it may read it.",
)
