"""One key and the cases counted under it: when it is noted, when it is a pattern, when it is closed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import facts
from concord_oversight.domain.dispute import Dispute
from concord_oversight.domain.keys import Key
from concord_shared.calendar.months import add_months
from concord_shared.facts import Fact
from concord_shared.packs.compact import RepeatRule

SYSTEMIC = "distinct_respondents"


@dataclass(frozen=True)
class Counted:
    case_id: str
    accepted_on: date
    respondents: tuple[str, ...]
    commitments: tuple[str, ...]


@dataclass(frozen=True)
class Pattern:
    """`cases` in the order counted; `open` from the first pattern until it is closed."""

    pattern_id: str
    cases: tuple[Counted, ...] = ()
    open: bool = False
    dialogue_on: date | None = None
    quiet_months: int | None = None

    def has(self, case_id: str) -> bool:
        return any(each.case_id == case_id for each in self.cases)


def start(stream: str) -> Pattern:
    return Pattern(stream)


def evolve(state: Pattern, fact: Fact, _on: date) -> Pattern:
    match fact:
        case facts.RepeatCounted():
            case = Counted(fact.case_id, fact.accepted_on, fact.respondents, fact.commitments)
            others = tuple(each for each in state.cases if each.case_id != fact.case_id)
            return replace(state, cases=(*others, case))
        case facts.RepeatedDisputePatternDetected():
            return replace(state, open=True)
        case facts.FurtherDialogueHeld():
            return replace(state, dialogue_on=fact.held_on, quiet_months=fact.quiet_months)
        case facts.RepeatedDisputePatternClosed():
            return replace(state, open=False, dialogue_on=None, quiet_months=None)
        case _:
            return state


def next_on(state: Pattern) -> date | None:
    """The day on which a pattern that was talked about has been quiet for long enough."""
    if not state.open or state.dialogue_on is None or state.quiet_months is None:
        return None
    last = max(each.accepted_on for each in state.cases)
    return add_months(max(last, state.dialogue_on), state.quiet_months)


def in_window(state: Pattern, last_on: date, months: int) -> tuple[Counted, ...]:
    """Cases of the window that ends on `last_on`; it is open at the old end (handbook 5.1)."""
    first = add_months(last_on, -months)
    return tuple(sorted(_within(state, first, last_on), key=lambda each: (each.accepted_on, each.case_id)))


def _within(state: Pattern, first: date, last_on: date) -> Iterator[Counted]:
    return (each for each in state.cases if first < each.accepted_on <= last_on)


def number_of(cases: tuple[Counted, ...], key: Key) -> int:
    if key.level.counts == SYSTEMIC:
        return len({org for each in cases for org in each.respondents})
    return len(cases)


def counted(state: Pattern, key: Key, dispute: Dispute, rule: RepeatRule) -> tuple[facts.RepeatCounted, Pattern]:
    """The fact that counts `dispute` under `key`, and the pattern after it."""
    case = Counted(dispute.case_id, dispute.accepted_on, key.respondents, key.commitments)
    after = replace(state, cases=(*(each for each in state.cases if each.case_id != case.case_id), case))
    window = in_window(after, dispute.accepted_on, rule.window.months)
    fact = facts.RepeatCounted(
        level=key.level.name,
        key=key.text,
        case_id=case.case_id,
        accepted_on=case.accepted_on,
        respondents=case.respondents,
        commitments=case.commitments,
        count=number_of(window, key),
    )
    return fact, after


def what_follows(
    before: Pattern, after: Pattern, key: Key, dispute: Dispute, rule: RepeatRule, version: str
) -> list[Fact]:
    """What the count calls for: a note, a pattern, and with the first pattern the call for talk."""
    window = in_window(after, dispute.accepted_on, rule.window.months)
    number = number_of(window, key)
    if number >= key.level.pattern_at:
        detected = facts.RepeatedDisputePatternDetected(**_said(after, key, window, number, dispute, rule, version))
        return [detected] if before.open else [detected, *_called_for(detected, key)]
    if key.level.note_at is not None and number >= key.level.note_at:
        return [facts.RepeatedDisputeNoted(**_said(after, key, window, number, dispute, rule, version))]
    return []


def _called_for(detected: facts.RepeatedDisputePatternDetected, key: Key) -> Iterator[Fact]:
    orgs = detected.respondents
    yield facts.FurtherDialogueRecommended(pattern_id=detected.pattern_id, invited=orgs, respondents=orgs)
    if key.level.counts == SYSTEMIC:
        yield facts.CompactReviewSuggested(why="systemic", commitments=detected.commitments)


def _said(
    after: Pattern,
    key: Key,
    window: tuple[Counted, ...],
    number: int,
    dispute: Dispute,
    rule: RepeatRule,
    version: str,
) -> dict[str, object]:
    return {
        "pattern_id": after.pattern_id,
        "level": key.level.name,
        "key": key.text,
        "count": number,
        "case_ids": tuple(each.case_id for each in window),
        "accepted_on": tuple(each.accepted_on for each in window),
        "respondents": tuple(sorted({org for each in window for org in each.respondents})),
        "commitments": tuple(sorted({number for each in window for number in each.commitments})),
        "window_from": add_months(dispute.accepted_on, -rule.window.months),
        "window_to": dispute.accepted_on,
        "rule_version": version,
    }


def is_met(state: Pattern, last_on: date, rule: RepeatRule, note_at: int | None, pattern_at: int) -> bool:
    """Whether the window holds as many cases as a note needs, or a pattern where there is no note."""
    return len(in_window(state, last_on, rule.window.months)) >= (note_at or pattern_at)
