"""Guards and notices: known predicates and parameters, existing ids, and where each rule comes from."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from concord_shared.packs.model import TRIAGE, Guard, NoticeRule, Pack
from concord_shared.packs.names import COMMANDS, FACTS
from concord_shared.packs.shape import Fault, did_you_mean
from concord_shared.packs.vocabulary import GUARD_EFFECTS, PREDICATES, ConflictRule, StageType
from concord_shared.packs.yaml_lines import Path

CONFLICT_RULES = frozenset(get_args(ConflictRule))
STAGE_TYPES = frozenset(get_args(StageType))


def guard_faults(pack: Pack) -> Iterator[Fault]:
    stages, deadlines = {stage.id for stage in pack.stages}, {rule.id for rule in pack.deadlines}
    for number, guard in enumerate(pack.guards):
        path: Path = ("guards", number)
        yield from _where_from(guard, path)
        yield from _unknown("stage", (*path, "applies_to", "stages"), guard.stages, stages)
        yield from _unknown("command", (*path, "applies_to", "commands"), guard.commands, COMMANDS)
        yield from _predicate(guard, path)
        yield from _params(guard.params, (*path, "params"), deadlines)


def _where_from(guard: Guard, path: Path) -> Iterator[Fault]:
    if guard.source is None and guard.basis != "ours":
        what = f"The guard '{guard.id}' has neither a source nor 'basis: ours'."
        yield Fault(path, what, "Name the clause it comes from, or say that it is ours.")


def _predicate(guard: Guard, path: Path) -> Iterator[Fault]:
    known = PREDICATES.get(guard.predicate)
    if known is None:
        yield from _unknown("predicate", (*path, "predicate"), [guard.predicate], PREDICATES)
        return
    for name in guard.params:
        if name not in known:
            what = f"The predicate '{guard.predicate}' has no parameter '{name}'."
            yield Fault((*path, "params", name), what, did_you_mean(name, known))


def _params(params: dict[str, Any], path: Path, deadlines: set[str]) -> Iterator[Fault]:
    for name in ("deadline", "within"):
        if name in params:
            yield from _unknown("deadline", (*path, name), [params[name]], deadlines)
    for name in ("conflict", "waivable"):
        yield from _unknown("conflict rule", (*path, name), params.get(name, ()), CONFLICT_RULES)
    if "effect" in params:
        yield from _unknown("effect", (*path, "effect"), [params["effect"]], GUARD_EFFECTS)


def notice_faults(pack: Pack) -> Iterator[Fault]:
    stages = {"first", TRIAGE, *(stage.id for stage in pack.stages)}
    for number, notice in enumerate(pack.notices):
        path: Path = ("notices", number)
        yield from _unknown("fact", (*path, "trigger"), [notice.trigger], FACTS)
        yield from _trigger(notice, (*path, "trigger_when"), stages)


def _trigger(notice: NoticeRule, path: Path, stages: set[str]) -> Iterator[Fault]:
    when = notice.trigger_when
    for name, known in (("stage", stages), ("stage_type", STAGE_TYPES), ("caused_by", FACTS)):
        named = when.get(name, ())
        listed = [named] if isinstance(named, str) else named
        yield from _unknown(name.replace("_", " "), (*path, name), listed, known)


def _unknown(kind: str, path: Path, named: Iterable[Any], known: Iterable[str]) -> Iterator[Fault]:
    known = set(known)
    for each in named:
        if each not in known:
            yield Fault(path, f"There is no {kind} '{each}'.", did_you_mean(str(each), known))
