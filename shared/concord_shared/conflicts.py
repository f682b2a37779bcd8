"""Who may not judge or help: the conflict rules of handbook 2.0 as arithmetic over a case's ties and the
directory.

The figures stand in packs/conflicts.yaml; a test holds the constants here to that file.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from concord_shared.calendar.months import add_months
from concord_shared.contracts.base import OfficeHeld
from concord_shared.contracts.directory import InterestDeclared
from concord_shared.directory import DirectoryCopy, Role

TIES = frozenset({"employed", "officer", "trustee", "governor", "elected_member", "volunteer"})
TIE_MONTHS = 24
MONEY = "money_in_the_matter"
PRIVATE_TIES = frozenset({"personal", "family"})
DECISIVE_OFFICES = frozenset({"mediator", "critical_friend", "investigator", "reviewer", "panel_member"})
ADVICE = "triage_advice"
SUPPORT = frozenset({"champion", "critical_friend"})
BARRED_BY_ADVICE = frozenset({"investigator", "reviewer", "panel_member"})
NEVER_WAIVABLE = {
    "COI-1": frozenset({"reviewer", "panel_member"}),
    "COI-2": frozenset({"reviewer", "panel_member"}),
    "COI-3": frozenset[str](),
    "COI-4": DECISIVE_OFFICES,
    "COI-5": frozenset({"investigator"}),
}
WAIVABLE_BY_NOBODY = frozenset({"COI-4"})
REASONS = {
    "employed_by_party": "works for, or in the last two years worked for, an organisation in this case",
    "serves_party": "serves, or in the last two years served, an organisation in this case",
    "volunteers_for_party": "gives time, or in the last two years gave time, to an organisation in this case",
    "organisation_is_party": "represents an organisation in this case",
    "money_in_the_matter": "speaks for an organisation that pays, or is paid by, one in this case for this matter",
    "interest_not_cleared": "has declared an interest that not every organisation in this case has cleared",
    "earlier_office_in_case": "held another office earlier in this case",
    "advised_in_case": "gave the first advice in this case",
    "supported_in_case": "supported one side in this case",
}


@dataclass(frozen=True)
class CaseTies:
    """What of a case decides about conflicts. `parties` are organisations; `accepted_on` is None before
    acceptance; `offices_held` lists decisive offices held in it, and ``triage_advice``, ``champion`` or
    ``critical_friend`` for who advised or supported; `advisers` are further officers who gave the first
    advice."""

    parties: tuple[str, ...]
    accepted_on: date | None = None
    offices_held: tuple[OfficeHeld, ...] = ()
    advisers: tuple[str, ...] = ()
    case: str | None = None


@dataclass(frozen=True)
class Conflict:
    """`org` is the organisation that the tie is with, or the officer's own where there is none; `cleared_by` are the
    parties that have cleared it in writing so far."""

    rule: str
    reason_code: str
    org: str
    cleared_by: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        return REASONS[self.reason_code]


@dataclass(frozen=True)
class _Asked:
    role: Role
    case: CaseTies
    directory: DirectoryCopy
    office: str | None
    on: date | None

    @property
    def interests(self) -> Iterator[InterestDeclared]:
        """Those of the officer and of the organisation of the seat that touch this case."""
        for each in self.directory.interests(officer=self.role.officer, org=self.role.org):
            if each.case_id is None or each.case_id == self.case.case:
                yield each

    def cleared(self, tie: str, with_org: str | None, officer: str | None, org: str | None = None) -> tuple[str, ...]:
        """The parties that cleared that tie, for this case or for every one."""
        same = (
            each
            for each in self.directory.interests()
            if (each.tie, each.with_org, each.officer, each.org) == (tie, with_org, officer, org)
            and each.case_id in (None, self.case.case)
        )
        return tuple(sorted({party for each in same for party in each.cleared_by} & set(self.case.parties)))

    def is_cleared(self, by: Collection[str]) -> bool:
        return set(self.case.parties) <= set(by)

    def cleared_interest(self, each: InterestDeclared) -> tuple[str, ...]:
        return self.cleared(each.tie, each.with_org, each.officer, each.org)

    @property
    def since(self) -> date | None:
        """The 24 months are counted back from acceptance, or from today before it; their old end is open."""
        end = self.case.accepted_on or self.on
        return add_months(end, -TIE_MONTHS) if end else None

    def counts(self, from_on: date | None, until_on: date | None) -> bool:
        ended_before = until_on is not None and self.since is not None and until_on <= self.since
        not_begun = from_on is not None and self.on is not None and from_on > self.on
        return not ended_before and not not_begun


def find_conflicts(
    rule_ids: Iterable[str],
    role: Role,
    case: CaseTies,
    directory: DirectoryCopy,
    waived: Collection[str] = (),
    office: str | None = None,
    on: date | None = None,
    waivable: Collection[str] = (),
) -> tuple[Conflict, ...]:
    """What holds of `rule_ids` for that officer in that case, in their order; empty means free to act.

    `waived` are rules that every party waived in writing, as far as the pack lets them. `waivable` are those
    that the pack lets them waive tie by tie: a declared tie that every party has cleared counts no more.
    `office` is the one to be filled (``mediator``, ``investigator``, ``reviewer``, ``panel_member``): the same
    office held earlier is no bar. `on` is the day of the check; without it, ties that begin later count too.
    Raises KeyError for an unknown rule.
    """
    asked = _Asked(role, case, directory, office, on)
    return tuple(
        found
        for rule in rule_ids
        if not (rule in waived and is_waivable(rule, office))
        for found in dict.fromkeys(TESTS[rule](asked))
        if not (rule in waivable and is_waivable(rule, office) and asked.is_cleared(found.cleared_by))
    )


def is_waivable(rule: str, office: str | None = None) -> bool:
    """True where the parties together may waive the rule for that office."""
    return rule not in WAIVABLE_BY_NOBODY and office not in NEVER_WAIVABLE[rule]


def can_still_be_cleared(conflict: Conflict, waivable: Collection[str], office: str | None = None) -> bool:
    """True where some of the parties have cleared it in writing and the others may follow: until then it is flagged."""
    return conflict.rule in waivable and is_waivable(conflict.rule, office) and bool(conflict.cleared_by)


def organisation_conflicted(org: str, case: CaseTies, directory: DirectoryCopy, on: date) -> bool:
    """True where the organisation is a party, or pays or is paid by one for this matter."""
    seat = Role(officer="", office="", org=org, employer_org=org, starts_on=on)
    return any(_organisation_of_the_seat(_Asked(seat, case, directory, None, on)))


def _tie_with_party(asked: _Asked) -> Iterator[Conflict]:
    for role in asked.directory.roles_of(asked.role.officer):
        if not asked.counts(role.starts_on, role.ends_on):
            continue
        if role.employer_org in asked.case.parties:
            cleared = asked.cleared("employed", role.employer_org, role.officer)
            yield Conflict("COI-1", "employed_by_party", role.employer_org, cleared)
        elif role.org in asked.case.parties:
            yield Conflict("COI-1", "serves_party", role.org, asked.cleared("officer", role.org, role.officer))
    for each in asked.interests:
        of_officer = each.officer == asked.role.officer and each.tie in TIES
        if of_officer and each.with_org in asked.case.parties and asked.counts(each.from_on, each.until_on):
            reason = TIE_REASONS.get(each.tie, "serves_party")
            yield Conflict("COI-1", reason, str(each.with_org), asked.cleared_interest(each))


TIE_REASONS = {"employed": "employed_by_party", "volunteer": "volunteers_for_party"}


def _organisation_of_the_seat(asked: _Asked) -> Iterator[Conflict]:
    if asked.role.org in asked.case.parties:
        yield Conflict("COI-2", "organisation_is_party", asked.role.org)
    for each in (*asked.interests, *_interests_of_parties(asked)):
        if each.tie == MONEY and _is_current(each, asked):
            ends, cleared = {each.org or asked.role.org, each.with_org}, asked.cleared_interest(each)
            for party in asked.case.parties:
                if party in ends:
                    yield Conflict("COI-2", "money_in_the_matter", party, cleared)


def _interests_of_parties(asked: _Asked) -> Iterator[InterestDeclared]:
    for party in asked.case.parties:
        for each in asked.directory.interests(org=party):
            if each.with_org == asked.role.org and each.case_id in (None, asked.case.case):
                yield each


def _interest_not_cleared(asked: _Asked) -> Iterator[Conflict]:
    for each in asked.interests:
        touches = each.with_org in asked.case.parties or (each.case_id is not None and each.with_org is None)
        private = each.officer == asked.role.officer and each.tie in PRIVATE_TIES
        cleared = asked.cleared_interest(each)
        if private and touches and _is_current(each, asked) and not asked.is_cleared(cleared):
            yield Conflict("COI-3", "interest_not_cleared", each.with_org or asked.role.org, cleared)


def _is_current(each: InterestDeclared, asked: _Asked) -> bool:
    day = asked.on or asked.case.accepted_on
    return day is None or each.until_on is None or each.until_on >= day


def _earlier_office(asked: _Asked) -> Iterator[Conflict]:
    for held in asked.case.offices_held:
        if held.officer == asked.role.officer and held.office in DECISIVE_OFFICES - {asked.office}:
            yield Conflict("COI-4", "earlier_office_in_case", held.org)


def _advised(asked: _Asked) -> Iterator[Conflict]:
    if asked.office is not None and asked.office not in BARRED_BY_ADVICE:
        return
    if asked.role.officer in asked.case.advisers:
        yield Conflict("COI-5", "advised_in_case", asked.role.org)
    for held in asked.case.offices_held:
        if held.officer == asked.role.officer and held.office == ADVICE:
            yield Conflict("COI-5", "advised_in_case", held.org)
        if held.officer == asked.role.officer and held.office in SUPPORT:
            yield Conflict("COI-5", "supported_in_case", held.org)


TESTS: dict[str, Callable[[_Asked], Iterator[Conflict]]] = {
    "COI-1": _tie_with_party,
    "COI-2": _organisation_of_the_seat,
    "COI-3": _interest_not_cleared,
    "COI-4": _earlier_office,
    "COI-5": _advised,
}
