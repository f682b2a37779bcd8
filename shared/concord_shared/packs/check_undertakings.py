"""Date rules of commitments: each kind has what it needs, so that every one of them can be checked by dates."""

from collections.abc import Iterator, Mapping

from concord_shared.packs.compact import Commitment, UndertakingRule
from concord_shared.packs.model import Pack
from concord_shared.packs.shape import Fault
from concord_shared.packs.yaml_lines import Path

LENGTH = ("value", "unit", "from", "to")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "min_duration": LENGTH,
    "max_duration": LENGTH,
    "min_notice": LENGTH,
    "before": ("first", "then"),
    "must_exist": ("fact",),
    "term_target": ("value", "unit", "op", "fact"),
    "min_count": ("value", "period", "fact"),
    "trend": ("fact", "direction", "period"),
}
PERIODS = ("month", "quarter", "year")
TERM_UNITS = ("month", "year")


def undertaking_faults(pack: Pack) -> Iterator[Fault]:
    for key, listed in (("commitments", pack.commitment_list), ("other_undertakings", pack.other_undertakings)):
        for number, commitment in enumerate(listed):
            yield from _rules(commitment, (key, number))


def _rules(commitment: Commitment, path: Path) -> Iterator[Fault]:
    if commitment.measurability == "yes" and not commitment.rules:
        what = f"Commitment {commitment.no} is said to be measurable, but no rule says by which dates."
        yield Fault(path, what, "Add 'rules', or write 'measurability: partly'.")
    for number, rule in enumerate(commitment.rules):
        yield from _rule(rule, commitment.no, (*path, "rules", number))


def _rule(rule: UndertakingRule, no: str, path: Path) -> Iterator[Fault]:
    for key in NEEDED[rule.kind]:
        if getattr(rule, "from_" if key == "from" else key) is None:
            what = f"A rule of commitment {no} is of kind '{rule.kind}' and has no '{key}'."
            yield Fault(path, what, f"Add '{key}': this kind needs {', '.join(NEEDED[rule.kind])}.")
    if rule.period is not None and rule.period not in PERIODS:
        what = f"The period '{rule.period}' is unknown."
        yield Fault((*path, "period"), what, f"Use one of {', '.join(PERIODS)}.")
    if rule.kind == "term_target" and rule.unit not in (None, *TERM_UNITS):
        what = f"A term is not measured in '{rule.unit}'."
        yield Fault((*path, "unit"), what, f"Use one of {', '.join(TERM_UNITS)}.")
