"""What a count calls for: a note, a pattern, and with the first pattern the call for talk (handbook 5.2)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from concord_oversight.domain import facts
from concord_oversight.domain.keys import Key
from concord_oversight.domain.numbering import Numbering
from concord_oversight.domain.pattern import SYSTEMIC, Counted, Pattern, cases_until, number_of, unadopted_until
from concord_shared.calendar.months import add_months
from concord_shared.facts import Fact
from concord_shared.packs.compact import RepeatRule

STILL_OPEN = "open"
Ended = Callable[[str], str | None]


@dataclass(frozen=True)
class Count:
    """A pattern as it stood `before` and stands `after` one more case, in the window that ends on `last_on`; `ended`
    says for what reason a case was closed, None while it goes on."""

    before: Pattern
    after: Pattern
    key: Key
    last_on: date
    rule: RepeatRule
    version: str
    ended: Ended
    numbering: Numbering

    @property
    def window(self) -> tuple[Counted, ...]:
        return cases_until(self.after, self.last_on, self.rule.window.months)

    @property
    def number(self) -> int:
        return number_of(self.window, self.key.level)


def what_follows(count: Count) -> Iterator[Fact]:
    """Later cases update an open pattern; nobody is told for the first time twice."""
    level, before = count.key.level, count.before
    if count.number >= level.pattern_at:
        detected = facts.RepeatedDisputePatternDetected(
            **_said(count), first=not before.open, outcomes=_outcomes(count)
        )
        yield detected
        if not before.open:
            yield from _called_for(detected, count.key)
    elif not before.open and level.note_at is not None and count.number >= level.note_at:
        yield facts.RepeatedDisputeNoted(**_said(count), first=not before.noted)


def _called_for(detected: facts.RepeatedDisputePatternDetected, key: Key) -> Iterator[Fact]:
    orgs = detected.respondents
    yield facts.FurtherDialogueRecommended(pattern_id=detected.pattern_id, invited=orgs, respondents=orgs)
    if key.level.counts == SYSTEMIC:
        yield facts.CompactReviewSuggested(why="systemic", commitments=detected.commitments, respondents=orgs)


def _outcomes(count: Count) -> dict[str, int]:
    return dict(sorted(Counter(count.ended(each.case_id) or STILL_OPEN for each in count.window).items()))


def _said(count: Count) -> dict[str, object]:
    window = count.window
    return {
        "pattern_id": count.after.pattern_id,
        "level": count.key.level.name,
        "key": count.key.text,
        "count": count.number,
        "case_ids": tuple(each.case_id for each in window),
        "accepted_on": tuple(each.accepted_on for each in window),
        "respondents": tuple(sorted({org for each in window for org in each.respondents})),
        "commitments": tuple(sorted({number for each in window for number in _newest(each, count.numbering)})),
        "window_from": add_months(count.last_on, -count.rule.window.months),
        "window_to": count.last_on,
        "rule_version": count.version,
        "unadopted": unadopted_until(count.after, count.last_on, count.rule.window.months),
    }


def _newest(case: Counted, numbering: Numbering) -> Iterator[str]:
    return (numbering.shown(number, case.numbered_in) for number in case.commitments)
