"""What the writer runs for a command: the case and its pack are fetched, and the decision is made."""

from dataclasses import replace
from typing import cast

from concord_intake.application.after_closing import beside
from concord_intake.domain.at_hand import AtHand
from concord_intake.domain.case import decide
from concord_intake.domain.commands import (
    CaseCommand,
    FirstLook,
    RaiseConcern,
    RecordLesson,
    ReferToNational,
    ReportSettlement,
)
from concord_intake.domain.facts import ConcernAccepted
from concord_intake.domain.periods import periods_of
from concord_intake.domain.refusals import NO_SUCH_CASE
from concord_intake.domain.routing import offices_of
from concord_intake.domain.state import NOT_RAISED, PREFIX, Case
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.packs.model import Pack
from concord_shared.parts import Desk, Request
from concord_shared.world import World


def raise_concern(request: Request, desk: Desk) -> Outcome:
    """Answers with the new reference."""
    command = cast(RaiseConcern, request.command)
    case = unused(desk, desk.pack())
    return _handled(command, case, desk, trial=command.trial)


def unused(desk: Desk, pack: Pack) -> str:
    """A reference has thirty random bits: among forty thousand cases two would probably meet."""
    while True:
        case = desk.ids.case(pack.case_prefix)
        if desk.load(f"{PREFIX}{case}").phase == NOT_RAISED:
            return case


def on_case(request: Request, desk: Desk) -> Outcome:
    if request.case is None:
        return Outcome(refusal=NO_SUCH_CASE)
    return _handled(cast(CaseCommand, request.command), request.case, desk)


def in_force_for(desk: Desk, *, trial: bool) -> Pack:
    """A trial is of the newest rules, those on trial too."""
    pack = desk.pack()
    newest = desk.directory.pack_in_force(pack.id, trial=True) if trial else None
    return desk.pack(newest.version) if newest else pack


def _handled(command: CaseCommand, case: str, desk: Desk, *, trial: bool = False) -> Outcome:
    state: Case = desk.load(f"{PREFIX}{case}")
    trial = trial or state.trial
    pack = desk.pack(state.pack_version) if state.pack_version else in_force_for(desk, trial=trial)
    in_force = in_force_for(desk, trial=trial) if isinstance(command, FirstLook) else pack
    kept = desk.kept(case) if isinstance(command, RecordLesson | ReferToNational) else ()
    at_hand = AtHand(desk.ids.opaque(), in_force, offices_of(kept), periods_of(kept))
    decision = decide(command, state, world_of(desk, pack), at_hand)
    outcome = _outcome(command, case, decision, pack, at_hand)
    if decision.refusal is None:
        outcome = replace(outcome, writes=(*outcome.writes, *beside(command, decision, state, desk, pack)))
    return outcome


def _outcome(command: CaseCommand, case: str, decision: Decision, pack: Pack, at_hand: AtHand) -> Outcome:
    pinned = at_hand.in_force if _accepts(decision) else pack
    write = Write(f"{PREFIX}{case}", decision.facts, case=case, pack=(pinned.id, pinned.version))
    answer = {"case": case}
    if isinstance(command, ReportSettlement | RecordLesson) and decision.refusal is None:
        answer["settlement_ref" if isinstance(command, ReportSettlement) else "lesson_id"] = at_hand.fresh
    return Outcome((write,), decision.refusal, answer)


def _accepts(decision: Decision) -> bool:
    return any(isinstance(fact, ConcernAccepted) for fact in decision.facts)


def world_of(desk: Desk, pack: Pack) -> World:
    return World(
        actor=desk.actor,
        on=desk.on,
        now=desk.now,
        pack=pack,
        calendar=desk.calendar(pack),
        directory=desk.directory,
    )
