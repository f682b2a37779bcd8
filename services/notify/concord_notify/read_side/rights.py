"""Who may read which letter: its recipient, those who keep the case in order, and auditors."""

from collections.abc import Mapping, Sequence
from typing import Any

from concord_notify.domain.case_view import view_of
from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.vocabulary import COORDINATOR, RAISER, REPRESENTATIVE
from concord_shared.contracts.base import Told
from concord_shared.contracts.mediation import MediatorAppointed
from concord_shared.contracts.panel import InvestigatorAppointed
from concord_shared.parts import Asker, Library

AUDITOR = "auditor"
FOR_THE_WHOLE = frozenset({RAISER, REPRESENTATIVE})
"""A letter to one of these is to the organisation; one to any other office is to that office alone."""

APPOINTED: Mapping[str, tuple[type, str]] = {
    "mediator": (MediatorAppointed, "mediator_ref"),
    "investigator": (InvestigatorAppointed, "investigator_ref"),
}


class Once:
    """A library that looks up once what was heard of a case, however many letters one answer goes through."""

    def __init__(self, library: Library) -> None:
        self._library, self._kept = library, dict[str, Sequence[Told]]()

    def kept(self, case: str) -> Sequence[Told]:
        if case not in self._kept:
            self._kept[case] = self._library.kept(case)
        return self._kept[case]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)


def may_read(letter: NoticePrepared, asker: Asker, library: Library) -> bool:
    """An auditor reads no letter to a person: who raised a concern is shown on cause alone (handbook 7.1)."""
    actor = asker.actor
    if actor.office == AUDITOR:
        return letter.person is None and (letter.org is not None or letter.office != RAISER)
    coordinates = _coordinates(letter.case_id, asker, library)
    return coordinates or _is_to(letter.case_id, letter.org, letter.office, asker, library)


def may_see(case: str, org: str | None, office: str, asker: Asker, library: Library) -> bool:
    """Whether the asker sees that a letter went out. Parties, the coordinator and auditors see every letter of the
    case; whoever else has a part in it sees those to the own office: a reminder to another tells who has not agreed
    to mediation."""
    actor = asker.actor
    if actor.office == AUDITOR or _coordinates(case, asker, library):
        return True
    return _is_party(case, asker, library) or _is_to(case, org, office, asker, library)


def _coordinates(case: str | None, asker: Asker, library: Library) -> bool:
    """Not in a case of the own organisation, where it reads as the party that it is, nor after a party's objection."""
    actor = asker.actor
    if actor.office != COORDINATOR or case is None:
        return actor.office == COORDINATOR
    view = view_of(library.kept(case))
    officer = actor.officer or library.directory.only_holder(actor.organisation, actor.office, asker.on)
    return actor.organisation not in view.orgs and officer not in view.no_coordinators


def _is_to(case: str | None, org: str | None, office: str, asker: Asker, library: Library) -> bool:
    actor = asker.actor
    if org is None:
        return office == actor.office
    whole = office in FOR_THE_WHOLE or (office == actor.office and _holds(case, office, asker, library))
    return org == actor.organisation and (whole or _is_party(case, asker, library))


def _holds(case: str | None, office: str, asker: Asker, library: Library) -> bool:
    """Who mediates or investigates does so in one case, and is not every officer of that office."""
    appointed = APPOINTED.get(office)
    if case is None or appointed is None:
        return True
    contract, name = appointed
    told = [each.contract for each in library.kept(case) if isinstance(each.contract, contract)]
    return bool(told) and getattr(told[-1], name) == asker.actor.officer


def _is_party(case: str | None, asker: Asker, library: Library) -> bool:
    return case is not None and asker.actor.organisation in view_of(library.kept(case)).orgs
