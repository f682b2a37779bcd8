"""From the pack's words to those who are written to: sides of the case, offices of the case, offices held."""

from collections.abc import Callable, Iterable

from concord_notify.domain.offices import appointers, in_charge, of_the_case, review_members, triage_office
from concord_notify.domain.scene import Addressee, Scene
from concord_notify.domain.vocabulary import (
    AS_FIGURE,
    RAISER,
    RAISING,
    REPRESENTATIVE,
    RESPONDENTS_OWN,
    RESPONDING,
    WITHOUT_PARTIES,
)

Who = Callable[[Scene], Iterable[Addressee]]


def recipients(words: Iterable[str], scene: Scene) -> tuple[Addressee, ...]:
    """In the pack's order, each once."""
    return tuple(dict.fromkeys(each for word in words for each in _resolved(word, scene)))


def _resolved(word: str, scene: Scene) -> Iterable[Addressee]:
    if word in SIDES:
        return SIDES[word](scene)
    if word in CASE_OFFICES:
        return CASE_OFFICES[word](scene)
    if word.endswith(AS_FIGURE):
        return []
    if word == scene.pack.triage.by:
        return triage_office(scene)
    if word.startswith(RESPONDENTS_OWN):
        return _own_office(word.removeprefix(RESPONDENTS_OWN), scene)
    return of_the_case(word, scene) or _held(word, scene)


def _held(word: str, scene: Scene) -> Iterable[Addressee]:
    """Every organisation whose officer holds the office; if none, the office itself, for the desk.

    A group leaves out the members whom a call for talk concerns (handbook 5.2)."""
    office = word.removesuffix(WITHOUT_PARTIES)
    orgs = [role.org for role in scene.directory.holders(office, scene.today)]
    concerned = set(scene.get("respondents", ())) or set(scene.view.orgs if word != office else ())
    free = [org for org in orgs if org not in concerned]
    return [Addressee(office, org) for org in free] or [Addressee(office)]


def _own_office(office: str, scene: Scene) -> Iterable[Addressee]:
    """The office that each respondent has of its own; its representative where nobody holds it."""
    for org in scene.get("respondents", ()) or scene.view.on_side(RESPONDING):
        held = scene.directory.holding(org, office, scene.today)
        yield Addressee(office if held else REPRESENTATIVE, org)


def _parties(orgs: Iterable[str]) -> list[Addressee]:
    return [Addressee(REPRESENTATIVE, org) for org in orgs]


def _raiser(scene: Scene) -> list[Addressee]:
    """The person who can be reached, else the organisation spoken for."""
    raised = scene.view.raised
    org = raised.represents[0] if raised and raised.represents and raised.reach is None else None
    return [Addressee(RAISER, org)]


def _others(scene: Scene) -> list[Addressee]:
    own = scene.get("party") or scene.get("by_party")
    return _parties(org for org in scene.view.orgs if org != own)


def _willing(scene: Scene) -> list[Addressee]:
    return _parties(org for org in scene.get("invited", ()) if org not in scene.get("respondents", ()))


SIDES: dict[str, Who] = {
    RAISER: _raiser,
    "all_parties": lambda scene: _parties(scene.view.orgs),
    "parties": lambda scene: _parties(scene.view.orgs),
    "every_party_separately": lambda scene: _parties(scene.view.orgs),
    "responding_parties": lambda scene: _parties(scene.view.on_side(RESPONDING)),
    "raising_parties": lambda scene: _parties(scene.view.on_side(RAISING)),
    "willing_raising_parties": _willing,
    "other_parties": _others,
    "contacting_party": lambda scene: _parties(each for each in [scene.get("by_party")] if each),
    "parties_without_confirmation": lambda scene: _parties(
        org for org in scene.view.orgs if org not in scene.view.confirmed
    ),
    "parties_without_answer": lambda scene: _parties(org for org in scene.view.orgs if org not in scene.view.answered),
}
CASE_OFFICES: dict[str, Who] = {
    "appointer": appointers,
    "office_in_charge": in_charge,
    "triage_body": triage_office,
    "review_group": review_members,
}
