"""Who may read which letter: its recipient, those who keep the case in order, and auditors."""

from concord_notify.domain.case_view import view_of
from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.vocabulary import COORDINATOR
from concord_shared.envelope import SYSTEM
from concord_shared.parts import Asker, Library

AUDITOR = "auditor"


def may_read(letter: NoticePrepared, asker: Asker) -> bool:
    actor = asker.actor
    own = letter.org == actor.organisation or (letter.org is None and letter.office == actor.office)
    return own or actor.office in {COORDINATOR, AUDITOR}


def may_see(case: str, org: str | None, asker: Asker, library: Library) -> bool:
    """Whether the asker sees that a letter to `org` went out. Parties, the coordinator and auditors see every letter of
    the case; whoever else has a part in it sees those to the own organisation: a reminder to another tells who has not
    agreed to mediation."""
    actor = asker.actor
    if actor.organisation == SYSTEM or actor.office in {COORDINATOR, AUDITOR}:
        return True
    return org == actor.organisation or actor.organisation in view_of(library.kept(case)).orgs
