"""Ties and interests: declared by whoever has them, cleared in writing by each party for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from concord_directory.domain import commands, facts
from concord_directory.domain.authority import ADMINISTRATOR, Scene
from concord_shared.decisions import Decision, accept, refuse
from concord_shared.envelope import SYSTEM
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal

BETWEEN_ORGANISATIONS = "money_in_the_matter"
BY_ROLE = frozenset({"employed", "officer"})
PUBLIC = "public"
Key = tuple[str | None, str | None, str, str | None]
Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class Interest:
    """What is on record of one tie: its time, and which organisations cleared it."""

    span: Span
    cleared_by: tuple[str, ...] = ()


Interests = Mapping[Key, Interest]
"""By whose it is beside the officer (an organisation), with whom, the tie, and the case where it is for one alone."""


def evolve(known: Interests, fact: Fact) -> Interests:
    if not isinstance(fact, facts.InterestDeclared | facts.InterestCleared):
        return known
    key = (fact.org, fact.with_org, fact.tie, fact.case_id)
    return {**known, key: Interest((fact.from_on, fact.until_on), fact.cleared_by)}


def declare(
    command: commands.DeclareInterest, case: str | None, known: Interests, scene: Scene, *, is_known: bool
) -> Decision:
    """The officer who declares is meant unless another officer or an organisation is named. `is_known`: that officer
    has held an office. A tie whose time changes has to be cleared anew."""
    officer = officer_of(command, scene)
    refusal = _may_not_declare(command, officer, scene) or _senseless(command, case, officer, is_known=is_known)
    if refusal:
        return refuse(refusal)
    before, span = known.get(_key(command, case)), (command.from_on, command.until_on)
    if before is not None and before.span == span:
        return refuse(_refusal("AlreadyRegistered", "This interest is declared already.", "tie"))
    return accept(facts.InterestDeclared(**command.model_dump(exclude={"officer"}), officer=officer, case_id=case))


def clear(
    command: commands.ClearInterest, case: str | None, known: Interests, scene: Scene, by_role: Span | None
) -> Decision:
    """`by_role` is the time of an office or employment there that the directory knows by itself: nobody has to declare
    it before it can be cleared."""
    refusal = _may_not_clear(command, case, scene)
    if refusal or case is None:
        return refuse(refusal or CASE_REQUIRED)
    own = known.get(_key(command, case))
    found = own or known.get(_key(command, None)) or _of_role(command, by_role)
    if found is None:
        return refuse(_refusal("InterestNotDeclared", "No such interest is on record that could be cleared.", "tie"))
    before = own.cleared_by if own else ()
    if scene.actor.organisation in before:
        return refuse(_refusal("AlreadyCleared", "Your organisation has cleared this for the case.", "tie"))
    from_on, until_on = found.span
    return accept(
        facts.InterestCleared(
            **command.model_dump(),
            case_id=case,
            from_on=from_on,
            until_on=until_on,
            cleared_by=(*before, scene.actor.organisation),
        )
    )


def officer_of(command: commands.DeclareInterest, scene: Scene) -> str | None:
    return command.officer or (None if command.org else scene.actor.officer)


def _key(command: commands.DeclareInterest | commands.ClearInterest, case: str | None) -> Key:
    return (command.org, command.with_org, command.tie, case)


def _of_role(command: commands.ClearInterest, span: Span | None) -> Interest | None:
    return Interest(span) if span is not None and command.tie in BY_ROLE else None


def _may_not_declare(command: commands.DeclareInterest, officer: str | None, scene: Scene) -> Refusal | None:
    if officer is None and command.org is None:
        return _refusal("InterestOfWhom", "Say whose interest it is: an officer's or an organisation's.", "officer")
    own = officer in {None, scene.actor.officer} and command.org in {None, scene.actor.organisation}
    if own or scene.actor.office == ADMINISTRATOR:
        return None
    return _refusal("NoAuthority", "You may declare your own interests only; an administrator enters others.", "as")


def _senseless(
    command: commands.DeclareInterest, case: str | None, officer: str | None, *, is_known: bool
) -> Refusal | None:
    if officer is None and command.tie != BETWEEN_ORGANISATIONS:
        return _refusal("InterestOfWhom", "A tie of that kind is a person's: say which officer's.", "officer")
    if officer is not None and not is_known:
        return _refusal("OfficerUnknown", f"Nobody with the id '{officer}' holds or held an office.", "officer")
    if command.with_org is None and case is None:
        return _refusal("InterestInWhat", "Say with which organisation, or in which case.", "with_org")
    if command.org is not None and command.org == command.with_org:
        return _refusal("InterestInWhat", "That is one organisation and not two.", "with_org")
    if command.until_on and command.from_on and command.until_on < command.from_on:
        return _refusal("EndsBeforeStart", "The interest would end before it starts.", "until_on")
    return None


def _may_not_clear(command: commands.ClearInterest, case: str | None, scene: Scene) -> Refusal | None:
    actor = scene.actor
    if case is None:
        return CASE_REQUIRED
    if command.officer is None and command.org is None:
        return _refusal("InterestOfWhom", "Say whose interest it is: an officer's or an organisation's.", "officer")
    if actor.organisation in {SYSTEM, PUBLIC} or actor.on_behalf_of not in (None, actor.organisation):
        return _refusal("NoAuthority", "Each party clears for itself, in writing; nobody does it for another.", "as")
    if actor.office != REPRESENTATIVE:
        return _refusal("NoAuthority", "A party clears an interest through its representative.", "as")
    if command.officer is not None and command.officer == actor.officer:
        return _refusal("NoAuthority", "Nobody clears an interest of their own: let a colleague do it.", "as")
    return None


def _refusal(code: str, message: str, field: str) -> Refusal:
    return Refusal(code=code, message=message, field=field)


REPRESENTATIVE = "representative"
CASE_REQUIRED = _refusal("CaseRequired", "An interest is cleared for one case: say for which.", "case")
