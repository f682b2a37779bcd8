"""Paragraphs about offices: which, held by whom, and who may fill them."""

from collections.abc import Callable
from typing import Any

from concord_notify.domain.said_of_case import names, role_name
from concord_notify.domain.scene import Scene
from concord_shared.packs.model import Stage

Say = Callable[[Scene], str]


def office(scene: Scene) -> str:
    stage = scene.stage()
    named = scene.get("office") or (stage.office.name if stage and stage.office else "")
    return f"The office is: {role_name(named, scene)}." if named else "It is an office of this step of the case."


def replacement_follows(scene: Scene) -> str:
    if scene.stood_down_at_the_end():
        return "The step is over, so nothing more is asked of this office. Thank you for your work."
    return "Somebody else will be named, and you will be told who."


def who_looks_again(scene: Scene) -> str:
    named = scene.get("office")
    return f"It is looked at afresh by: {role_name(named, scene)}." if named else "The next office looks at it afresh."


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
    """The parties of the case, whoever holds their seat, and those left out for a tie."""
    left_out = dict.fromkeys((*scene.view.orgs, *scene.view.excluded))
    return f"These take no part in the review: {names(left_out, scene)}."


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        office,
        replacement_follows,
        who_looks_again,
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
