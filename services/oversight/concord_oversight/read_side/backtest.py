"""The question `Backtest`: what a changed rule on repeats would have told, beside what the rule in force told."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from concord_oversight.domain.backtesting import Run, Telling, as_told, missed, nearest, under, verdict
from concord_oversight.domain.counting import Book
from concord_oversight.domain.numbering import Numbering, numbering_of
from concord_oversight.domain.recounting import Happened, Recount
from concord_oversight.read_side.counting_history import history_of
from concord_oversight.read_side.rights import may_see_figures
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.check_repeats import rule_faults
from concord_shared.packs.compact import RepeatRule
from concord_shared.packs.model import Pack
from concord_shared.packs.shape import shape_faults
from concord_shared.parts import Asker, Library, Question, Refused
from concord_shared.refusals import Refusal


class Backtest(BaseModel):
    """Counts all history again by `rule`, which has keys of `monitoring.repeat_rule`; those that it leaves out stay as
    in the rule in force. Shown are tellings from `from_on` up to and including `until_on`. Nothing is written."""

    model_config = ConfigDict(extra="forbid")
    rule: dict[str, Any] = Field(default={}, max_length=50)
    from_on: date | None = None
    until_on: date | None = None


class RuleInForce(BaseModel):
    """The rule on repeats of the pack's newest version: what a changed one begins with."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Packs:
    """Every version that was published of the Compact's pack."""

    directory: DirectoryCopy

    @cached_property
    def versions(self) -> Mapping[str, Pack]:
        return {each.version: Pack.from_data(dict(each.content)) for each in self.directory.packs.values()}

    @cached_property
    def numbering(self) -> Numbering:
        return numbering_of(self.directory, self.newest.id)

    @property
    def newest(self) -> Pack:
        """Raises Refused(`PackNotPublished`)."""
        if not self.versions:
            raise Refused(NO_PACK)
        return list(self.versions.values())[-1]

    @property
    def rule_in_force(self) -> dict[str, Any]:
        """As it stands in the pack. Raises Refused(`PackNotPublished`)."""
        rule: dict[str, Any] = self.newest.to_data()["monitoring"]["repeat_rule"]
        return rule

    def rule_of(self, version: str) -> RepeatRule:
        return self.versions.get(version, self.newest).monitoring.repeat_rule

    def book(self, each: Happened, rule: RepeatRule, recount: Recount) -> Book:
        pack = self.versions.get(each.version or "", self.newest)
        monitoring = pack.monitoring.model_copy(update={"repeat_rule": rule})
        return Book(pack.model_copy(update={"monitoring": monitoring}), self.numbering, recount.load)


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NoAuthority`, `RuleInvalid`, `PackNotPublished`)."""
    assert isinstance(asked, Backtest)
    _admit(asker, library)
    packs = Packs(library.directory)
    rule = read_rule({**packs.rule_in_force, **asked.rule})
    history = tuple(history_of(library))
    in_force, changed = as_told(history, packs.rule_of), under(rule, history, packs.book, asker.on)
    months = packs.newest.monitoring.repeat_rule.window.months
    shown = _Shown(asked, months, asker.on)
    return {
        "as_of": asker.on,
        "from_on": asked.from_on,
        "until_on": asked.until_on,
        "follow_up_months": months,
        "in_force": shown.run(in_force, changed),
        "changed": shown.run(changed, in_force),
        "missed": [shown.plain(each) for each in missed(in_force, changed, months, asker.on) if shown.holds(each)],
    }


def in_force(_asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NoAuthority`, `PackNotPublished`)."""
    _admit(asker, library)
    packs = Packs(library.directory)
    return {"version": packs.newest.version, "rule": packs.rule_in_force}


def read_rule(given: Mapping[str, Any]) -> RepeatRule:
    """Raises Refused(`RuleInvalid`), which names the first mistake and its cure."""
    try:
        rule = RepeatRule.model_validate(given)
        found = list(rule_faults(rule))
    except ValidationError as error:
        found = shape_faults(error)
    else:
        if not found:
            return rule
    where = ".".join(map(str, found[0].path))
    message = f"{where}: {found[0].what} {found[0].cure}"
    raise Refused(Refusal(code="RuleInvalid", message=message, field="rule"))


@dataclass(frozen=True)
class _Shown:
    asked: Backtest
    months: int
    today: date

    def holds(self, telling: Telling) -> bool:
        first, last = self.asked.from_on or date.min, self.asked.until_on or date.max
        return first <= telling.on <= last

    def run(self, run: Run, other: Run) -> Mapping[str, Any]:
        tellings = [each for each in run.tellings if self.holds(each)]
        verdicts = [verdict(each, run.counted, self.months, self.today) for each in tellings if each.is_alarm]
        return {
            "tellings": [self._judged(each, run, other) for each in tellings],
            "alarms": {"all": len(verdicts), **{each: verdicts.count(each) for each in sorted(set(verdicts))}},
        }

    def plain(self, telling: Telling) -> dict[str, Any]:
        return {**asdict(telling), "offices": list(telling.offices)}

    def _judged(self, telling: Telling, run: Run, other: Run) -> dict[str, Any]:
        """`other_on` is the day of the other rule's alarm on that key, where it gave one."""
        if not telling.is_alarm:
            return {**self.plain(telling), "verdict": None, "other_on": None}
        said = verdict(telling, run.counted, self.months, self.today)
        beside = nearest(telling, other.alarms, self.months)
        return {**self.plain(telling), "verdict": said, "other_on": beside.on if beside else None}


def _admit(asker: Asker, library: Library) -> None:
    if not may_see_figures(asker.actor, library.directory):
        raise Refused(NOT_YOURS)


NOT_YOURS = Refusal(
    code="NoAuthority",
    message="Trying a rule on the record is for the group that learns from cases, the coordinator and auditors.",
    field="as",
)
NO_PACK = Refusal(code="PackNotPublished", message="No pack is published yet, so there is no rule to count by.")
QUESTION = Question(Backtest, answer)
RULE = Question(RuleInForce, in_force)
