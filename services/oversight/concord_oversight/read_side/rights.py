"""Who may read what was counted: those whom the packs tell of repeats, auditors, and whom it concerns."""

from collections.abc import Iterator

from concord_oversight.domain.learning import learning_offices
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor
from concord_shared.packs.compact import RepeatRule

AUDITORS = frozenset({"auditor", "administrator"})
COORDINATOR = "coordinator"


def monitors(directory: DirectoryCopy) -> frozenset[str]:
    """Offices that some pack in use tells of notes, patterns and reviews."""
    told = (rule.told for rule in _rules(directory))
    return AUDITORS | {office for each in told for _, offices in each for office in offices}


def may_read(actor: Actor, concerned: set[str], offices: frozenset[str]) -> bool:
    """`offices` are those that monitor."""
    return actor.organisation in concerned or actor.office in offices


def may_see_figures(actor: Actor, directory: DirectoryCopy) -> bool:
    """The group that learns, the coordinator, auditors (handbook 7.1)."""
    learning = {office for rule in _rules(directory) for office in learning_offices(rule)}
    return actor.office in AUDITORS | {COORDINATOR} | learning


def _rules(directory: DirectoryCopy) -> Iterator[RepeatRule]:
    for pack in directory.packs.values():
        yield RepeatRule.model_validate(pack.content["monitoring"]["repeat_rule"])
