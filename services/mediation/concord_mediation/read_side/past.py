"""What happened in a mediation, in words, as far as the asker may see it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from concord_mediation.domain import facts as f
from concord_mediation.domain.state import Mediation
from concord_mediation.read_side.rights import Rights, rights
from concord_mediation.read_side.words import say
from concord_shared.deadlines.facts import DeadlineFact
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library
from concord_shared.running.backdated import BackdatedEntry
from concord_shared.running.history import HistoryOf, history
from concord_shared.sealed import Sealed

DISCLOSING = (f.DisclosureProposed, f.DisclosureAgreed)
SAY_WHO = (
    f.MediationConsentGiven,
    f.MediationDeclined,
    f.MediatorObjectedTo,
    f.OutsideResultRecorded,
    f.MediationTermsRecorded,
    f.MediationTermsConfirmed,
    *DISCLOSING,
    BackdatedEntry,
)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    assert isinstance(question, HistoryOf)
    stream = f"mediation-{question.case}"
    state: Mediation = library.state(stream)
    allowed = rights(asker, state, library)
    recorded = library.history(stream)
    parties = {party.org for each in recorded for party in getattr(each.fact, "parties", ())}
    declined = {each.fact.party for each in recorded if isinstance(each.fact, f.MediationDeclined)}

    items = {each.fact.text for each in recorded if isinstance(each.fact, f.DisclosureProposed)}

    def may_open(value: Sealed) -> bool:
        """Why more time was asked for is no part of what was said in mediation."""
        if allowed.content or (allowed.items and value in items):
            return True
        return allowed.who and (value in declined or value.kind == "case")

    def name_actor(each: Recorded) -> bool:
        """Whose command brought the failure would say who declined (handbook 7.1)."""
        return allowed.who or each.envelope.actor.organisation not in parties

    def show(each: Recorded) -> bool:
        return _shown(each, allowed)

    return history(recorded, say, may_open, question.at, show, name_actor, office=asker.actor.office)


def _shown(each: Recorded, allowed: Rights) -> bool:
    if allowed.who or (allowed.items and isinstance(each.fact, DISCLOSING)):
        return True
    names_party = isinstance(each.fact, DeadlineFact) and each.fact.party is not None
    return not names_party and not isinstance(each.fact, SAY_WHO)
