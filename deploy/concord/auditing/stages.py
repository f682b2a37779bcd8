"""Every stage that intake opened or case that it closed, against the look-up in the pinned pack."""

from collections.abc import Iterator
from typing import Any

from concord.auditing.finding import Finding
from concord.auditing.records import Records
from concord.auditing.rules import Rules
from concord_shared.envelope import Recorded
from concord_shared.packs.lookup import UnknownOutcome, next_stage
from concord_shared.packs.model import Pack

SPLIT = "CaseSplit"


def check_stages(intake: Records, rules: Rules) -> Iterator[Finding]:
    for facts in intake.streams.values():
        yield from _check_case(facts, rules)


def _check_case(facts: list[Recorded], rules: Rules) -> Iterator[Finding]:
    closed: Any = None
    opened_before = False
    for each in facts:
        fact: Any = each.fact
        match type(fact).__name__:
            case "StageClosed":
                closed = fact
            case "StageOpened":
                yield from _opening(each, closed, _pack(fact.pack_version, rules), first=not opened_before)
                opened_before, closed = True, None
            case "CaseClosed" if closed is not None:
                yield from _closing(each, closed, _pack(each.envelope.pack_version, rules))


def _pack(version: str | None, rules: Rules) -> Pack | None:
    return rules.packs.get(version or "")


def _opening(each: Recorded, closed: Any, pack: Pack | None, *, first: bool) -> Iterator[Finding]:
    opened: Any = each.fact
    if pack is None:
        yield _differs(each, "the pack of the case", "published", f"version {opened.pack_version} is not")
        return
    expected = _begins(pack, opened) if first else _leads(pack, closed, "stage")
    if expected is not None and opened.stage_id != expected:
        why = "the first stage" if first else f"the stage after {closed.stage_id} ended '{closed.outcome}'"
        yield _differs(each, why, expected, opened.stage_id)
    known = {stage.id: stage.type for stage in pack.stages}
    if known.get(opened.stage_id) != opened.stage_type:
        yield _differs(each, f"the type of stage {opened.stage_id}", str(known.get(opened.stage_id)), opened.stage_type)


def _begins(pack: Pack, opened: Any) -> str | None:
    """What was split from another case begins at a stage that the other has been in; that is the parties' choice."""
    return None if opened.caused_by == SPLIT else pack.first_stage


def _closing(each: Recorded, closed: Any, pack: Pack | None) -> Iterator[Finding]:
    ended: Any = each.fact
    expected = _leads(pack, closed, "close") if pack else None
    if expected is not None and ended.reason != expected:
        why = f"why the case closed after {closed.stage_id} ended '{closed.outcome}'"
        yield _differs(each, why, expected, ended.reason)


def _leads(pack: Pack, closed: Any, kind: str) -> str | None:
    if closed is None:
        return None
    try:
        found = next_stage(pack, closed.stage_id, closed.outcome)
    except UnknownOutcome:
        return f"none: the pack knows no '{closed.outcome}' of {closed.stage_id}"
    return found.to if found.kind == kind else f"none: {found.kind} {found.to} follows"


def _differs(each: Recorded, what: str, expected: str, found: str) -> Finding:
    return Finding("intake", each.stream, each.version, what, expected, found)
