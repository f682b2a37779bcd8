"""Who may read a case (handbook 7.1): its parties, whoever advises or helps in it, the coordinator, the auditor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from concord_intake.domain.advice import Matter, turn
from concord_intake.domain.routing import HELPING, offices_told
from concord_intake.domain.standing import COORDINATOR, triage_chain
from concord_intake.domain.state import Advised
from concord_shared.contracts.base import Told
from concord_shared.contracts.directory import PackPublished
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.model import Pack
from concord_shared.parts import Asker, Refused
from concord_shared.refusals import Refusal

AUDITOR = "auditor"
As = Literal["raising", "responding", "coordinator", "auditor", "adviser", "mediator", "examiner"]
WITHOUT_TALKS: frozenset[As] = frozenset({"adviser", "mediator"})
_read: dict[str, Pack] = {}


@dataclass(frozen=True)
class Sides:
    """Organisations of a case as rights see them; `opened` is False until a stage has opened: till then the side
    that the concern is about knows nothing of it (handbook S13). `first` gave the advice that another office looks at
    again, if one does; officers in `replaced` act no more as coordinator."""

    case: str
    raising: tuple[str, ...]
    responding: tuple[str, ...]
    opened: bool
    first: Advised | None = None
    replaced: tuple[str, ...] = ()


def reads_as(asker: Asker, sides: Sides, pack: Pack | None, directory: DirectoryCopy) -> As | None:
    """In what capacity the asker may read; None where it may not. A party is a party first."""
    organisation, office = asker.actor.organisation, asker.actor.office
    if organisation in sides.raising:
        return "raising"
    if organisation in sides.responding and sides.opened:
        return "responding"
    if office == COORDINATOR and not _is_replaced(asker, sides, directory):
        return "coordinator"
    if office == AUDITOR:
        return "auditor"
    return "adviser" if pack is not None and _advises(asker, sides, pack, directory) else None


def _advises(asker: Asker, sides: Sides, pack: Pack, directory: DirectoryCopy) -> bool:
    actor = asker.actor
    if actor.office not in triage_chain(pack):
        return False
    role = directory.holding(actor.organisation, actor.office, asker.on, actor.officer)
    orgs = (*sides.raising, *sides.responding)
    matters = (Matter(sides.case, orgs, first=first) for first in dict.fromkeys((None, sides.first)))
    return any(turn(role, matter, pack, directory, asker.on) is None for matter in matters)


def _is_replaced(asker: Asker, sides: Sides, directory: DirectoryCopy) -> bool:
    actor = asker.actor
    officer = actor.officer or directory.only_holder(actor.organisation, actor.office, asker.on)
    return officer in sides.replaced


def reads_by_office(asker: Asker, directory: DirectoryCopy) -> bool:
    """Whether the asker's office may let it read cases in which its organisation has no part."""
    office = asker.actor.office
    if office in (COORDINATOR, AUDITOR):
        return True
    packs = (pack_of(directory, *known) for known in directory.packs)
    return any(pack is not None and office in triage_chain(pack) for pack in packs)


def helps_as(asker: Asker, kept: Iterable[Told]) -> As | None:
    """Whoever was told last to mediate, investigate or review in the case; an examiner sees the talks too."""
    last = {each.office: given for told in kept if (given := offices_told(told)) for each in given}
    held = {each.office for given in last.values() for each in given if each.officer == asker.actor.officer}
    if held - HELPING:
        return "examiner"
    return "mediator" if held else None


def pack_of(directory: DirectoryCopy, pack_id: str, version: str) -> Pack | None:
    """The pack as it was published, parsed once for each content."""
    published: PackPublished | None = directory.packs.get((pack_id, version))
    if published is None:
        return None
    if published.sha256 not in _read:
        _read[published.sha256] = Pack.from_data(published.content)
    return _read[published.sha256]


def not_yours() -> Refused:
    return Refused(
        Refusal(
            code="NotYourCase",
            message="There is no such case, or you have no part in it. Check the reference; a party of the case, its "
            "coordinator or the body that gave first advice can tell you more.",
        )
    )
