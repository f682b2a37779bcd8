"""Deadlines: the facts, stages and notices that they name exist, and each kind has what it needs."""

from collections.abc import Iterable, Iterator

from concord_shared.packs.model import DeadlineRule, Pack
from concord_shared.packs.names import FACTS
from concord_shared.packs.sections import Section, sections_of
from concord_shared.packs.shape import Fault, did_you_mean
from concord_shared.packs.yaml_lines import Path

STAGE_FIELDS = frozenset({"stage", "which", "first_time", "notice", "to", "body", "stage_type", "caused_by"})


def deadline_faults(pack: Pack) -> Iterator[Fault]:
    for section in sections_of(pack):
        for number, rule in enumerate(section.deadlines):
            path = (*section.path, "deadlines", number)
            yield from _facts(rule, path)
            yield from _start(pack, rule, path)
            yield from _lapse(section, rule, path)
            yield from _basis(rule, path)


def _facts(rule: DeadlineRule, path: Path) -> Iterator[Fault]:
    yield from _unknown_facts((*path, "starts_on"), [rule.starts_on])
    yield from _unknown_facts((*path, "ends_on"), rule.ends_on)
    alternatives = (name.split("(")[0] for name in rule.start_alternatives)
    yield from _unknown_facts((*path, "start_alternatives"), alternatives)
    if rule.pause is not None:
        yield from _unknown_facts((*path, "pause"), [rule.pause.from_, rule.pause.until])
    if rule.on_lapse.fact is not None:
        yield from _unknown_facts((*path, "on_lapse", "fact"), [rule.on_lapse.fact])


def _unknown_facts(path: Path, names: Iterable[str]) -> Iterator[Fault]:
    for name in names:
        if name not in FACTS:
            yield Fault(path, f"No service writes a fact '{name}'.", did_you_mean(name, FACTS))


def _start(pack: Pack, rule: DeadlineRule, path: Path) -> Iterator[Fault]:
    at = (*path, "starts_when")
    for field in set(rule.starts_when) - STAGE_FIELDS:
        yield Fault((*at, field), f"The key '{field}' is unknown here.", did_you_mean(field, STAGE_FIELDS))
    stages, notices = {stage.id for stage in pack.stages}, {notice.type for notice in pack.notices}
    for field, known in (("stage", stages), ("notice", notices)):
        named = rule.starts_when.get(field)
        if named is not None and named not in known:
            yield Fault((*at, field), f"There is no {field} '{named}'.", did_you_mean(str(named), known))
    if rule.starts_when.get("to") == "this party" and rule.per != "party":
        what = f"'{rule.id}' starts for one party but runs for the whole case."
        yield Fault((*path, "per"), what, "Write 'per: party'.")


def _lapse(section: Section, rule: DeadlineRule, path: Path) -> Iterator[Fault]:
    at, lapse = (*path, "on_lapse"), rule.on_lapse
    if lapse.do == "note_fact" and lapse.fact is None:
        yield Fault(at, "A lapse that notes a fact must name it.", "Add 'fact'.")
    if lapse.do == "treat_as_silent" and lapse.outcome is None:
        yield Fault(at, "A lapse taken as silence must name its outcome.", "Add 'outcome'.")
    outcomes = {each.outcome for each in section.exits}
    if lapse.outcome is not None and lapse.outcome not in outcomes:
        what = f"'{section.id}' has no outcome '{lapse.outcome}'."
        yield Fault((*at, "outcome"), what, did_you_mean(lapse.outcome, outcomes))
    if (rule.kind == "reminders") != bool(rule.reminders_at):
        cure = "Give 'reminders_at' to a deadline of kind 'reminders', and to no other."
        yield Fault(path, f"'{rule.id}' does not fit its kind '{rule.kind}'.", cure)


def _basis(rule: DeadlineRule, path: Path) -> Iterator[Fault]:
    if rule.source is None and "ours" not in (rule.basis, rule.length_basis):
        what = f"The deadline '{rule.id}' has neither a source nor 'length_basis: ours'."
        yield Fault(path, what, "Name the clause it comes from, or say that it is ours.")
