"""The disclosure policy for reporting: what of a public fact a report may see. What is not allowed here stays out."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from concord_oversight.domain.reportable import REPORTABLE, Show
from concord_shared.contracts.reporting import Figure

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
OTHER, UNKNOWN = "other", "unknown"
RAISING = "raising"
SMALL = frozenset({"community_group", "informal_group"})


@dataclass(frozen=True)
class Known:
    """`sector` and `kind` of an organisation that the directory knows, None for any other name; `still_held` says
    whether somebody else of an organisation holds the office that is spoken of."""

    sector: Callable[[str], str | None]
    kind: Callable[[str], str | None] = lambda _: None
    still_held: Callable[[str], bool] = lambda _: False


def disclose(of: str, values: Mapping[str, Any], known: Known) -> dict[str, Figure] | None:
    """Figures for a report; None where nothing of this fact is for reports. `of` is ``service.Fact``."""
    allowed = REPORTABLE.get(of)
    if allowed is None:
        return None
    return {name: shown(how, values.get(field), known) for name, (field, how) in allowed.items()}


def shown(how: Show, value: Any, known: Known) -> Figure:
    """None for a value that is missing."""
    return None if value is None else HOW[how](value, known)


def _code(value: Any, _: Known) -> Figure:
    """Whatever is no code was written by a person."""
    text = str(value)
    return text if CODE.fullmatch(text) else OTHER


def _codes(values: Iterable[Any], known: Known) -> Figure:
    return tuple(dict.fromkeys(str(_code(value, known)) for value in values))


def _day(value: date, _: Known) -> Figure:
    return value.isoformat()


def _moment(value: datetime, _: Known) -> Figure:
    return value.astimezone(UTC).isoformat(timespec="seconds")


def _small_groups(orgs: Iterable[str], known: Known) -> Figure:
    return sum(known.kind(org) in SMALL for org in orgs)


def _held_by_others(org: str, known: Known) -> Figure:
    return known.still_held(org)


def _number(value: int, _: Known) -> Figure:
    return int(value)


def _yes_or_no(value: Any, _: Known) -> Figure:
    return bool(value)


def _how_many(values: Any, _: Known) -> Figure:
    return len(values)


def _cited(values: Iterable[Any], known: Known) -> Figure:
    return _codes((each.number or each.principle or OTHER for each in values), known)


def _bodies(orgs: Iterable[str], known: Known) -> Figure:
    """Only those that the directory knows: any other name may have been typed by a person."""
    return tuple(sorted({org if known.sector(org) else UNKNOWN for org in orgs}))


def _sectors(orgs: Iterable[str], known: Known) -> Figure:
    return tuple(sorted({known.sector(org) or UNKNOWN for org in orgs}))


def _raising_sectors(parties: Iterable[Any], known: Known) -> Figure:
    return _sectors((each.org for each in parties if each.side == RAISING), known)


def _responding_bodies(parties: Iterable[Any], known: Known) -> Figure:
    return _bodies((each.org for each in parties if each.side != RAISING), known)


def _counts(values: Mapping[str, int], known: Known) -> Figure:
    return {str(_code(name, known)): int(number) for name, number in values.items()}


def _found(findings: Any, known: Known) -> Figure:
    return _code(findings.is_breach, known)


def _found_about(findings: Any, known: Known) -> Figure:
    return _codes(findings.commitments, known)


def _heard_fairly(findings: Any, _: Known) -> Figure:
    """Whether every party was; never which one."""
    return all(findings.fair_hearing.values())


HOW: Mapping[Show, Callable[[Any, Known], Figure]] = {
    "code": _code,
    "codes": _codes,
    "day": _day,
    "number": _number,
    "flag": _yes_or_no,
    "how_many": _how_many,
    "cited": _cited,
    "bodies": _bodies,
    "sectors": _sectors,
    "raising_sectors": _raising_sectors,
    "responding_bodies": _responding_bodies,
    "counts": _counts,
    "found": _found,
    "found_about": _found_about,
    "moment": _moment,
    "small_groups": _small_groups,
    "held_by_others": _held_by_others,
    "heard_fairly": _heard_fairly,
}
