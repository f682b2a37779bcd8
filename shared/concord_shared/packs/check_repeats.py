"""The rule on repeats: keys and numbers that can be counted by, and letters that go to whom the rule tells."""

from collections import Counter
from collections.abc import Iterator

from concord_shared.packs.compact import Level, RepeatRule
from concord_shared.packs.model import Pack
from concord_shared.packs.shape import Fault, did_you_mean
from concord_shared.packs.yaml_lines import Path

KEYS = {
    ("respondent", "commitment"),
    ("respondent", "theme"),
    ("organisation_pair_either_way",),
    ("commitment",),
}
COUNTED = {None, "distinct_respondents"}
CLOSES_WHEN = {"fact", "no_new_case_for_months", "or_decided_by"}
LETTERS = {
    "RepeatedDisputeNoted": "note",
    "RepeatedDisputePatternDetected": "pattern",
    "CompactReviewSuggested": "compact_review",
}
REPORT = "next_"


def repeat_faults(pack: Pack) -> Iterator[Fault]:
    path: Path = ("monitoring", "repeat_rule")
    rule = pack.monitoring.repeat_rule
    for fault in rule_faults(rule):
        yield Fault((*path, *fault.path), fault.what, fault.cure)
    for number, notice in enumerate(pack.notices):
        kind = LETTERS.get(notice.trigger)
        told = [word for word in getattr(rule.told, kind) if not word.startswith(REPORT)] if kind else []
        if kind and list(notice.to) != told:
            what = f"This letter goes to {', '.join(notice.to)}; the rule on repeats tells {', '.join(told)}."
            yield Fault(("notices", number, "to"), what, f"Say the same here and in repeat_rule.told.{kind}.")


def rule_faults(rule: RepeatRule) -> Iterator[Fault]:
    """What is wrong with a rule whose shape is right; paths lead into the rule."""
    if rule.window.months < 1:
        yield Fault(("window", "months"), "The window is shorter than a month.", "Say a number of months from 1 on.")
    yield from _levels(rule)
    yield from _closing(rule)
    if not rule.fallback.to:
        what = "Nobody gets the copy of an office that is itself concerned."
        yield Fault(("fallback", "to"), what, "Name one office or more under 'to'.")


def _levels(rule: RepeatRule) -> Iterator[Fault]:
    known = {level.id for level in rule.levels}
    for name in ("id", "name"):
        for value, times in Counter(getattr(level, name) for level in rule.levels).items():
            if times > 1:
                yield Fault(("levels",), f"Two levels have the {name} '{value}'.", "Give one of the two another.")
    for number, level in enumerate(rule.levels):
        path: Path = ("levels", number)
        yield from _level(level, path)
        for each in sorted(set(level.suppresses) - known):
            yield Fault((*path, "suppresses"), f"There is no level '{each}'.", did_you_mean(each, known))


def _level(level: Level, path: Path) -> Iterator[Fault]:
    if level.key not in KEYS:
        cure = f"Use one of {'; '.join(', '.join(key) for key in sorted(KEYS))}."
        yield Fault((*path, "key"), f"Nothing can be counted under the key '{', '.join(level.key)}'.", cure)
    if level.counts not in COUNTED:
        cure = "Write 'distinct_respondents', or leave 'counts' out to count cases."
        yield Fault((*path, "counts"), f"There is no way to count '{level.counts}'.", cure)
    if level.pattern_at < 1:
        yield Fault((*path, "pattern_at"), "No pattern begins before the first case.", "Say a number from 1 on.")
    if level.note_at is not None and not 1 <= level.note_at < level.pattern_at:
        what = f"A note at {level.note_at} can never come before the pattern at {level.pattern_at}."
        yield Fault((*path, "note_at"), what, "Say a lower number than 'pattern_at', or null for no note.")


def _closing(rule: RepeatRule) -> Iterator[Fault]:
    for name in sorted(rule.closes_when.keys() - CLOSES_WHEN):
        cure = did_you_mean(name, CLOSES_WHEN)
        yield Fault(("closes_when", name), f"The key '{name}' is unknown here.", cure)
    months = rule.closes_when.get("no_new_case_for_months")
    if months is not None and not (isinstance(months, int) and months >= 1):
        what = f"'{months}' is no number of months."
        yield Fault(("closes_when", "no_new_case_for_months"), what, "Say a number from 1 on.")
