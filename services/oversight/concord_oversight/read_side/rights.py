"""Who may read what was counted: those whom the packs tell of repeats, auditors, and whom it concerns."""

from collections.abc import Iterable, Iterator

from concord_oversight.domain.learning import learning_offices
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor
from concord_shared.packs.compact import RepeatRule

KEEPERS = frozenset({"auditor", "coordinator"})


def monitors(directory: DirectoryCopy) -> frozenset[str]:
    """Offices that some pack in use tells of notes and patterns; who reviews cases is none of them (handbook 7.1)."""
    told = (rule.told for rule in _rules(directory))
    return KEEPERS | {office for each in told for office in (*each.note, *each.pattern)}


def prompted(directory: DirectoryCopy) -> frozenset[str]:
    """Offices that some pack in use tells of a review that may be due."""
    return frozenset(office for rule in _rules(directory) for office in rule.told.compact_review)


def reads_cases(directory: DirectoryCopy) -> frozenset[str]:
    """Offices that see what was counted of one case. The group that learns sees patterns and figures alone."""
    rules = tuple(_rules(directory))
    return KEEPERS | {office for rule in rules for office in rule.told.note} - _learning(rules)


def may_read(actor: Actor, concerned: set[str], offices: frozenset[str]) -> bool:
    """`offices` are those that monitor, or read cases."""
    return actor.organisation in concerned or actor.office in offices


def may_see_figures(actor: Actor, directory: DirectoryCopy) -> bool:
    """The group that learns, the coordinator, auditors (handbook 7.1)."""
    return actor.office in KEEPERS | _learning(_rules(directory))


def _learning(rules: Iterable[RepeatRule]) -> frozenset[str]:
    return frozenset(office for rule in rules for office in learning_offices(rule))


def _rules(directory: DirectoryCopy) -> Iterator[RepeatRule]:
    for pack in directory.packs.values():
        yield RepeatRule.model_validate(pack.content["monitoring"]["repeat_rule"])
