"""Stages and their exits: every exit leads somewhere, every way through can end, every listed id exists."""

from collections.abc import Iterable, Iterator

from concord_shared.packs.model import AnyStageExit, Exit, Pack, Stage
from concord_shared.packs.names import FACTS
from concord_shared.packs.sections import Section, sections_of
from concord_shared.packs.shape import Fault, did_you_mean
from concord_shared.packs.yaml_lines import Path

NEEDS_OFFICE = frozenset({"facilitated", "investigation"})


def stage_faults(pack: Pack) -> Iterator[Fault]:
    stages = {stage.id for stage in pack.stages}
    if pack.first_stage not in stages:
        what = f"The first stage '{pack.first_stage}' does not exist."
        yield Fault(("procedure", "first_stage"), what, did_you_mean(pack.first_stage, stages))
    for section in sections_of(pack):
        yield from _exits(pack, section)
        yield from _unknown("guard", (*section.path, "guards"), section.guards, (guard.id for guard in pack.guards))
        if section.stage is not None:
            yield from _stage(pack, section.stage, section.path)
    for number, way in enumerate(pack.procedure.exits_any_stage):
        yield from _any_stage(pack, way, ("procedure", "exits_any_stage", number))
    yield from _endless(pack)


def _exits(pack: Pack, section: Section) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, each in enumerate(section.exits):
        path = (*section.path, "exits", number)
        yield from _leads(pack, each, path)
        if each.outcome in seen:
            what = f"'{section.id}' has two exits for the outcome '{each.outcome}'."
            yield Fault(path, what, "Keep one: an outcome leads to one place.")
        seen.add(each.outcome)
        for key, fact in (("event", each.event), ("also", each.also)):
            yield from _unknown("fact", (*path, key), [fact] if fact else [], FACTS)
        statements = each.requires.statements if each.requires else ()
        labels = pack.forms.confirm_exhausted.statements
        yield from _unknown("labelled statement", (*path, "requires", "statements"), statements, labels)


def _leads(pack: Pack, each: Exit, path: Path) -> Iterator[Fault]:
    if (each.to is None) == (each.close is None):
        what = f"The exit '{each.outcome}' needs either 'to' or 'close'."
        yield Fault(path, what, "Say to which stage it leads, or with which reason it closes.")
        return
    if each.to is not None:
        places = [*(stage.id for stage in pack.stages), *(each.id for each in pack.triage.waiting)]
        yield from _unknown("stage or waiting id", (*path, "to"), [each.to], places)
    if each.close is not None:
        yield from _unknown("closing reason", (*path, "close"), [each.close], pack.closing_reasons)


def _any_stage(pack: Pack, way: AnyStageExit, path: Path) -> Iterator[Fault]:
    closes = way.outcome is not None and way.close is not None and way.effect is None
    goes_outside = way.effect is not None and way.outcome is None and way.close is None
    if not closes and not goes_outside:
        what = f"'{way.id}' is neither an outcome that closes nor a route outside."
        yield Fault(path, what, "Give 'outcome' and 'close', or 'effect' alone.")
    if way.close is not None:
        yield from _unknown("closing reason", (*path, "close"), [way.close], pack.closing_reasons)


def _stage(pack: Pack, stage: Stage, path: Path) -> Iterator[Fault]:
    yield from _unknown("fact", (*path, "entry", "on"), [stage.entry.on], FACTS)
    if stage.type in NEEDS_OFFICE and stage.office is None:
        yield Fault(path, f"A stage of type '{stage.type}' needs an 'office'.", "Say who is appointed.")
    if stage.type == "panel_review" and stage.group is None:
        yield Fault(path, "A stage of type 'panel_review' needs a 'group'.", "Say who reviews.")
    parts = stage.report.parts if stage.report else ()
    yield from _unknown("labelled part", (*path, "report", "parts"), parts, pack.forms.report_parts)
    parts = stage.statement.parts if stage.statement else ()
    yield from _unknown("labelled part", (*path, "statement", "parts"), parts, pack.forms.statement_parts)
    yield from _unknown("labelled question", (*path, "questions"), stage.questions, pack.forms.review_questions)
    yield from _named_deadlines(stage, path)
    yield from _consent(stage, path)


def _named_deadlines(stage: Stage, path: Path) -> Iterator[Fault]:
    known = [rule.id for rule in stage.deadlines]
    answer = stage.consent.answer_deadline if stage.consent else None
    appoint = stage.office.appoint_deadline if stage.office else None
    at = (*path, "consent", "answer_deadline")
    yield from _unknown("deadline of this stage", at, [answer] if answer else [], known)
    at = (*path, "office", "appoint_deadline")
    yield from _unknown("deadline of this stage", at, [appoint] if appoint else [], known)


def _consent(stage: Stage, path: Path) -> Iterator[Fault]:
    outcome = stage.consent.refusal_outcome if stage.consent else None
    outcomes = [each.outcome for each in stage.exits]
    at = (*path, "consent", "refusal_outcome")
    yield from _unknown("outcome of this stage", at, [outcome] if outcome else [], outcomes)


def _endless(pack: Pack) -> Iterator[Fault]:
    """From every stage some way of its own must lead to a closing exit: settling is not one, it cannot be
    relied on."""
    ways = {stage.id: {each.to for each in stage.exits if each.to} for stage in pack.stages}
    ending = {stage.id for stage in pack.stages if any(each.close for each in stage.exits)}
    while more := {stage for stage, to in ways.items() if stage not in ending and to & ending}:
        ending |= more
    for number, stage in enumerate(pack.stages):
        if stage.id not in ending:
            what = f"From the stage '{stage.id}' the exits never reach one that closes the case."
            yield Fault(("procedure", "stages", number, "exits"), what, "Add an exit with 'close' to the cycle.")


def _unknown(kind: str, path: Path, named: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    known = set(known)
    for each in named:
        if each not in known:
            yield Fault(path, f"There is no {kind} '{each}'.", did_you_mean(each, known))
