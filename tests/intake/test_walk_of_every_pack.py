"""Wherever a walk goes under any of the Compacts, the case is somewhere its pack names and finds a way to close."""

import importlib
import json
from collections import Counter
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from concord_intake.domain.state import PREFIX, RECEIVED
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.deadlines.facts import DeadlineSet
from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.lookup import exits_of, next_stage
from concord_shared.packs.model import AFTER_CLOSING, TRIAGE
from concord_shared.testing.directory_sample import rotherham_sample

from .compacts import CITED, IN_SCOPE, OFFICES, TODAY, on_paper
from .conftest import BOTH, Intake, actor, service

SAMPLES = Path(__file__).parents[1] / "contracts" / "samples"
COMPACTS = tuple(builtin())
OWNERS = {
    "informal": "intake",
    "facilitated": "mediation",
    "investigation": "panel",
    "panel_review": "panel",
    "response": "panel",
    "external_referral": "intake",
    "facilitated_external": "mediation",
}
OUTSIDE_ANY_STAGE = {RECEIVED, "awaiting_information", "signposted", "closed", "suspended"}
DAYS = (0, 0, 0, 1, 4, 12, 40)
STEPS, WALKS, WILD, LIKELY, SELDOM = 36, 10, 0.2, 0.6, 0.25
LOOKS = ("AdviseCompactRelated", "AcceptConcern")
ON_FROM_TRIAGE = (*LOOKS, *LOOKS, "SupplyInformation", "AdoptConcern")
ON_FROM_TALKS = (
    *("RecordInformalAttempt", "ConfirmExhausted", "ContactWorkingGroup", "ContactCriticalFriend"),
    *("ReferToNational", "RecordNationalOutcome"),
)
RARE = {"WithdrawCase", "LeaveCase", "CloseDormant"}


@cache
def people(compact):
    """Both sides first, then everybody who holds an office there, and two who have no business here."""
    if compact == "rotherham":
        sides = (actor("green-doorstep"), actor("rmbc"))
        offices = (("advice_body", "var"), ("coordinator", "var"), ("rtp_manager", "rmbc"), ("ceo_group", "syp"))
    else:
        sides, offices = (actor("allotments"), actor("council")), OFFICES[compact]
    held = tuple(actor(org, office) for office, org in offices)
    return sides, held, (actor("a-firm"), Actor(organisation="public", office="public"))


def desk_of(compact):
    if compact != "rotherham":
        return on_paper(compact)
    pack = load(builtin()[compact])
    return Intake(service(), pack, rotherham_sample(pack).copy, TODAY)


def bodies(compact, state, today, random):
    """What may be said with each command; what it takes from the pack is what this pack names."""
    pack = load_once(compact)
    asked = [each.requires.statements for each in exits_of(pack, pack.first_stage) if each.requires]
    statements = list(dict.fromkeys(each for one in asked for each in one)) or BOTH
    look = {"in_scope": IN_SCOPE.get(compact, [])}
    ref = {"settlement_ref": state.settlement.ref} if state.settlement else {}
    deadlines = list(state.clocks) or ["none"]
    national = next((stage for stage in pack.stages if stage.type == "external_referral"), None)
    outcomes = [each.outcome for each in national.exits] if national else ["followed"]
    return {
        "AcknowledgeConcern": {"how": "sent"},
        "RequestInformation": {"missing": ["Since when?"]},
        "SupplyInformation": {"supplied": ["Since May."]},
        "CiteCommitments": {"cited": CITED.get(compact) or ["9.2"]},
        "AdviseCompactRelated": {"advice": random.choice(("yes", "yes", "partly", "no")), "reasons": "Named.", **look},
        "AcceptConcern": {"accept": random.choice(("yes", "yes", "no")), **look},
        "AskSecondLook": {"ground": "The letter was overlooked."},
        "AdoptConcern": {},
        "RecordInformalAttempt": {"held_on": today.isoformat(), "means": "meeting", "result": "none"},
        "GiveExplanation": {"admits": "partly", "text": "It was an oversight."},
        "ConfirmExhausted": {"statements": statements},
        "DisputeExhausted": {"still_to_try": "A second talk."},
        "RetractConfirmation": {},
        "ContactWorkingGroup": {"statements": statements},
        "ContactCriticalFriend": {"statements": statements},
        "ReferToNational": {"body": random.choice(national.bodies) if national and national.bodies else "a_body"},
        "RecordNationalOutcome": {"outcome": random.choice(outcomes), "letter": "Filed under N1."},
        "ReportSettlement": {"text": "Three months of notice."},
        "ConfirmSettlement": ref,
        "WithdrawCase": {"why": "It is settled elsewhere."},
        "LeaveCase": {},
        "RecordExternalRemedy": {"kind": random.choice(("ombudsman", "judicial_review", "legal_redress"))},
        "SuspendCase": random.choice(({}, {"ground": "outside_body_asks"})),
        "AgreeSuspension": {},
        "ResumeCase": {"why": "asked_by_party"},
        "ExtendDeadline": {"deadline_id": random.choice(deadlines), "working_days": 3, "reason": "A holiday."},
        "AgreeExtension": {"deadline_id": random.choice(deadlines)},
        "RequestSupport": {"kind": "adjustment", "detail": "A ramp."},
        "AskChampionSupport": {},
        "ObjectToCoordinator": {},
        "CloseDormant": {},
        "RecordLesson": {"text": "Talk sooner."},
    }


