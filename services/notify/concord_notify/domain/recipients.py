"""From the pack's words to those who are written to: sides of the case, offices of the case, offices held."""

from collections.abc import Callable, Iterable

from concord_notify.domain.copies import is_of_a_repeat, without_the_concerned
from concord_notify.domain.offices import (
    appointers,
    called,
    coordinators,
    in_charge,
    of_the_case,
    review_members,
    triage_office,
)
from concord_notify.domain.scene import Addressee, Scene
from concord_notify.domain.vocabulary import (
    AS_FIGURE,
    COORDINATOR,
    OF_EACH_PARTY,
    RAISER,
    RAISING,
    REPRESENTATIVE,
    RESPONDENTS_OWN,
    RESPONDING,
    WITHOUT_PARTIES,
)
from concord_shared.contracts.intake import CHAMPION

ASKED_FOR_SUPPORT = "SupportRequested"
SIGNPOSTED = "ConcernSignposted"
ANONYMOUS = "anonymous"

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
    if word.startswith(RESPONDENTS_OWN):
        return _own_office(word.removeprefix(RESPONDENTS_OWN), _respondents(scene), scene)
    if is_of_a_repeat(scene):
        return without_the_concerned(word, scene)
    if word.removesuffix("s") == CHAMPION:
        return _own_office(CHAMPION, scene.view.orgs, scene)
    if word == COORDINATOR:
        return coordinators(scene)
    if word == scene.pack.triage.by:
        return triage_office(scene)
    if word.endswith(OF_EACH_PARTY):
        return _own_office(word.removesuffix(OF_EACH_PARTY), scene.view.orgs, scene)
    return of_the_case(word, scene) or _held(word, scene)


def _held(word: str, scene: Scene) -> Iterable[Addressee]:
    """Every organisation whose officer holds the office; if none, the office itself, for the desk. Who asks for a
    supporter is helped by its own: those of others hear nothing of it."""
    office = word.removesuffix(WITHOUT_PARTIES)
    concerned = set(scene.view.orgs if word != office else ())
    held = [role for each in called(office, scene) for role in scene.directory.holders(each, scene.today)]
    free = [Addressee(role.office, role.org) for role in held if role.org not in concerned]
    if scene.told.name == ASKED_FOR_SUPPORT:
        free = [each for each in free if each.org == scene.get("by_party")]
    return free or [Addressee(office)]


def _own_office(word: str, orgs: Iterable[str], scene: Scene) -> Iterable[Addressee]:
    """The office that each of them has of its own; its representative where nobody holds it."""
    for org in orgs:
        held = [office for office in called(word, scene) if scene.directory.holding(org, office, scene.today)]
        yield Addressee(held[0] if held else REPRESENTATIVE, org)


def _respondents(scene: Scene) -> tuple[str, ...]:
    return scene.get("respondents", ()) or scene.view.on_side(RESPONDING)


def _parties(orgs: Iterable[str]) -> list[Addressee]:
    return [Addressee(REPRESENTATIVE, org) for org in orgs]


def _raiser(scene: Scene) -> list[Addressee]:
    """The person who can be reached, else the organisation spoken for; nobody where nobody gave a name or a way."""
    raised = scene.view.raised
    if raised and raised.raiser_kind == ANONYMOUS and raised.reach is None and not raised.represents:
        return []
    org = raised.represents[0] if raised and raised.represents and raised.reach is None else None
    return [Addressee(RAISER, org), *_who_sent_it_over(scene)]


def _who_sent_it_over(scene: Scene) -> list[Addressee]:
    """Whose own procedure sent it to us hears that it goes elsewhere, so that nobody falls between two desks."""
    by = scene.view.raised.referred_by if scene.view.raised else None
    return _parties([by]) if by and scene.told.name == SIGNPOSTED else []


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
    "contacting_party": lambda scene: _parties([by] if (by := scene.get("by_party")) else scene.view.on_side(RAISING)),
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
