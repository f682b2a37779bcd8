"""A pack in which every id is another: the same journey with the same dates, so no id of a pack stands in code."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from concord_shared.envelope import Recorded
from concord_shared.packs.checks import faults
from concord_shared.packs.model import Pack

STAGES = {
    "informal": "first_talks",
    "mediation": "sitting_down",
    "investigation": "finding_out",
    "review": "looking_over",
    "responses": "last_words",
    "accepted_unadopted": "on_the_shelf",
}
OFFICES = {
    "advice_body": "welcome_desk",
    "rtp_manager": "bridge_keeper",
    "ceo_group": "round_table",
    "delegated_group": "side_table",
    "mediator": "go_between",
    "investigator": "fact_finder",
    "compact_lead": "promise_holder",
    "learning_group": "evening_school",
    "compact_leads_group": "promise_circle",
    "executive_group": "top_table",
    "any_person": "whoever_asks",
    "appointer_mediator": "chooser_one",
    "appointer_investigator": "chooser_two",
    "investigating_officer": "fact_finding_officer",
}
FORMS = {
    "informal_attempts_explored": "we_talked_enough",
    "no_acceptable_agreement": "we_found_nothing",
    "issues": "what_it_is_about",
    "compact_breach_detail": "which_promise",
    "process_to_date": "what_was_done",
    "recommendations_to_date": "what_was_advised",
}
AFFIXES = re.compile(r"(respondent_)?(\w+?)(_without_parties|_as_figure)?")
RULE = re.compile(r"\bROT-([DG])(\d\d)\b")
STAGE_PLACES = {"first_stage", "stage", "to", "stages", "not_counted"}
STAGE_KEYS = {"stages", "states", "counted_apart"}
NOT_OFFICES = {"type", "trained", "training", "theme", "who"}


OWN_WORDS = {"review_group"}
# Which letter goes out first is chance, and with it whose period to answer begins first.
UNORDERED = {"notify", "oversight", "panel"}
MADE_UP = {
    "notice",
    "notice_id",
    "caused_by",
    "content_sha256",
    "recommendation_id",
    "at",
    "issued_at",
    "person",
    "key",
    "sha256",
    "raiser_ref",
    "position",
}


@pytest.fixture
def dobshire(rotherham) -> Pack:
    return Pack.from_data(renamed(rotherham.to_data()))


def test_the_renamed_pack_is_sound_and_shares_no_id_with_the_first(rotherham, dobshire):
    assert list(faults(dobshire, dobshire.to_data())) == []
    assert ids_of(rotherham) & ids_of(dobshire) <= OWN_WORDS
    assert len(ids_of(rotherham)) == len(ids_of(dobshire)) > 70


async def test_the_journey_comes_to_the_same_facts_dates_and_letters(on_one_machine, rotherham, dobshire):
    under_one = await played(on_one_machine, rotherham)
    under_other = await played(on_one_machine, dobshire)

    assert under_one["intake"][-2]["reason"] == "accepted"
    for service, facts in under_one.items():
        order = str if service in UNORDERED else lambda _: 0
        assert sorted(as_under_the_first(under_other[service]), key=order) == sorted(facts, key=order), service


def test_a_name_left_in_the_code_would_be_seen(rotherham, dobshire):
    facts = [{"is": "StageOpened", "stage_id": "mediation"}]
    assert as_under_the_first([{"is": "StageOpened", "stage_id": STAGES["mediation"]}]) == facts
    assert as_under_the_first([{"is": "StageOpened", "stage_id": "round_the_houses"}]) != facts


async def played(on_one_machine, pack: Pack) -> dict[str, list[dict[str, Any]]]:
    """What each service recorded, without what is made up anew each time."""
    async with on_one_machine(pack, findable=False) as concord:
        await concord.journey.set_up()
        case = await to_its_recommendation(concord)
        for org in (concord.journey.raiser, concord.journey.respondent):
            await concord.journey.answer(case, org)
        await concord.settle()
        found = {name: [told(each, case) for each in concord.facts(name)] for name in concord.stores}
    del found["directory"]
    return found


async def to_its_recommendation(concord) -> str:
    """At rest, so that each party's letter has come before it answers."""
    case = await concord.journey.to_mediation()
    await concord.journey.decline(case)
    await concord.journey.investigate(case)
    await concord.journey.review(case)
    await concord.settle()
    return case


