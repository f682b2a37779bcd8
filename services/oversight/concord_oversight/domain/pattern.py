"""One key and the cases counted under it: what is remembered of it, and which cases its window holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import facts
from concord_oversight.domain.keys import Key
from concord_shared.calendar.months import add_months, in_window
from concord_shared.facts import Fact
from concord_shared.packs.compact import Level, RepeatRule

SYSTEMIC = "distinct_respondents"


@dataclass(frozen=True)
class Counted:
    """`commitments` as that version numbers them; not `adopted`, the concern is counted apart."""

    case_id: str
    accepted_on: date
    respondents: tuple[str, ...]
    commitments: tuple[str, ...]
    adopted: bool = True
    numbered_in: str | None = None


@dataclass(frozen=True)
class Pattern:
    """`cases` in the order counted; `noted` once a note was told; `open` from the first pattern until it is closed;
    `agreed` are raising organisations that will take part in the talk."""

    pattern_id: str
    cases: tuple[Counted, ...] = ()
    noted: bool = False
    open: bool = False
    dialogue_on: date | None = None
    quiet_months: int | None = None
    agreed: tuple[str, ...] = ()

    def of(self, case_id: str) -> Counted | None:
        return next((each for each in self.cases if each.case_id == case_id), None)

    @property
    def respondents(self) -> tuple[str, ...]:
        return tuple(sorted({org for each in self.cases for org in each.respondents}))


def start(stream: str) -> Pattern:
    return Pattern(stream)


def evolve(state: Pattern, fact: Fact, _on: date) -> Pattern:
    match fact:
        case facts.RepeatCounted():
            return with_case(state, _case(fact))
        case facts.RepeatTakenBack():
            return taken_back(state, fact.case_id, fact.respondents)
        case facts.RepeatedDisputeNoted():
            return replace(state, noted=True)
        case facts.RepeatedDisputePatternDetected():
            return replace(state, open=True)
        case facts.DialogueAgreed(invited=invited):
            return replace(state, agreed=(*state.agreed, *invited))
        case facts.FurtherDialogueHeld():
            return replace(state, dialogue_on=fact.held_on, quiet_months=fact.quiet_months)
        case facts.RepeatedDisputePatternClosed():
            return replace(state, noted=False, open=False, dialogue_on=None, quiet_months=None, agreed=())
        case _:
            return state


def _case(fact: facts.RepeatCounted) -> Counted:
    return Counted(fact.case_id, fact.accepted_on, fact.respondents, fact.commitments, fact.adopted, fact.numbered_in)


def joined(state: Pattern, others: Iterable[Pattern]) -> Pattern:
    """With the cases of keys that were made one with this one."""
    for each in (case for other in others for case in other.cases if state.of(case.case_id) is None):
        state = with_case(state, each)
    return state


def with_case(state: Pattern, case: Counted) -> Pattern:
    return replace(state, cases=(*without(state, case.case_id).cases, case))


def without(state: Pattern, case_id: str) -> Pattern:
    return replace(state, cases=tuple(each for each in state.cases if each.case_id != case_id))


def taken_back(state: Pattern, case_id: str, still: tuple[str, ...]) -> Pattern:
    """Without the case, or with it for those alone for whom it still counts."""
    case = state.of(case_id)
    return with_case(state, replace(case, respondents=still)) if case and still else without(state, case_id)


def next_on(state: Pattern) -> date | None:
    """The day on which a pattern that was talked about has been quiet for long enough."""
    if not state.open or state.dialogue_on is None or state.quiet_months is None:
        return None
    last = max((each.accepted_on for each in state.cases if each.adopted), default=state.dialogue_on)
    return add_months(max(last, state.dialogue_on), state.quiet_months)


def cases_until(state: Pattern, last_on: date, months: int) -> tuple[Counted, ...]:
    """Adopted cases of the window that ends on `last_on`; it is open at the old end (handbook 5.1)."""
    found = (each for each in state.cases if each.adopted and in_window(each.accepted_on, last_on, months))
    return tuple(sorted(found, key=lambda each: (each.accepted_on, each.case_id)))


def unadopted_until(state: Pattern, last_on: date, months: int) -> int:
    """Concerns of that window that no member has taken up."""
    return sum(not each.adopted and in_window(each.accepted_on, last_on, months) for each in state.cases)


def window_with(state: Pattern, on: date, rule: RepeatRule, level: Level) -> date:
    """The day on which the window ends that a case of `on` counts in: its own, or a later case's where it came in late
    and that window holds more. So it makes no difference in which order cases are heard."""
    months = rule.window.months
    later = sorted(each.accepted_on for each in state.cases if each.adopted and each.accepted_on > on)
    ends = (on, *(end for end in later if in_window(on, end, months)))
    return max(ends, key=lambda end: number_of(cases_until(state, end, months), level))


def number_of(cases: tuple[Counted, ...], level: Level) -> int:
    """Cases, or where the level says so, organisations that they are about."""
    if level.counts == SYSTEMIC:
        return len({org for each in cases for org in each.respondents})
    return len(cases)


def counted(state: Pattern, key: Key, case: Counted, rule: RepeatRule) -> tuple[facts.RepeatCounted, Pattern]:
    """The fact that counts `case` under `key`, with whom it was counted for before, and the pattern after it."""
    earlier = state.of(case.case_id)
    known = earlier.respondents if earlier else ()
    case = replace(case, respondents=tuple(dict.fromkeys((*known, *case.respondents))))
    after = with_case(state, case)
    months, last_on = rule.window.months, window_with(after, case.accepted_on, rule, key.level)
    fact = facts.RepeatCounted(
        level=key.level.name,
        key=key.text,
        case_id=case.case_id,
        accepted_on=case.accepted_on,
        respondents=case.respondents,
        commitments=case.commitments,
        count=number_of(cases_until(after, last_on, months), key.level),
        adopted=case.adopted,
        unadopted=unadopted_until(after, last_on, months),
        numbered_in=case.numbered_in,
    )
    return fact, after


def is_met(state: Pattern, last_on: date, rule: RepeatRule, level: Level) -> bool:
    """Whether the window holds what a note needs, or a pattern where there is no note."""
    window = cases_until(state, last_on, rule.window.months)
    return number_of(window, level) >= (level.note_at or level.pattern_at)
