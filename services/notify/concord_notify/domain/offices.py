"""Offices of one case: who gives first advice, who appoints, who is in charge of the stage."""

from collections.abc import Iterable, Sequence

from concord_notify.domain.scene import STOOD_DOWN, Addressee, Scene
from concord_notify.domain.vocabulary import ANOTHER, COORDINATOR, UNLINKED, WITHOUT_PARTIES
from concord_shared.directory import Role


def triage_office(scene: Scene) -> list[Addressee]:
    """The first office of the pack's chain that belongs to no organisation concerned."""
    triage = scene.pack.triage
    return _first_free((triage.by, *triage.fallback_when_conflicted), scene)


def appointers(scene: Scene) -> list[Addressee]:
    """Whoever may fill the office of the stage and works for no party, or who convenes its group."""
    stage = scene.stage()
    if stage is not None and stage.office is not None and stage.office.appointers:
        return _first_free(stage.office.appointers, scene)
    if stage is not None and stage.group is not None:
        named = (stage.group.convened_by, stage.group.convener_fallback, stage.group.body)
        return _first_free([office for office in named if office], scene)
    return coordinators(scene)


def review_members(scene: Scene) -> list[Addressee]:
    """Those convened; before that, the seats of the body that belong to no party."""
    view = scene.view
    stage = scene.stage_of_type("panel_review")
    if stage is None or stage.group is None:
        return []
    if view.review is not None:
        return [Addressee(view.review.body, member.org) for member in view.review.members]
    seats = scene.directory.holders(stage.group.body, scene.today)
    return [Addressee(stage.group.body, seat.org) for seat in seats if seat.org not in view.orgs]


def in_charge(scene: Scene) -> list[Addressee]:
    """Who runs the stage: the officer appointed, else the appointer; the reviewers; else the coordinator."""
    stage = scene.stage()
    if stage is None:
        return triage_office(scene)
    if stage.office is not None:
        return of_the_case(stage.office.name, scene) or appointers(scene)
    return review_members(scene) if stage.group is not None else coordinators(scene)


def of_the_case(word: str, scene: Scene) -> list[Addressee]:
    """The organisation of the officer appointed in this case to the office that a stage has, or who just left it."""
    view = scene.before if scene.told.name in STOOD_DOWN else scene.view
    by_type = {"facilitated": view.mediator_org, "investigation": view.investigator_org}
    for stage in scene.pack.stages:
        if stage.office is not None and stage.office.name == word:
            org = by_type.get(stage.type)
            return [Addressee(word, org)] if org else []
    return []


def _first_free(chain: Sequence[str], scene: Scene) -> list[Addressee]:
    """A chain passes over offices whose holders work for an organisation concerned."""
    concerned = set(scene.view.orgs)
    for word in chain:
        offices = called(word, scene)
        held = [role for office in offices for role in scene.directory.holders(office, scene.today)]
        if free := unconcerned(held, concerned):
            return list(dict.fromkeys(Addressee(role.office, role.org) for role in free))
    return _desk(scene)


def unconcerned(roles: Iterable[Role], concerned: set[str]) -> list[Role]:
    return [role for role in roles if not {role.org, role.employer_org} & concerned]


def coordinators(scene: Scene) -> list[Addressee]:
    """Those who may act in this case; else who gives the first advice."""
    held = scene.directory.holders(COORDINATOR, scene.today)
    free = [role for role in held if role.officer not in scene.view.no_coordinators]
    if held and not free:
        return triage_office(scene)
    return [Addressee(COORDINATOR, org) for org in dict.fromkeys(role.org for role in free)] or _desk(scene)


def called(word: str, scene: Scene) -> tuple[str, ...]:
    """The offices that a pack's word means: itself, in the singular, or each role of the pack that ends with it."""
    plain = word.removesuffix(WITHOUT_PARTIES).removesuffix(UNLINKED).removeprefix(ANOTHER)
    names = dict.fromkeys((plain, plain.removesuffix("s")))
    ending = tuple(f"_{name}" for name in names)
    more = (role.id for role in scene.pack.roles if role.id.endswith(ending))
    return tuple(dict.fromkeys((*names, *more)))


def _desk(scene: Scene) -> list[Addressee]:
    """Whoever coordinates, whatever stands against it: somebody has to read it."""
    held = scene.directory.holders(COORDINATOR, scene.today)
    return [Addressee(COORDINATOR, org) for org in dict.fromkeys(role.org for role in held)] or [Addressee(COORDINATOR)]
