"""Who may read what of an investigation and a review (handbook 7.1)."""

from dataclasses import dataclass

from concord_panel.domain.reviewing import SITS
from concord_panel.domain.state import INVESTIGATOR, PANEL_MEMBER, REVIEW, REVIEWER, Panel
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.guards import Unmet, refusal_of
from concord_shared.packs.model import Pack
from concord_shared.packs.offices import office_in, offices_with_a_part
from concord_shared.parts import Asker, Refused
from concord_shared.refusals import Refusal

AUDITOR, COORDINATOR = "auditor", "coordinator"
_known: dict[str, Pack] = {}


@dataclass(frozen=True)
class Rights:
    """`papers`: evidence and report; `result`: the recommendation and the answers; `outcome`: that there was one, and
    what the answers came to; `drafts`: findings before the recommendation. Others with an office in the procedure see
    stages, dates, organisations."""

    papers: bool = False
    result: bool = False
    outcome: bool = False
    drafts: bool = False


WHOLE = Rights(papers=True, result=True, outcome=True, drafts=True)
AS_PARTY = Rights(papers=True, result=True, outcome=True)


def rights(asker: Asker, state: Panel, directory: DirectoryCopy) -> Rights:
    """Raises Refused: `NotYourCase` for whoever has no part and no office in the procedure, `ReviewerExcluded` where a
    party asks by its seat in the reviewing body: it reads its own copy as the party that it is (001:655)."""
    actor = asker.actor
    pack = _pack(state, directory)
    if pack is not None and actor.organisation in state.in_dispute and _reviews(actor.office, state, pack):
        raise Refused(_left_out(pack))
    if actor.organisation in state.orgs:
        return AS_PARTY
    if actor.office == AUDITOR or _held(actor.officer, (INVESTIGATOR, REVIEWER, PANEL_MEMBER), state):
        return WHOLE
    if actor.office == COORDINATOR and actor.officer not in state.barred_coordinators:
        return AS_PARTY
    if pack is not None and actor.office in offices_with_a_part(pack):
        return Rights(outcome=actor.office in _advisers(pack))
    raise Refused(NOT_YOURS)


def _pack(state: Panel, directory: DirectoryCopy) -> Pack | None:
    """The case's own pack: its offices have a part in the case."""
    pinned = (pack for (_, version), pack in directory.packs.items() if version == state.pack_version)
    published = next(pinned, None)
    if published is None:
        return None
    if published.sha256 not in _known:
        _known[published.sha256] = Pack.from_data(dict(published.content))
    return _known[published.sha256]


def _reviews(office: str, state: Panel, pack: Pack) -> bool:
    """Whether that office sits in the review, once there is one."""
    if state.group is None and (state.stage is None or state.stage.type != REVIEW):
        return False
    groups = (stage.group for stage in pack.stages if stage.group)
    return any(office in (group.body, group.drawn_from, group.may_delegate_to) for group in groups)


def _left_out(pack: Pack) -> Refusal:
    guard = next((guard for name in SITS if (guard := pack.guard_by(name))), None)
    unmet = Unmet("ReviewerExcluded", "Open it as the party that it is.")
    return refusal_of(guard, unmet, pack) if guard else NOT_YOURS


def _advisers(pack: Pack) -> frozenset[str]:
    """Offices that give the first advice: they learn what became of it, and no more."""
    return frozenset(map(office_in, (pack.triage.by, *pack.triage.fallback_when_conflicted)))


def _held(officer: str | None, offices: tuple[str, ...], state: Panel) -> bool:
    """Whoever stood down or left the group reads from then on as what else they are."""
    if officer is None or officer in state.out_of_office:
        return False
    return any(state.held_by(officer, office) for office in offices)


NOT_YOURS = Refusal(
    code="NotYourCase",
    message="This case belongs to other organisations. Its parties and those with an office in it may read it.",
)
