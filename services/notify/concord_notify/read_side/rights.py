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


def may_list(case: str, asker: Asker, library: Library) -> bool:
    """Parties and case offices see that letters went out, to whom and when."""
    actor = asker.actor
    if actor.organisation == SYSTEM or actor.office in {COORDINATOR, AUDITOR}:
        return True
    view = view_of(library.kept(case))
    offices = {view.mediator_org, view.investigator_org}
    seats = {member.org for member in view.review.members} if view.review else set()
    raised = set(view.raised.represents) if view.raised else set()
    return actor.organisation in {*view.orgs, *offices, *seats, *raised} or _advises(actor.office, library)


def _advises(office: str, library: Library) -> bool:
    packs = library.directory.packs.values()
    return any(office == pack.content["procedure"]["triage"]["by"] for pack in packs)
