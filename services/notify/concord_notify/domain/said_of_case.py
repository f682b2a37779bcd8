"""Paragraphs about the case: who, about what, where it stands."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from concord_notify.domain.scene import Scene
from concord_notify.domain.vocabulary import RAISING
from concord_shared.packs.model import Stage

Say = Callable[[Scene], str]


def names(orgs: Iterable[str], scene: Scene) -> str:
    """Organisations by their names; those that are unknown by their id."""
    known = {each.org: each.name for each in scene.directory.organisations()}
    return ", ".join(known.get(org, org) for org in orgs) or "no organisation"


def role_name(office: str, scene: Scene) -> str:
    return scene.pack.terminology.roles.get(office, office.replace("_", " ").capitalize())


def case_id(scene: Scene) -> str:
    return f"Your reference is {scene.told.case}. Please quote it when you write or call."


def foi_holders(scene: Scene) -> str:
    public = names((each.org for each in scene.directory.organisations() if each.sector == "public"), scene)
    return (
        "Public bodies must answer requests under the Freedom of Information Act 2000, so what you send to one of them "
        f"may have to be disclosed. They are: {public}."
    )


def commitments_cited(scene: Scene) -> str:
    numbers = scene.get("commitments") or [each.number for each in scene.view.cited if each.number]
    principles = [each.principle for each in scene.view.cited if each.principle]
    lines = [f"- {number}: {_summary(number, scene)}" for number in numbers]
    lines += [f"- the principle: {_principle(code, scene)}" for code in principles]
    return "\n".join(["It is about:", *lines]) if lines else "No single commitment has been named yet."


def _summary(number: str, scene: Scene) -> str:
    commitment = scene.pack.commitments.get(number)
    return commitment.summary if commitment else "a commitment of the Compact"


def _principle(code: str, scene: Scene) -> str:
    principle = scene.pack.principles.get(code)
    return (principle.name if principle else None) or code


def what_is_in_scope(scene: Scene) -> str:
    advice = scene.view.advice
    return _listed("This falls under the Compact", advice.in_scope if advice else ())


def what_is_not(scene: Scene) -> str:
    advice = scene.view.advice
    parts = advice.out_of_scope if advice else ()
    return _listed("This does not, and has its own route", parts) if parts else "No part of it was left out."


def _listed(opening: str, parts: Iterable[str]) -> str:
    said = "; ".join(str(part).replace("_", " ") for part in parts)
    return f"{opening}: {said}." if said else f"{opening}: what you raised."


def raising_parties(scene: Scene) -> str:
    return f"It was raised by {names(scene.view.on_side(RAISING), scene)}."


def who_with(scene: Scene) -> str:
    return f"The organisations involved are {names(scene.view.orgs, scene)}."


def who_confirmed(scene: Scene) -> str:
    return f"So far this was confirmed by {names(scene.view.confirmed, scene)}."


def both_statements(scene: Scene) -> str:
    said = scene.pack.forms.confirm_exhausted.statements.values()
    return "\n".join(
        ["Each organisation is asked whether it can confirm, for itself:", *(f"- {each}" for each in said)]
    )


def stage_label(scene: Scene) -> str:
    stage = scene.stage()
    label = scene.pack.terminology.stages.get(stage.id, stage.label) if stage else "a new step"
    return f"The case has reached this step: {label}."


RIGHTS: Mapping[str, str] = {
    "informal": "You talk directly with one another. Each of you may explain, and either may propose a way forward.",
    "facilitated": "You may agree to be helped by a neutral person, or decline. You alone decide what is agreed.",
    "facilitated_external": "You may agree to be helped by a neutral person, or decline.",
    "investigation": "You may send evidence and be heard. Both sides have the same chances.",
    "panel_review": "Those who review it belong to none of the organisations involved. You keep your own copies.",
    "response": "Each organisation answers for itself: it accepts, accepts with changes, or does not accept.",
    "external_referral": "You may put your view to the body that it was referred to.",
}


def rights_in_this_stage(scene: Scene) -> str:
    stage = scene.stage()
    return RIGHTS[stage.type] if stage else "You may give your view at any time."


def outside_routes(scene: Scene) -> str:
    routes = [each.id.replace("_", " ") for each in scene.pack.procedure.exits_any_stage if each.effect]
    if not routes:
        return "You stay free to use any other route that is open to you."
    return f"You stay free to go elsewhere, without asking anybody: {', '.join(routes)}."


def outside_routes_without_advice(scene: Scene) -> str:
    return f"{outside_routes(scene)} We cannot advise on which is right for you."


def office(scene: Scene) -> str:
    stage = scene.stage()
    named = stage.office.name if stage and stage.office else scene.get("office", "")
    return f"The office is: {role_name(named, scene)}."


def organisation_of_the_officer(scene: Scene) -> str:
    org = scene.get("mediator_org") or scene.get("investigator_org") or scene.get("friend_org")
    return f"The officer comes from {names([org] if org else [], scene)}."


def office_to_fill(scene: Scene) -> str:
    stage = scene.stage()
    named = stage.office.name if stage and stage.office else None
    return f"Please name somebody for this office: {role_name(named, scene)}." if named else panel_to_convene(scene)


def panel_to_convene(scene: Scene) -> str:
    stage = scene.stage()
    body = stage.group.body if stage and stage.group else None
    return f"Please bring together: {role_name(body, scene)}." if body else "Please see to this step."


def tests_of_the_office(scene: Scene) -> str:
    stage = scene.stage()
    return "What is asked of them:\n" + "\n".join(f"- {sentence}" for sentence in _tests(stage, scene)) if stage else ""


def _tests(stage: Stage, scene: Scene) -> list[str]:
    guards = [guard for guard in scene.pack.guards if guard.id in stage.guards]
    appointing = ("Appoint", "Convene")
    fitting = [each.sentence for each in guards if any(name.startswith(appointing) for name in each.commands)]
    return fitting or ["They belong to none of the organisations involved."]


def rule_in_words(scene: Scene) -> str:
    guard = scene.pack.guard(scene.get("rule", ""))
    return f"The person proposed could not be appointed. {guard.sentence if guard else ''}".strip()


def who_else_may_appoint(scene: Scene) -> str:
    stage = scene.stage()
    named = stage.office.appointers if stage and stage.office else ()
    return f"These may appoint: {', '.join(role_name(each, scene) for each in named) or 'the coordinator can say'}."


def member_organisations(scene: Scene) -> str:
    members: Any = scene.get("members", ())
    return f"It is reviewed by members from {names((each.org for each in members), scene)}."


def excluded_organisations(scene: Scene) -> str:
    """By the parties of the case: none of them reviews it, whoever holds their seat."""
    return f"These are involved and take no part in the review: {names(scene.view.orgs, scene)}."


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        case_id,
        foi_holders,
        commitments_cited,
        what_is_in_scope,
        what_is_not,
        raising_parties,
        who_with,
        who_confirmed,
        both_statements,
        stage_label,
        rights_in_this_stage,
        outside_routes,
        outside_routes_without_advice,
        office,
        organisation_of_the_officer,
        office_to_fill,
        panel_to_convene,
        tests_of_the_office,
        rule_in_words,
        who_else_may_appoint,
        member_organisations,
        excluded_organisations,
    )
}
