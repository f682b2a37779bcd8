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
from concord_shared.running.history import HistoryOf, history
from concord_shared.sealed import Sealed

SAY_WHO = (
    f.MediationConsentGiven,
    f.MediationDeclined,
    f.MediatorObjectedTo,
    f.MediationTermsRecorded,
    f.MediationTermsConfirmed,
)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    assert isinstance(question, HistoryOf)
    stream = f"mediation-{question.case}"
    state: Mediation = library.state(stream)
    allowed = rights(asker, state, library.directory)
    recorded = library.history(stream)
    declined = {each.fact.party for each in recorded if isinstance(each.fact, f.MediationDeclined)}

    def may_open(value: Sealed) -> bool:
        return allowed.content or (allowed.who and value in declined)

    def name_actor(each: Recorded) -> bool:
        """Whose command brought the failure would say who declined (handbook 7.1)."""
        return allowed.who or each.envelope.actor.organisation not in state.orgs

    return history(recorded, say, may_open, question.at, lambda each: _shown(each, allowed), name_actor)


def _shown(each: Recorded, allowed: Rights) -> bool:
    if allowed.who:
        return True
    names_party = isinstance(each.fact, DeadlineFact) and each.fact.party is not None
    return not names_party and not isinstance(each.fact, SAY_WHO)
