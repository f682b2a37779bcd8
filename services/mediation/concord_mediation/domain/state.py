"""What a mediation has to remember in order to decide, and how each fact changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from concord_mediation.domain import facts as f
from concord_shared.contracts.base import OfficeHeld, Party
from concord_shared.deadlines.clocks import Running, evolve_clocks
from concord_shared.facts import Fact


@dataclass(frozen=True)
class Stage:
    """The facilitated stage that is open."""

    id: str
    type: str
    opened_on: date


@dataclass(frozen=True)
class Mediator:
    ref: str
    org: str


@dataclass(frozen=True)
class Mediation:
    """One per case; a second facilitated stage of the case begins it anew. `objected` are parties that used
    their objection; `objection_open` until the appointer has named somebody else."""

    case: str
    stage: Stage | None = None
    pack_version: str | None = None
    parties: tuple[Party, ...] = ()
    offices_held: tuple[OfficeHeld, ...] = ()
    accepted_on: date | None = None
    consents: frozenset[str] = frozenset()
    mediator: Mediator | None = None
    mediators: frozenset[str] = frozenset()
    objected: frozenset[str] = frozenset()
    objection_open: bool = False
    sessions: int = 0
    terms_sha256: str | None = None
    confirmed: frozenset[str] = frozenset()
    result: str | None = None
    clocks: Mapping[str, Running] = field(default_factory=dict)

    @property
    def orgs(self) -> tuple[str, ...]:
        return tuple(party.org for party in self.parties)

    @property
    def missing_consents(self) -> tuple[str, ...]:
        return tuple(org for org in self.orgs if org not in self.consents)

    def has_lapsed(self, deadline_id: str) -> bool:
        return any(each.deadline_id == deadline_id and each.lapsed for each in self.clocks.values())


def start(stream: str) -> Mediation:
    return Mediation(case=stream.removeprefix("mediation-"))


def evolve(state: Mediation, fact: Fact, on: date) -> Mediation:
    match fact:
        case f.MediationOpened():
            return _opened(state, fact, on)
        case f.MediationConsentGiven():
            return replace(state, consents=state.consents | {fact.party})
        case f.MediatorAppointed():
            return replace(
                state,
                mediator=Mediator(fact.mediator_ref, fact.mediator_org),
                mediators=state.mediators | {fact.mediator_ref},
                objection_open=False,
            )
        case f.MediatorStoodDown():
            return replace(state, mediator=None, objection_open=False)
        case f.MediatorObjectedTo():
            return replace(state, objected=state.objected | {fact.party}, objection_open=True)
        case f.MediationSessionHeld():
            return replace(state, sessions=state.sessions + 1)
        case f.MediationTermsRecorded():
            return replace(state, terms_sha256=fact.terms_sha256, confirmed=frozenset())
        case f.MediationTermsConfirmed():
            return replace(state, confirmed=state.confirmed | {fact.party})
        case f.MediationSettled():
            return replace(state, stage=None, result="settled")
        case f.MediationFailed():
            return replace(state, stage=None, result="failed")
        case f.MediationEnded():
            return replace(state, stage=None, result="ended")
        case f.MediationDeclined() | f.AppointmentRejected():
            return state
        case _:
            return replace(state, clocks=evolve_clocks(state.clocks, fact, on))


def _opened(state: Mediation, fact: f.MediationOpened, on: date) -> Mediation:
    return Mediation(
        case=state.case,
        stage=Stage(fact.stage_id, fact.stage_type, on),
        pack_version=fact.pack_version,
        parties=fact.parties,
        offices_held=fact.offices_held,
        accepted_on=fact.accepted_on,
        mediators=state.mediators,
        clocks=state.clocks,
    )
