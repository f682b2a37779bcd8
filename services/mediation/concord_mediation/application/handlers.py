"""Takes a command: loads the case's mediation, decides, and gives the writer what to append."""

from concord_mediation.application.standing import not_begun
from concord_mediation.domain import facts as f
from concord_mediation.domain.appointing import advice
from concord_mediation.domain.mediation import decide
from concord_mediation.domain.state import Mediation
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.parts import Desk, Request
from concord_shared.refusals import Refusal
from concord_shared.world import World


def stream_of(case: str) -> str:
    return f"mediation-{case}"


def handle(request: Request, desk: Desk) -> Outcome:
    if request.case is None:
        return Outcome(refusal=Refusal(code="CaseRequired", message="Say which case this is about.", field="case"))
    state: Mediation = desk.load(stream_of(request.case))
    if state.stage is None and (refusal := not_begun(request.case, state, desk)):
        return Outcome(refusal=refusal)
    world = world_of(state, desk)
    decision = decide(request.command, state, world)  # type: ignore[arg-type]
    return outcome_of(decision, state, world)


def world_of(state: Mediation, desk: Desk) -> World:
    pack = desk.pack(state.pack_version)
    return World(desk.actor, desk.on, desk.now, pack, desk.calendar(pack), desk.directory)


def outcome_of(decision: Decision, state: Mediation, world: World) -> Outcome:
    pinned = (world.pack.id, world.pack.version)
    write = Write(stream_of(state.case), decision.facts, case=state.case, pack=pinned)
    writes = (write,) if decision.facts else ()
    return Outcome(writes=writes, refusal=decision.refusal, answer=_answer(decision, state, world))


def _answer(decision: Decision, state: Mediation, world: World) -> dict[str, str]:
    for fact in decision.facts:
        if isinstance(fact, f.MediatorAppointed) and (words := advice(state, world, fact.mediator_org)):
            return {"advice": words}
        if isinstance(fact, f.MediationTermsRecorded):
            return {"terms_sha256": fact.terms_sha256}
    return {}
