"""Compares what a scenario expects with what happened; each difference says what was expected and what was found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from concord.simulating.fitting import (
    Difference,
    answer_differs,
    fits,
    fits_notice,
    refusal_differs,
    refusal_said,
    says,
)
from concord.simulating.records import Line, plain_value
from concord.simulating.result import Result, as_date
from concord.simulating.scenario import NO_CASE, Expectation, ExpectedDeadline, ExpectedFact, Scenario
from concord.standing import Deadline, Standing

SATURDAY = 5


def differences(scenario: Scenario, result: Result) -> list[Difference]:
    foreseen = {name for expectation in scenario.expect for name in expectation.refused}
    steps = [each for each in enumerate(scenario.steps, 1) if each[1].name not in foreseen]
    found = [each for number, step in steps for each in _step(number, step, result)]
    for number, expectation in enumerate(scenario.expect, 1):
        found += check(expectation, result, f"expectation {number}")
    return found


def check(expectation: Expectation, result: Result, nameless: str = "expectation") -> list[Difference]:
    """What does not hold of one expectation."""
    name = expectation.id or nameless
    chosen = expectation.case or next(iter(result.cases), None)
    if chosen is None or chosen not in (NO_CASE, *result.cases):
        return [Difference(name, chosen or "case", "a case", "none was opened")]
    view = _View(name, chosen, result, expectation)
    return list(view.differences())


def _step(number: int, step: Any, result: Result) -> Iterator[Difference]:
    met = next((each.reply for each in result.refusals if each.step == number), None)
    where, wanted = str(step.do or step.ask), step.expect_refusal
    if met and not wanted:
        yield Difference(f"step {number}", where, "accepted", refusal_said(met))
    if wanted:
        yield from refusal_differs(f"step {number}", where, wanted, met)


@dataclass(frozen=True)
class _View:
    """One case as it stood at the moment that the expectation names."""

    id: str
    name: str
    result: Result
    wanted: Expectation

    @property
    def case(self) -> str | None:
        return self.result.cases.get(self.name)

    def differences(self) -> Iterator[Difference]:
        standing = self.result.standing(self.case, self.wanted.at)
        lines = self.result.of_case(self.case, self.wanted.at)
        yield from self._state(standing)
        for key, deadline in self.wanted.deadlines.items():
            yield from self._deadline(key, deadline, standing)
        for key in self.wanted.no_deadlines:
            if key in standing.deadlines:
                yield self._is_not(f"deadline {key}", "none", f"due {standing.deadlines[key].due_on}")
        for fact in self.wanted.facts:
            yield from self._fact(fact, lines)
        for fact in self.wanted.not_facts:
            if any(fits(fact, line) for line in lines):
                yield self._is_not(f"fact {fact.name}", "never", "it is on record")
        yield from self._order(lines)
        yield from self._letters()
        for step, refusal in self.wanted.refused.items():
            met = self.result.replies.get(step, {})
            yield from refusal_differs(self.id, step, refusal, None if met.get("accepted", True) else met)
        for step, answer in self.wanted.answers.items():
            yield from answer_differs(self.id, step, answer, self.result.replies.get(step, {}))

    def _is_not(self, where: str, expected: object, found: object) -> Difference:
        at = f" at {self.wanted.at:%Y-%m-%d %H:%M}" if self.wanted.at else ""
        return Difference(self.id, f"{self.name}{at}, {where}", str(expected), str(found))

    def _state(self, standing: Standing) -> Iterator[Difference]:
        wanted = self.wanted
        if wanted.state is not None and wanted.state not in (standing.state, standing.said_state):
            yield self._is_not("state", wanted.state, standing.said_state)
        if wanted.stage is not None and wanted.stage != (standing.stage or "none"):
            yield self._is_not("stage", wanted.stage, standing.stage or "none")
        if wanted.parties is not None and wanted.parties != dict(standing.parties):
            yield self._is_not("parties", wanted.parties, dict(standing.parties))

    def _deadline(self, key: str, wanted: ExpectedDeadline, standing: Standing) -> Iterator[Difference]:
        found = standing.deadlines.get(key)
        if found is None:
            known = ", ".join(standing.deadlines) or "none"
            yield self._is_not(f"deadline {key}", "set", f"not set (set are: {known})")
            return
        set_as = found.derivation
        actual: dict[str, Any] = {
            "due_on": found.due_on,
            "status": found.status,
            "start_on": as_date(set_as["start_on"]),
            "first_due_on": as_date(set_as["first_due_on"]),
            "warn_on": as_date(set_as.get("warn_on")),
            "skipped": tuple(as_date(each["on"]) for each in set_as.get("skipped", ())),
            "working_days_late": found.working_days_late,
            "met_on_day": self._met_on_day(found),
        }
        for name in wanted.model_fields_set:
            if getattr(wanted, name) != actual[name]:
                yield self._is_not(f"deadline {key}, {name}", _said(getattr(wanted, name)), _said(actual[name]))

    def _met_on_day(self, deadline: Deadline) -> int | None:
        """Which of its working days, from 1, it was met on; None where it was not met in time."""
        named = {"deadline_id": deadline.id, "party": deadline.party}
        met = ExpectedFact(name="DeadlineMet", data=named)
        ended = [line["occurred_on"] for line in self.result.of_case(self.case, self.wanted.at) if fits(met, line)]
        return working_day(deadline.derivation, ended[-1]) if ended else None

    def _fact(self, wanted: ExpectedFact, lines: Sequence[Line]) -> Iterator[Difference]:
        times = sum(fits(wanted, line) for line in lines)
        if times and wanted.times in (None, times):
            return
        named = [line for line in lines if line["name"] == wanted.name]
        said = plain_value(wanted.model_dump(exclude_defaults=True))
        if wanted.times is not None:
            yield self._is_not(f"fact {wanted.name}", f"{wanted.times} times: {said}", f"{times} times")
            return
        found = "; ".join(_short(line, wanted) for line in named) or "not on record"
        yield self._is_not(f"fact {wanted.name}", said, found)

    def _order(self, lines: Sequence[Line]) -> Iterator[Difference]:
        left = list(self.wanted.in_order)
        for line in lines:
            if left and line["name"] == left[0]:
                left.pop(0)
        if left:
            yield self._is_not("order of facts", " then ".join(self.wanted.in_order), f"no {left[0]} in its place")

    def _letters(self) -> Iterator[Difference]:
        notices = self.result.notices(self.case, self.wanted.at)
        for wanted in self.wanted.notices:
            times = sum(fits_notice(wanted, each) for each in notices)
            if not times or wanted.times not in (None, times):
                said = plain_value(wanted.model_dump(exclude_defaults=True))
                alike = [each for each in notices if each["type"] == wanted.type]
                found = f"{times} such of {len(alike)}: {[_letter(each) for each in alike]}"
                yield self._is_not(f"notice {wanted.type}", said, found if alike else "not issued")
        for wanted in self.wanted.not_notices:
            if any(fits_notice(wanted, each) for each in notices):
                yield self._is_not(f"notice {wanted.type}", "never", "it was issued")
        for words in self.wanted.never_says:
            for place in _where_said(words, notices, self.result.of_case(self.case, self.wanted.at)):
                yield self._is_not("words", f"nowhere '{words}'", place)


def _where_said(words: str, notices: Sequence[Mapping[str, Any]], lines: Sequence[Line]) -> Iterator[str]:
    for notice in notices:
        if says(words, notice.get("text") or ""):
            yield f"said in the notice {notice['type']}"
    for line in lines:
        if says(words, str(line["data"])):
            yield f"said in {line['service']}.{line['name']}"


def working_day(derivation: Mapping[str, Any], on: date) -> int | None:
    """`on` as working day of a deadline that was never moved, from its own list of skipped days."""
    start, skipped = date.fromisoformat(derivation["start_on"]), {each["on"] for each in derivation["skipped"]}
    days = [start + timedelta(days=number) for number in range(1, (on - start).days + 1)]
    late = on > date.fromisoformat(derivation["due_on"])
    return None if late else sum(day.weekday() < SATURDAY and day.isoformat() not in skipped for day in days)


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)


def _short(line: Line, wanted: ExpectedFact) -> str:
    data = {key: line["data"].get(key) for key in wanted.data} if wanted.data else {}
    return f"{line['service']} on {line['occurred_on']} by {line['by']} {data or ''}".strip()


def _letter(notice: Mapping[str, Any]) -> str:
    return f"to {notice['to']['org']}/{notice['to']['office']} {notice['status']} {notice['issued_on']}"