def told(recorded: Recorded, case: str) -> dict[str, Any]:
    data = json.loads(recorded.fact.model_dump_json().replace(case, "CASE"))
    on = recorded.envelope.occurred_on.isoformat()
    return {"is": type(recorded.fact).__name__, "on": on, **without_made_up(data)}


def without_made_up(data: Any) -> Any:
    match data:
        case {"box": _, "bound_to": _}:
            return "sealed"
        case dict():
            return {key: without_made_up(each) for key, each in data.items() if key not in MADE_UP}
        case list():
            return [without_made_up(each) for each in data]
        case _:
            return data


def as_under_the_first(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    text = json.dumps(facts)
    for words in (STAGES, OFFICES, FORMS):
        for old, new in words.items():
            text = re.sub(rf"(?<![a-z]){new}(?![a-z])", old, text)
    text = re.sub(r"\bQ([DG])-(\d+)\b", lambda found: f"ROT-{found[1]}{99 - int(found[2]):02}", text)
    back: list[dict[str, Any]] = json.loads(text.replace("dobshire", "rotherham").replace("Dobshire", "Rotherham"))
    return back


def ids_of(pack: Pack) -> set[str]:
    offices = {each for stage in pack.stages if stage.office for each in (stage.office.name, *stage.office.appointers)}
    groups = {stage.group.body for stage in pack.stages if stage.group}
    rules = {each.id for each in (*pack.guards, *pack.deadlines, *pack.roles, *pack.stages, *pack.triage.waiting)}
    return {pack.id, pack.case_prefix, pack.triage.by, *offices, *groups, *rules, *pack.forms.report_parts}


def renamed(data: dict[str, Any]) -> dict[str, Any]:
    """`data` with other ids throughout: pack, case prefix, stages, waiting places, guards, deadlines and offices."""
    new: dict[str, Any] = _walk(data, (), _rename)
    new["pack"] |= {"id": "dobshire", "case_prefix": "DOB", "title": "The Dobshire Compact"}
    return new


def _walk(value: Any, path: tuple[str, ...], name: Callable[[str, tuple[str, ...]], str]) -> Any:
    match value:
        case dict():
            return {name(key, (*path, "{}")): _walk(each, (*path, key), name) for key, each in value.items()}
        case list():
            return [_walk(each, path, name) for each in value]
        case str():
            return name(value, path)
        case _:
            return value


def _rename(word: str, path: tuple[str, ...]) -> str:
    word = RULE.sub(_rule, word)
    if path[-1] == "needed_for":
        return ", ".join(STAGES.get(each, each) for each in word.split(", "))
    if word in FORMS:
        return FORMS[word]
    if _is_stage(path):
        return STAGES.get(word, word)
    if path[-1] in NOT_OFFICES or (path[-1] == "{}" and path[-2:-1] != ("roles",)):
        return word
    return _office(word)


def _is_stage(path: tuple[str, ...]) -> bool:
    if path[-1] == "{}":
        return path[-2:-1] in {(each,) for each in STAGE_KEYS}
    if path[-1] == "id":
        return path[-2] in ("stages", "waiting")
    return path[-1] in STAGE_PLACES and path[0] in ("procedure", "guards", "notices", "monitoring") and not _told(path)


def _told(path: tuple[str, ...]) -> bool:
    """`to` of a notice or a guard's parameter names people."""
    return path[-1] == "to" and path[0] in ("notices", "guards")


def _rule(found: re.Match[str]) -> str:
    return f"Q{found[1]}-{99 - int(found[2])}"


def _office(word: str) -> str:
    found = AFFIXES.fullmatch(word)
    if found and found[2] in OFFICES:
        return f"{found[1] or ''}{OFFICES[found[2]]}{found[3] or ''}"
    return word
