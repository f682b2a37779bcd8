"""Ids that stand twice, and lists of ids that lead nowhere."""

from collections.abc import Iterable, Iterator

from concord_shared.packs.model import AFTER_CLOSING, TRIAGE, DeadlineRule, Pack
from concord_shared.packs.sections import sections_of
from concord_shared.packs.shape import Fault, did_you_mean
from concord_shared.packs.yaml_lines import Path

Placed = tuple[Path, str]


def id_faults(pack: Pack) -> Iterator[Fault]:
    for kind, placed in _all_ids(pack).items():
        yield from _twice(kind, placed)
    yield from _reserved(pack)
    yield from _gaps(pack)
    yield from _stage_words(pack)
    yield from _to_fill(pack)
    yield from _replaces(pack)


def _all_ids(pack: Pack) -> dict[str, list[Placed]]:
    waiting = (each.id for each in pack.triage.waiting)
    return {
        "commitment number": [
            *_placed("commitments", (each.no for each in pack.commitment_list), "no"),
            *_placed("other_undertakings", (each.no for each in pack.other_undertakings), "no"),
        ],
        "stage or waiting id": [
            *_placed("procedure.triage.waiting", waiting),
            *_placed("procedure.stages", (each.id for each in pack.stages)),
        ],
        "deadline id": [(path, rule.id) for path, rule in _deadlines(pack)],
        "guard id": _placed("guards", (each.id for each in pack.guards)),
        "notice type": _placed("notices", (each.type for each in pack.notices), "type"),
        "document id": _placed("documents", (each.id for each in pack.documents)),
        "signatory id": _placed("signatories", (each.id for each in pack.signatories)),
        "role id": _placed("roles", (each.id for each in pack.roles)),
        "principle": _placed("principles", (each.code for each in pack.principle_list), "code"),
        "way out of every stage": _placed(
            "procedure.exits_any_stage", (each.id for each in pack.procedure.exits_any_stage)
        ),
    }


def _placed(at: str, ids: Iterable[str], key: str = "id") -> list[Placed]:
    return [((*at.split("."), number, key), each) for number, each in enumerate(ids)]


def _deadlines(pack: Pack) -> Iterator[tuple[Path, DeadlineRule]]:
    for section in sections_of(pack):
        for number, rule in enumerate(section.deadlines):
            yield (*section.path, "deadlines", number, "id"), rule


def _twice(kind: str, placed: Iterable[Placed]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, each in placed:
        if each in seen:
            yield Fault(path, f"The {kind} '{each}' is used twice.", "Give one of the two another.")
        seen.add(each)


def _reserved(pack: Pack) -> Iterator[Fault]:
    for number, stage in enumerate(pack.stages):
        if stage.id in (TRIAGE, AFTER_CLOSING):
            path = ("procedure", "stages", number, "id")
            yield Fault(path, f"'{stage.id}' is no stage: the name is taken.", "Give the stage another id.")


def _gaps(pack: Pack) -> Iterator[Fault]:
    for number, gap in enumerate(pack.numbering_gaps):
        if gap in pack.commitments:
            what = f"Commitment {gap} is listed as a gap in the numbering, but it exists."
            yield Fault(("numbering_gaps", number), what, "Take it out of the gaps.")


def _stage_words(pack: Pack) -> Iterator[Fault]:
    known = {stage.id for stage in pack.stages}
    for each in set(pack.terminology.stages) - known:
        path = ("terminology", "stages", each)
        yield Fault(path, f"There is no stage '{each}' to name.", did_you_mean(each, known))


def _to_fill(pack: Pack) -> Iterator[Fault]:
    known = {"go_live", "monitoring", *(stage.id for stage in pack.stages)}
    for number, entry in enumerate(pack.to_fill):
        if entry.look is not None and entry.where != "directory":
            path = ("to_fill", number, "look")
            yield Fault(path, "Only the directory can be looked at.", "Write 'where: directory', or leave 'look' out.")
        for each in (part.strip() for part in entry.needed_for.split(",")):
            if each not in known:
                path = ("to_fill", number, "needed_for")
                yield Fault(path, f"'{each}' is no stage and no purpose.", did_you_mean(each, known))


def _replaces(pack: Pack) -> Iterator[Fault]:
    path: Path = ("pack", "replaces")
    if pack.replaces == pack.version:
        what = f"Version {pack.version} cannot replace itself."
        yield Fault((*path, "version"), what, "Name the version before, or give this one a new version.")
    for old, new in pack.commitment_map.items():
        if new is not None and new not in pack.commitments:
            what = f"Commitment {old} is said to have become {new}, which this pack has not."
            yield Fault((*path, "commitments", old), what, did_you_mean(new, pack.commitments))
