"""When we hear a fact, we ask ourselves: does the pack want somebody to be told?"""

from collections.abc import Iterable, Iterator
from typing import Any

from concord_notify.application.templates import template_of
from concord_notify.domain import facts
from concord_notify.domain.order import in_order
from concord_notify.domain.preparing import prepared
from concord_notify.domain.scene import Scene
from concord_notify.domain.triggers import triggered
from concord_shared.clock import local_day
from concord_shared.contracts.base import Told
from concord_shared.decisions import Outcome, Write
from concord_shared.facts import On
from concord_shared.packs.model import Pack
from concord_shared.parts import Desk


def tell_those_concerned(told: Told, desk: Desk) -> Outcome:
    """One notice for each recipient, in a stream of its own; none where that notice exists already."""
    if not _is_a_trigger(told, desk.pack(_version(told))):
        return Outcome()
    return Outcome(tuple(written(prepared(scene_of(told, desk), template_of), desk, told)))


def scene_of(told: Told, desk: Desk) -> Scene:
    kept = in_order(desk.kept(told.case)) if told.case else []
    earlier = tuple(each for each in kept if each.event_id != told.event_id)
    versions = (_version(each) for each in (told, *earlier[::-1]))
    pack = desk.pack(next((version for version in versions if version), None))
    return Scene(told, pack, desk.calendar(pack), desk.directory, local_day(desk.now), earlier)


def written(letters: Iterable[facts.NoticePrepared], desk: Desk, told: Told) -> Iterator[Write]:
    pinned = (told.pack, told.pack_version) if told.pack and told.pack_version else None
    for letter in letters:
        stream = f"notice-{letter.notice_id}"
        if desk.load(stream).prepared is not None:
            continue
        today = local_day(desk.now)
        yield Write(stream, (On(letter, today),), told.case, pinned)
        if letter.person is not None:
            filed = facts.LetterFiled(person=letter.person, notice_id=letter.notice_id)
            yield Write(f"person-{letter.person}", (On(filed, today),))


def erased(told: Told, desk: Desk) -> Outcome:
    """What went to the outbox with data of that person, case or party is taken back; the facts stay, with a gap."""
    contract: Any = told.contract
    stream = f"person-{contract.person}"
    heard = facts.ErasureHeard(person=contract.person)
    return Outcome((Write(stream, (On(heard, local_day(desk.now)),)),))


def _is_a_trigger(told: Told, pack: Pack) -> bool:
    """Asked before anything is read: most facts cause no letter."""
    return bool(triggered(told.name, pack))


def _version(told: Told) -> str | None:
    """The version that the case is pinned to, where the fact says so."""
    return getattr(told.contract, "pack_version", None) or told.pack_version