@cache
def load_once(compact):
    return load(builtin()[compact])


def walk(compact, seed):
    """One case, `STEPS` steps; returns the places that it has been in."""
    desk, random, places = desk_of(compact), Random(seed), []
    sides, held, strangers = people(compact)
    cited = CITED.get(compact, ["9.2"])
    concern = {"channel": "web", "raiser_kind": "organisation", "raiser_org": sides[0].organisation, "cited": cited}
    raised = {**concern, "respondent_orgs": [sides[1].organisation], "text": "What happened."}
    case = desk.do("RaiseConcern", sides[0], None, **raised).accepted().answer["case"]
    for _ in range(STEPS):
        days = random.choice(DAYS)
        if days:
            desk.today += timedelta(days=days)
            desk.sweep()
        step(desk, case, compact, random, (sides, held, strangers))
        places.append(assert_is_somewhere(desk, case))
    assert_every_deadline_is_explained(desk)
    return places


def step(desk, case, compact, random, everybody):
    state = desk.load(PREFIX + case)
    if state.stage is not None and random.random() < 0.35 and (told := result(desk, state, random)):
        desk.hear(*told, case, desk.today)
        return
    sides, held, strangers = everybody
    said = bodies(compact, state, desk.today, random)
    name = random.choice(_likely(state) if random.random() < LIKELY else [*said])
    if name in RARE and random.random() > SELDOM:
        name = "GiveExplanation"
    fitting = held if name in LOOKS else (*sides, *sides, *held)
    who = random.choice((*sides, *held, *strangers) if random.random() < WILD else fitting)
    before, facts = state, len(desk.recorded)
    came = desk.do(name, who, case, **said[name])
    if came.refusal is not None:
        assert came.refusal.message.endswith((".", "?")), (name, came.refusal)
        assert came.facts == () and len(desk.recorded) == facts, (name, came.names)
        assert desk.load(PREFIX + case) == before, name
    else:
        assert came.facts, name


def _likely(state):
    return ON_FROM_TRIAGE if state.stage is None else ON_FROM_TALKS


def result(desk, state, random):
    """What mediation or panel may say of the open stage, as its stored sample with this stage's own values."""
    ways = [each for each in exits_of(desk.in_force, state.stage.id) if each.event]
    way = random.choice(ways) if ways else None
    owner = OWNERS[state.stage.type]
    if way is None or way.event not in TOLD_BY.get(owner, ()):
        return None
    kind = getattr(importlib.import_module(f"concord_shared.contracts.{owner}"), way.event, None)
    if kind is None:
        return None
    sample = json.loads((SAMPLES / f"{owner}.{way.event}.v1.json").read_text())
    values = {"stage_id": state.stage.id, "outcome": way.outcome, "kind": way.outcome}
    return owner, kind.model_validate({**sample, **{k: v for k, v in values.items() if k in kind.model_fields}})


def assert_is_somewhere(desk, case):
    state, pack = desk.load(PREFIX + case), desk.in_force
    if state.phase == "closed":
        assert state.closed_for in pack.closing_reasons
        assert {clock.stage_id for clock in state.clocks.values() if clock.is_open} <= {AFTER_CLOSING}
        return state.closed_for
    if state.stage is None:
        assert state.known_as in OUTSIDE_ANY_STAGE | {place.id for place in pack.triage.waiting}, state.known_as
        return state.known_as
    assert OWNERS[pack.stage(state.stage.id).type] in {"intake", "mediation", "panel"}
    assert state.stage.type == pack.stage(state.stage.id).type
    assert closes_from(pack, state.stage.id), state.stage.id
    return state.stage.id


def closes_from(pack, stage, seen=frozenset()):
    """Some chain of outcomes of the stage's own leads to the end."""
    for each in exits_of(pack, stage):
        after = next_stage(pack, stage, each.outcome)
        if after.kind == "close" or (after.to not in seen and closes_from(pack, after.to, {*seen, stage})):
            return True
    return False


def assert_every_deadline_is_explained(desk):
    for each in desk.facts(DeadlineSet):
        rule = desk.in_force.deadline(each.deadline_id)
        assert rule is not None and each.start_on and each.start_fact and each.calendar_version, each
        assert each.due_on >= each.start_on, each
        assert each.place or "ours" in {each.length_basis, each.start_basis, rule.basis}, each


@pytest.mark.parametrize("compact", COMPACTS)
def test_under_every_compact_a_walk_is_always_somewhere_and_a_refusal_changes_nothing(compact):
    been = Counter(place for seed in range(WALKS) for place in walk(compact, seed))

    pack = load_once(compact)
    assert pack.first_stage in been
    assert len({stage.id for stage in pack.stages} & been.keys()) > 1, been


@pytest.mark.parametrize("compact", COMPACTS)
def test_every_place_of_every_compact_has_an_owner_and_a_way_to_the_end(compact):
    pack = load_once(compact)
    for stage in pack.stages:
        assert OWNERS[stage.type] and closes_from(pack, stage.id)
    for place in (TRIAGE, *(each.id for each in pack.triage.waiting)):
        assert exits_of(pack, place) and closes_from(pack, place)
