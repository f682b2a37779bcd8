"""The decisions of panel in one view: which command goes where, with what each fact does to the deadlines."""

from dataclasses import replace

from pydantic import BaseModel

from concord_panel.domain import (
    answering,
    appointing,
    convening,
    delegating,
    extending,
    investigating,
    reviewing,
    statement,
)
from concord_panel.domain import commands as c
from concord_panel.domain.clocks import with_clocks
from concord_panel.domain.refusing import SUSPENDED
from concord_panel.domain.state import Panel
from concord_shared.deadlines.clocks import AgreeExtension, ExtendDeadline
from concord_shared.decisions import Decision, refuse
from concord_shared.world import World


def decide(command: BaseModel, state: Panel, world: World) -> Decision:
    if state.suspended:
        return refuse(SUSPENDED)
    decision = _decide(command, state, world)
    return replace(decision, facts=with_clocks(state, decision.facts, world))


def _decide(command: BaseModel, state: Panel, world: World) -> Decision:
    match command:
        case c.AppointInvestigator():
            return appointing.appoint(command, state, world)
        case c.StandDownInvestigator():
            return appointing.stand_down(command, state, world)
        case c.SubmitStatement():
            return statement.submit(command, state, world)
        case c.SubmitEvidence():
            return investigating.submit_evidence(command, state, world)
        case c.SubmitReport():
            return investigating.submit_report(command, state, world)
        case c.DelegateReview():
            return delegating.delegate(command, state, world)
        case c.ConveneReview():
            return convening.convene(command, state, world)
        case ExtendDeadline():
            return extending.extended(command, state, world)
        case AgreeExtension():
            return extending.agreed(command, state, world)
        case _:
            return _reviewed(command, state, world)


def _reviewed(command: BaseModel, state: Panel, world: World) -> Decision:
    match command:
        case c.HearParty():
            return reviewing.hear_party(command, state, world)
        case c.ReferReportBack():
            return reviewing.refer_back(command, state, world)
        case c.RecordFindings():
            return reviewing.record_findings(command, state, world)
        case c.MakeRecommendation():
            return reviewing.recommend(command, state, world)
        case c.RespondToRecommendation():
            return answering.respond(command, state, world)
        case _:
            raise TypeError(f"panel has no answer to {type(command).__name__}")
