"""When a rule would have told whom, over all that is on record; and which of its alarms turned out to be false."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from concord_oversight.domain import facts
from concord_oversight.domain.counting import Book
from concord_oversight.domain.recounting import Happened, Recount, decided
from concord_shared.calendar.months import add_months, in_window
from concord_shared.facts import Fact
from concord_shared.packs.compact import RepeatRule

FOLLOWED, TALKED_ABOUT, TOO_EARLY, FALSE = "followed", "talked_about", "too_early_to_say", "false_alarm"
NOTE, PATTERN, REVIEW = "note", "pattern", "compact_review"


@dataclass(frozen=True)
class Telling:
    """Offices told of one key on one day. An alarm is the first telling of a pattern, until it is closed."""

    on: date
    kind: str
    pattern_id: str
    level: str
    key: str
    count: int
    offices: tuple[str, ...]
    first: bool

    @property
    def is_alarm(self) -> bool:
        return self.kind == PATTERN and self.first


@dataclass(frozen=True)
class Counted:
    """The days on which cases were accepted and dialogues held, by pattern."""

    cases: tuple[tuple[str, date], ...] = ()
    dialogues: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class Run:
    """What one rule told, in order, and what it counted."""

    tellings: tuple[Telling, ...]
    counted: Counted

    @property
    def alarms(self) -> tuple[Telling, ...]:
        return tuple(each for each in self.tellings if each.is_alarm)


def as_told(history: Iterable[Happened], rule_of: Callable[[str], RepeatRule]) -> Run:
    """What was told, as it is on record; `rule_of` gives the rule of a version of the pack."""
    made = [(each.on, each.stream, each.fact) for each in history]
    return _run(made, rule_of, _dialogues(history))


def under(
    rule: RepeatRule, history: Sequence[Happened], book_of: Callable[[Happened, RepeatRule, Recount], Book], today: date
) -> Run:
    """The same history, counted by `rule` instead. What the learning group recorded stands where the pattern is open
    under this rule as well."""
    recount = Recount(lambda each, _load: book_of(each, rule, recount))
    made = list(_recounted(recount, history, rule, today))
    return _run(made, lambda _version: rule, _dialogues(history))


def _recounted(
    recount: Recount, history: Sequence[Happened], rule: RepeatRule, today: date
) -> Iterator[tuple[date, str, Fact]]:
    months = rule.closes_when.get("no_new_case_for_months")
    for each in history:
        yield from recount.gone_quiet(each.recorded_on)
        taken = decided(each, recount, months) if each.stream.startswith("pattern-") else each
        for stream, found in (recount.take(taken) if taken else {}).items():
            ends = max((fact.window_to for fact in found if isinstance(fact, facts.Repeat)), default=each.on)
            yield from ((max(each.on, ends), stream, fact) for fact in found)
    yield from recount.gone_quiet(today)


def _run(
    made: Iterable[tuple[date, str, Fact]],
    rule_of: Callable[[str], RepeatRule],
    dialogues: tuple[tuple[str, date], ...],
) -> Run:
    tellings, cases, last = [], [], {}
    for on, stream, fact in made:
        match fact:
            case facts.RepeatCounted(adopted=True, accepted_on=accepted):
                cases.append((stream, accepted))
            case facts.Repeat():
                last[stream] = fact
                if told := _told(on, fact, rule_of(fact.rule_version)):
                    tellings.append(told)
            case facts.CompactReviewSuggested(why="systemic"):
                of = last[stream]
                offices = rule_of(of.rule_version).told.compact_review
                tellings.append(_telling(on, REVIEW, of, offices))
    ordered = sorted(tellings, key=lambda each: (each.on, each.level, each.key, each.kind))
    return Run(tuple(ordered), Counted(tuple(cases), dialogues))


def _told(on: date, fact: facts.Repeat, rule: RepeatRule) -> Telling | None:
    if isinstance(fact, facts.RepeatedDisputePatternDetected):
        return _telling(on, PATTERN, fact, rule.told.pattern)
    return _telling(on, NOTE, fact, rule.told.note) if fact.first else None


def _telling(on: date, kind: str, fact: facts.Repeat, offices: tuple[str, ...]) -> Telling:
    return Telling(on, kind, fact.pattern_id, fact.level, fact.key, fact.count, offices, fact.first)


def _dialogues(history: Iterable[Happened]) -> tuple[tuple[str, date], ...]:
    held = (each for each in history if isinstance(each.fact, facts.FurtherDialogueHeld))
    return tuple((each.stream, each.fact.held_on) for each in held if isinstance(each.fact, facts.FurtherDialogueHeld))


def verdict(alarm: Telling, counted: Counted, months: int, today: date) -> str:
    """What became of an alarm in the `months` after it: a further case on its key was accepted, or the learning group
    held a dialogue on it; else it was false, or it is too early to say."""
    ends = add_months(alarm.on, months)
    if any(stream == alarm.pattern_id and alarm.on < on <= ends for stream, on in counted.cases):
        return FOLLOWED
    if any(stream == alarm.pattern_id and alarm.on <= on <= ends for stream, on in counted.dialogues):
        return TALKED_ABOUT
    return TOO_EARLY if today <= ends else FALSE


def missed(in_force: Run, changed: Run, months: int, today: date) -> tuple[Telling, ...]:
    """Alarms of the rule in force that further cases followed, and that the changed rule does not give: neither in the
    window before nor in the one after."""
    followed = (each for each in in_force.alarms if verdict(each, in_force.counted, months, today) == FOLLOWED)
    return tuple(each for each in followed if nearest(each, changed.alarms, months) is None)


def nearest(alarm: Telling, others: Iterable[Telling], months: int) -> Telling | None:
    """The alarm on the same key that is nearest in time, within a window of it."""
    same = [each for each in others if each.pattern_id == alarm.pattern_id and _near(each.on, alarm.on, months)]
    return min(same, key=lambda each: (abs(each.on - alarm.on), each.on), default=None)


def _near(one: date, other: date, months: int) -> bool:
    first, last = sorted((one, other))
    return in_window(first, last, months)
