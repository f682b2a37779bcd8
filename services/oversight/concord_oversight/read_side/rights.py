"""Who may read what was counted: those whom the packs tell of repeats, auditors, and whom it concerns."""

from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Actor

AUDITORS = frozenset({"auditor", "administrator"})


def monitors(directory: DirectoryCopy) -> frozenset[str]:
    """Offices that some pack in use tells of notes, patterns and reviews."""
    told = (pack.content["monitoring"]["repeat_rule"]["told"] for pack in directory.packs.values())
    return AUDITORS | {office for each in told for offices in each.values() for office in offices}


def may_read(actor: Actor, concerned: set[str], directory: DirectoryCopy) -> bool:
    return actor.organisation in concerned or actor.office in monitors(directory)
