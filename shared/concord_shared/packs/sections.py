"""The sections of a procedure, each with its path in the file: triage, waiting places, stages, after
closing."""

from collections.abc import Iterator
from dataclasses import dataclass

from concord_shared.packs.model import AFTER_CLOSING, TRIAGE, DeadlineRule, Exit, Pack, Stage
from concord_shared.packs.yaml_lines import Path


@dataclass(frozen=True)
class Section:
    id: str
    path: Path
    exits: tuple[Exit, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    guards: tuple[str, ...] = ()
    stage: Stage | None = None


def sections_of(pack: Pack) -> Iterator[Section]:
    triage = pack.triage
    at: Path = ("procedure", "triage")
    yield Section(TRIAGE, at, triage.exits, triage.deadlines, triage.guards)
    for number, waiting in enumerate(triage.waiting):
        yield Section(waiting.id, (*at, "waiting", number), waiting.exits)
    for number, stage in enumerate(pack.stages):
        path = ("procedure", "stages", number)
        yield Section(stage.id, path, stage.exits, stage.deadlines, stage.guards, stage)
    after = pack.procedure.after_closing
    yield Section(AFTER_CLOSING, ("procedure", AFTER_CLOSING), (), after.deadlines)
