"""A service's own copy of the directory: what it has heard about organisations, offices, ties, meetings and
packs."""

from dataclasses import dataclass, field, replace
from datetime import date

from concord_shared.contracts import directory as told_by
from concord_shared.contracts.base import Contract, Told
from concord_shared.sealed import Sealed


@dataclass(frozen=True)
class Role:
    """An office that an officer holds for `org`. `ends_on` is its last day, or the first day without it where
    `ended`; `area` is that of the seat, where a Compact has seats by area."""

    officer: str
    office: str
    org: str
    employer_org: str
    starts_on: date
    ends_on: date | None = None
    training: dict[str, date] = field(default_factory=dict)
    ended: bool = False
    area: str | None = None

    def held_on(self, day: date) -> bool:
        if day < self.starts_on or self.ends_on is None:
            return day >= self.starts_on
        return day < self.ends_on if self.ended else day <= self.ends_on


@dataclass(frozen=True)
class Organisation:
    org: str
    name: str
    sector: str
    kind: str
    signed_on: date | None = None
    contact: Sealed | None = None
    is_member: bool = False


class DirectoryCopy:
    """Filled by `hear`, in the order told; a message heard twice changes nothing."""

    def __init__(self) -> None:
        self.position = 0
        self.bank_holidays: dict[date, str] = {}
        self.packs: dict[tuple[str, str], told_by.PackPublished] = {}
        self.renewed: dict[tuple[str, str], date] = {}
        self.erased: frozenset[str] = frozenset()
        self._organisations: dict[str, Organisation] = {}
        self._roles: list[Role] = []
        self._by_office: dict[str, list[Role]] = {}
        self._by_seat: dict[tuple[str, str], list[Role]] = {}
        self._evidence: dict[tuple[str, str], set[date]] = {}
        self._interests: dict[tuple[str | None, ...], told_by.InterestDeclared] = {}
        self._meetings: dict[str, set[date]] = {}
        self._closures: dict[str, dict[date, str]] = {}

    def hear(self, told: Told) -> None:
        """Apply one message of directory; what this release does not know yet is passed over."""
        if told.position <= self.position:
            return
        self.apply(told.contract)
        self.position = told.position

    def apply(self, contract: Contract) -> None:
        match contract:
            case told_by.OrganisationRegistered():
                self._registered(contract)
            case told_by.OrganisationSignedUp():
                self._signed_up(contract)
            case told_by.RoleAssigned():
                self._assigned(Role(**contract.model_dump()))
            case told_by.RoleEnded():
                ended = [_ended(role, contract) for role in self._roles]
                self._roles, self._by_office, self._by_seat = [], {}, {}
                for role in ended:
                    self._seat(role)
            case told_by.InterestDeclared():
                key = (contract.officer, contract.org, contract.with_org, contract.case_id, contract.tie)
                self._interests[key] = contract
            case told_by.MeetingScheduled():
                self._scheduled(contract)
            case told_by.BankHolidayDeclared():
                self.bank_holidays[contract.on] = contract.name
            case told_by.ClosureDeclared():
                self._closures.setdefault(contract.org, {})[contract.on] = contract.name
            case told_by.PackPublished():
                self._published(contract)
            case told_by.PackRenewed():
                self.renewed[contract.pack_id, contract.version] = contract.live_until
            case told_by.PackRetired():
                self._retired(contract)
            case told_by.PersonalDataErased():
                self.erased |= {contract.person}

    def organisation(self, org: str) -> Organisation | None:
        return self._organisations.get(org)

    def organisations(self) -> tuple[Organisation, ...]:
        return tuple(self._organisations.values())

    def is_member(self, org: str) -> bool:
        """True once the organisation has signed up to the Compact."""
        known = self._organisations.get(org)
        return known is not None and known.is_member

    def sector(self, org: str) -> str | None:
        known = self._organisations.get(org)
        return known.sector if known else None

    def _seat(self, role: Role) -> None:
        """By office and by seat as well: a borough has some thousands of roles, and each command asks for one."""
        self._roles.append(role)
        self._by_office.setdefault(role.office, []).append(role)
        self._by_seat.setdefault((role.org, role.office), []).append(role)

    def _assigned(self, role: Role) -> None:
        """The same term of the same seat, told again, takes the place of what was told before."""
        for kind, day in role.training.items():
            self._evidence.setdefault((role.officer, kind), set()).add(day)
        term = (role.officer, role.starts_on)
        held = self._by_seat.get((role.org, role.office), ())
        before = next((each for each in held if (each.officer, each.starts_on) == term), None)
        if before is None:
            self._seat(role)
            return
        known, self._roles, self._by_office, self._by_seat = self._roles, [], {}, {}
        for each in known:
            self._seat(role if each is before else each)

    def holders(self, office: str, on: date) -> tuple[Role, ...]:
        return tuple(role for role in self._by_office.get(office, ()) if role.held_on(on))

    def holding(self, org: str, office: str, on: date, officer: str | None = None) -> Role | None:
        """The role by which somebody (or that officer) holds `office` for `org` on that day, or None."""
        held = (role for role in self._by_seat.get((org, office), ()) if role.held_on(on))
        return next((role for role in held if officer in (None, role.officer)), None)

    def only_holder(self, org: str, office: str, on: date) -> str | None:
        """The officer who alone holds `office` for `org` on that day; None where nobody or several do."""
        held = {role.officer for role in self._by_seat.get((org, office), ()) if role.held_on(on)}
        return held.pop() if len(held) == 1 else None

    def roles(self) -> tuple[Role, ...]:
        return tuple(self._roles)

    def roles_of(self, officer: str) -> tuple[Role, ...]:
        """Every role the officer has had, ended ones too, in the order told."""
        return tuple(role for role in self._roles if role.officer == officer)

    def employer(self, officer: str, on: date) -> str | None:
        held = [role for role in self.roles_of(officer) if role.held_on(on)]
        return held[-1].employer_org if held else None

    def officer_exists(self, officer: str) -> bool:
        return any(role.officer == officer for role in self._roles)

    def trained(self, officer: str, kind: str, on: date) -> date | None:
        """The date of the latest evidence of that training, not later than `on`."""
        return max((day for day in self._evidence.get((officer, kind), ()) if day <= on), default=None)

    def interests(self, officer: str | None = None, org: str | None = None) -> tuple[told_by.InterestDeclared, ...]:
        """Declared interests of that officer, or of that organisation, as last declared; all where neither is
        given."""
        return tuple(
            each
            for each in self._interests.values()
            if (officer is None and org is None)
            or (officer is not None and each.officer == officer)
            or (org is not None and each.org == org)
        )

    def meetings(self, body: str, on_or_after: date) -> tuple[date, ...]:
        return tuple(sorted(day for day in self._meetings.get(body, set()) if day >= on_or_after))

    def bodies(self) -> tuple[str, ...]:
        """Those that have met or will meet."""
        return tuple(sorted(self._meetings))

    def closures(self, org: str) -> dict[date, str]:
        return dict(self._closures.get(org, {}))

    def pack_in_force(self, pack_id: str, *, trial: bool = False) -> told_by.PackPublished | None:
        """The version published last of those that take live cases, or where there is none of those for trials; None
        where that one is retired. With `trial` the version published last, whatever it takes."""
        known = self.versions(pack_id)
        live = [] if trial else [pack for pack in known if self._takes_live(pack)]
        newest = next(reversed(live or known), None)
        return newest if newest and newest.status != "retired" else None

    def versions(self, pack_id: str) -> tuple[told_by.PackPublished, ...]:
        """In the order in which they were first published, retired ones too."""
        return tuple(pack for (each, _), pack in self.packs.items() if each == pack_id)

    def takes_live_cases(self, pack_id: str, version: str, on: date) -> bool:
        """False for a version on trial, and for one whose term has ended and is not renewed until that day."""
        published, until = self.packs.get((pack_id, version)), self.renewed.get((pack_id, version))
        return published is None or not published.trial or (until is not None and on <= until)

    def _takes_live(self, pack: told_by.PackPublished) -> bool:
        return not pack.trial or (pack.pack_id, pack.version) in self.renewed

    def _registered(self, told: told_by.OrganisationRegistered) -> None:
        known = self._organisations.get(told.org) or Organisation(told.org, told.name, told.sector, told.kind)
        self._organisations[told.org] = replace(
            known, name=told.name, sector=told.sector, kind=told.kind, contact=told.contact or known.contact
        )

    def _signed_up(self, told: told_by.OrganisationSignedUp) -> None:
        known = self._organisations.get(told.org)
        if known is not None:
            self._organisations[told.org] = replace(known, signed_on=told.signed_on, is_member=True)

    def _scheduled(self, told: told_by.MeetingScheduled) -> None:
        days = self._meetings.setdefault(told.body, set())
        if told.replaces is not None:
            days.discard(told.replaces)
        days.add(told.meets_on)

    def _published(self, told: told_by.PackPublished) -> None:
        self.packs[told.pack_id, told.version] = told

    def _retired(self, told: told_by.PackRetired) -> None:
        key = (told.pack_id, told.version)
        if key in self.packs:
            self.packs[key] = self.packs[key].model_copy(update={"status": "retired"})


def _ended(role: Role, told: told_by.RoleEnded) -> Role:
    ours = (role.officer, role.office, role.org) == (told.officer, told.office, told.org)
    if not ours or not role.held_on(told.ended_on):
        return role
    return replace(role, ends_on=told.ended_on, ended=True)
