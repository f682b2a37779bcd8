"""Takes a command: loads the case's mediation, decides, and gives the writer what to append."""

from collections.abc import Iterator

from pydantic import BaseModel

from concord_mediation.application.standing import not_begun
from concord_mediation.domain import facts as f
from concord_mediation.domain import officer
from concord_mediation.domain.appointing import advice
from concord_mediation.domain.commands import AgreeDisclosure, DeclareLapsed, ProposeDisclosure
from concord_mediation.domain.coordinating import refusal_if_replaced
from concord_mediation.domain.mediation import decide
from concord_mediation.domain.state import CRITICAL_FRIEND, MEDIATOR, Mediation
from concord_shared.deadlines.clocks import EXTENSION_COMMANDS
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.facts import On
from concord_shared.parts import Desk, Request
from concord_shared.refusals import Refusal
from concord_shared.world import World


def stream_of(case: str) -> str:
    return f"mediation-{case}"


def handle(request: Request, desk: Desk) -> Outcome:
    if request.case is None:
        return Outcome(refusal=Refusal(code="CaseRequired", message="Say which case this is about.", field="case"))
    state: Mediation = desk.load(stream_of(request.case))
    if _stage_missing(request.command, state) and (refusal := not_begun(request.case, state, desk)):
        return Outcome(refusal=refusal)
    world = world_of(state, desk)
    if isinstance(request.command, DeclareLapsed) and (
        refusal := refusal_if_replaced(desk.kept(request.case), state, world)
    ):
        return Outcome(refusal=refusal)
    return outcome_of(decide(request.command, state, world), state, world)


def _stage_missing(command: BaseModel, state: Mediation) -> bool:
    """What was said in a mediation may be shown to others after it too; other time is kept by another service."""
    if state.stage is not None or isinstance(command, EXTENSION_COMMANDS):
        return False
    return state.stage_id is None or not isinstance(command, ProposeDisclosure | AgreeDisclosure)


def world_of(state: Mediation, desk: Desk) -> World:
    pack = desk.pack(state.pack_version)
    return World(desk.actor, desk.on, desk.now, pack, desk.calendar(pack), desk.directory)


def outcome_of(decision: Decision, state: Mediation, world: World) -> Outcome:
    pinned = (world.pack.id, world.pack.version)
    write = Write(stream_of(state.case), decision.facts, case=state.case, pack=pinned)
    writes = (write, *_offices_taken(decision, state, pinned)) if decision.facts else ()
    return Outcome(writes=writes, refusal=decision.refusal, answer=_answer(decision, state, world))


def _offices_taken(decision: Decision, state: Mediation, pinned: tuple[str, str]) -> Iterator[Write]:
    for fact in decision.facts:
        match fact.fact if isinstance(fact, On) else fact:
            case f.MediatorAppointed(mediator_ref=who):
                office = MEDIATOR
            case f.CriticalFriendEngaged(friend_ref=who):
                office = CRITICAL_FRIEND
            case _:
                continue
        taken = f.OfficeTaken(office=office, case=state.case)
        yield Write(officer.stream_of(who), (taken,), case=state.case, pack=pinned)


def _answer(decision: Decision, state: Mediation, world: World) -> dict[str, str]:
    for fact in decision.facts:
        if isinstance(fact, f.MediatorAppointed) and (words := advice(state, world, fact.mediator_org)):
            return {"advice": words}
        if isinstance(fact, f.MediationTermsRecorded):
            return {"terms_sha256": fact.terms_sha256}
        if isinstance(fact, f.DisclosureProposed):
            return {"item_ref": fact.item_ref}
    return {}
