"""Which organisations a pack admits as parties, and which sides they are on, by the directory."""

from collections.abc import Iterable
from typing import Any

from concord_shared.contracts.base import Party
from concord_shared.directory import DirectoryCopy

RAISING, RESPONDING = "raising", "responding"


def is_of_kind(kind: str, org: str, directory: DirectoryCopy) -> bool:
    """Whether the directory knows `org` as what the pack calls `kind`. A VCS group needs no sign-up."""
    known = directory.organisation(org)
    if known is None:
        return False
    match kind:
        case "public_signatory":
            return known.sector == "public" and known.is_member
        case "signatory":
            return known.is_member
        case "vcs_organisation_in_area":
            return known.sector == "vcs"
        case "organisation_in_area" | "organisation_any_sector":
            return True
        case _:
            return False


def not_members(orgs: Iterable[str], params: dict[str, Any], directory: DirectoryCopy) -> tuple[str, ...]:
    kinds = params.get("kinds", ())
    return tuple(org for org in orgs if not any(is_of_kind(kind, org, directory) for kind in kinds))


def parties_of(raising: Iterable[str], responding: Iterable[str], directory: DirectoryCopy) -> tuple[Party, ...]:
    sides = [(org, RAISING) for org in raising] + [(org, RESPONDING) for org in responding]
    return tuple(Party(org=org, side=side, sector=directory.sector(org)) for org, side in sides)


def is_same_sector(raising: Iterable[str], responding: Iterable[str], directory: DirectoryCopy) -> bool:
    """True where every organisation whose sector is known is of one sector, on both sides."""
    ours = {directory.sector(org) for org in raising} - {None}
    theirs = {directory.sector(org) for org in responding} - {None}
    return bool(ours) and ours == theirs and len(ours) == 1
