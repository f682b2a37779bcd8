"""Who may read which letter: its recipient, those who keep the case in order, and auditors."""

from concord_notify.domain.case_view import view_of
from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.vocabulary import COORDINATOR, RAISER, REPRESENTATIVE
from concord_shared.envelope import SYSTEM
from concord_shared.parts import Asker, Library

AUDITOR = "auditor"
FOR_THE_WHOLE = frozenset({RAISER, REPRESENTATIVE})
"""A letter to one of these is to the organisation; one to any other office is to that office alone."""


def may_read(letter: NoticePrepared, asker: Asker, library: Library) -> bool:
    """An auditor reads no letter to a person: who raised a concern is shown on cause alone (handbook 7.1)."""
    actor = asker.actor
    if actor.office == AUDITOR:
        return letter.person is None and (letter.org is not None or letter.office != RAISER)
    return actor.office == COORDINATOR or _is_to(letter.case_id, letter.org, letter.office, asker, library)


def may_see(case: str, org: str | None, office: str, asker: Asker, library: Library) -> bool:
    """Whether the asker sees that a letter went out. Parties, the coordinator and auditors see every letter of the
    case; whoever else has a part in it sees those to the own office: a reminder to another tells who has not agreed
    to mediation."""
    actor = asker.actor
    if actor.organisation == SYSTEM or actor.office in {COORDINATOR, AUDITOR}:
        return True
    return _is_party(case, asker, library) or _is_to(case, org, office, asker, library)


def _is_to(case: str | None, org: str | None, office: str, asker: Asker, library: Library) -> bool:
    actor = asker.actor
    if org is None:
        return office == actor.office
    whole = office in FOR_THE_WHOLE or office == actor.office
    return org == actor.organisation and (whole or _is_party(case, asker, library))


def _is_party(case: str | None, asker: Asker, library: Library) -> bool:
    return case is not None and asker.actor.organisation in view_of(library.kept(case)).orgs
