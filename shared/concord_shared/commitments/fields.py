"""The fields that a commitment takes: one for each dated fact, condition, count or term that its rules name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from concord_shared.packs.compact import Commitment
from concord_shared.packs.compact import UndertakingRule as Rule

Kind = Literal["day", "days", "yes_no", "term", "number"]
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
"""The periods that a count may be taken over."""


@dataclass(frozen=True)
class Field:
    """`use` is the rule's key that names it; an `optional` one is asked for only where the dates call for it."""

    name: str
    kind: Kind
    use: str
    words: str
    optional: bool = False


def fields_of(commitment: Commitment) -> tuple[Field, ...]:
    """Each field once, in the order of the rules; those that may be left out come last."""
    found: dict[str, Field] = {}
    for rule in commitment.rules:
        for field in fields_of_rule(rule):
            known = found.get(field.name)
            if known is None or (known.optional and not field.optional):
                found[field.name] = field
    return tuple(sorted(found.values(), key=lambda field: field.optional))


def fields_of_rule(rule: Rule) -> Iterator[Field]:
    yield from _of_kind(rule)
    if rule.includes:
        yield Field(rule.includes, "yes_no", "includes", f"does it include {said(rule.includes)}?")
    for use, text in (("when", rule.when), ("unless", rule.unless)):
        if text:
            yield Field(name_of(text), "yes_no", use, f"is it so that: {said(text)}?", optional=True)
    if rule.else_require:
        words = f"{said(rule.else_require)}: needed where the dates are not met"
        yield Field(rule.else_require, "day", "else_require", words, optional=True)


def _of_kind(rule: Rule) -> Iterator[Field]:
    match rule.kind:
        case "min_duration" | "max_duration" | "min_notice":
            yield from _days(("from", rule.from_), ("to", rule.to))
        case "before":
            yield from _days(("first", rule.first), ("then", rule.then))
        case "must_exist":
            kind: Kind = "days" if rule.min_count else "day"
            yield Field(rule.fact or "", kind, "fact", said(rule.fact or ""))
            yield from _days(("by", rule.by), ("after", rule.after))
        case "min_count":
            yield Field(period_field(rule), "day", "period", f"first day of the {rule.period} that is counted")
            yield Field(rule.fact or "", "days", "fact", f"{said(rule.fact or '')}: every day on which it happened")
        case "term_target":
            yield Field(rule.fact or "", "term", "fact", said(rule.fact or ""))
        case "trend":
            yield Field(before_field(rule), "number", "before", f"{said(rule.fact or '')} a {rule.period} before")
            yield Field(rule.fact or "", "number", "fact", f"{said(rule.fact or '')} now")


def _days(*named: tuple[str, str | None]) -> Iterator[Field]:
    return (Field(name, "day", use, said(name)) for use, name in named if name)


def period_field(rule: Rule) -> str:
    return f"{rule.period}_from"


def before_field(rule: Rule) -> str:
    return f"{rule.fact}_before"


def name_of(condition: str) -> str:
    """A condition in words as a field's name: ``a response was made`` is ``a_response_was_made``."""
    return re.sub(r"[^a-z0-9]+", "_", condition.lower()).strip("_")


def said(name: str) -> str:
    return name.replace("_", " ")
