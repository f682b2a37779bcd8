"""Paragraphs about the case: who, about what, where it stands."""

from collections.abc import Callable, Iterable, Mapping

from concord_notify.domain.scene import Scene
from concord_notify.domain.vocabulary import RAISING

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


ROUTES = {
    "ombudsman": "an ombudsman",
    "judicial_review": "judicial review",
    "legal_redress": "a court, or another legal remedy",
    "own_complaints": "the organisation's own complaints procedure",
    "own_complaints_procedure": "the organisation's own complaints procedure",
}


def route_name(code: str) -> str:
    return ROUTES.get(code, code.replace("_", " "))


def outside_routes(scene: Scene) -> str:
    routes = [route_name(each.id) for each in scene.pack.procedure.exits_any_stage if each.effect]
    if not routes:
        return "You stay free to use any other route that is open to you."
    return f"You stay free to go elsewhere, without asking anybody: {', '.join(routes)}."


def outside_routes_without_advice(scene: Scene) -> str:
    return f"{outside_routes(scene)} We cannot advise on which is right for you."


def body(scene: Scene) -> str:
    """The one that it was referred to; whether it still takes cases may have to be asked first."""
    stage, referred = scene.stage(), scene.view.referred
    named = (referred.body,) if referred else stage.bodies if stage else ()
    said = ", ".join(role_name(each, scene) for each in named) or "the body that is named there"
    to_be_checked = stage is not None and stage.availability is not None
    more = " Please ask there first whether it still takes such cases." if to_be_checked else ""
    return f"It was referred to: {said}.{more}"


def stage_3_open(scene: Scene) -> str:
    """The place after the answers, where the pack has one."""
    named = scene.stage_of_type("external_referral")
    label = scene.pack.terminology.stages.get(named.id, named.label) if named else "the next step"
    return f"If it is not accepted, this stays open to you: {label}."


SAID: dict[str, Say] = {
    each.__name__: each
    for each in (
        case_id,
        foi_holders,
        commitments_cited,
        raising_parties,
        who_with,
        who_confirmed,
        both_statements,
        stage_label,
        rights_in_this_stage,
        outside_routes,
        outside_routes_without_advice,
        body,
        stage_3_open,
    )
}
