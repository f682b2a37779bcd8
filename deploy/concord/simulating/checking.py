"""Compares what a scenario expects with what happened; each difference says what was expected and what was found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concord.simulating.records import Line, plain_value
from concord.simulating.result import Result, as_date
from concord.simulating.scenario import Expectation, ExpectedDeadline, ExpectedFact, ExpectedNotice, Scenario
from concord.standing import Standing


@dataclass(frozen=True)
class Difference:
    """`id` is that of the expectation (or ``step 7``), `where` names case and field."""

    id: str
    where: str
    expected: str
    found: str

    @property
    def plain(self) -> dict[str, str]:
        return {"id": self.id, "where": self.where, "expected": self.expected, "found": self.found}


def differences(scenario: Scenario, result: Result) -> list[Difference]:
    found = [each for number, step in enumerate(scenario.steps, 1) for each in _step(number, step, result)]
    for number, expectation in enumerate(scenario.expect, 1):
        found += check(expectation, result, f"expectation {number}")
    return found


def check(expectation: Expectation, result: Result, nameless: str = "expectation") -> list[Difference]:
    """What does not hold of one expectation."""
    name = expectation.id or nameless
    chosen = expectation.case or next(iter(result.cases), None)
    if chosen is None or chosen not in result.cases:
        return [Difference(name, chosen or "case", "a case", "none was opened")]
    view = _View(name, chosen, result, expectation)
    return list(view.differences())


def _step(number: int, step: Any, result: Result) -> Iterator[Difference]:
    met = next((each.reply for each in result.refusals if each.step == number), None)
    where, wanted = str(step.do), step.expect_refusal
    if met and not wanted:
        rule = f" ({met['rule']})" if met.get("rule") else ""
        yield Difference(f"step {number}", where, "accepted", f"refused: {met.get('code')}{rule}: {met.get('message')}")
    if wanted and not met:
        yield Difference(f"step {number}", where, f"refused with {wanted.code}", "accepted")
    if wanted and met:
        for key, value in wanted.model_dump(exclude_none=True).items():
            if met.get(key) != value:
                yield Difference(f"step {number}", f"{where}, {key} of the refusal", str(value), str(met.get(key)))


@dataclass(frozen=True)
class _View:
    """One case as it stood at the moment that the expectation names."""

    id: str
    name: str
    result: Result
    wanted: Expectation

    @property
    def case(self) -> str:
        return self.result.cases[self.name]

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
        }
        for name in wanted.model_fields_set:
            if getattr(wanted, name) != actual[name]:
                yield self._is_not(f"deadline {key}, {name}", _said(getattr(wanted, name)), _said(actual[name]))

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


def fits(wanted: ExpectedFact, line: Line) -> bool:
    return (
        wanted.name == line["name"]
        and wanted.service in (None, line["service"])
        and wanted.occurred_on in (None, line["occurred_on"])
        and wanted.by in (None, line["by"])
        and holds(plain_value(wanted.data), line["data"])
    )


def holds(wanted: Any, found: Any) -> bool:
    """Maps: each key that is wanted. Lists: the same items in the same order. Else: the same."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(holds(each, found.get(key)) for key, each in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(holds, wanted, found))
    return bool(wanted == found)


def fits_notice(wanted: ExpectedNotice, notice: Mapping[str, Any]) -> bool:
    to, text = notice["to"], notice.get("text") or ""
    return (
        wanted.type == notice["type"]
        and wanted.to in (None, to["org"], to["office"], f"{to['org']}/{to['office']}")
        and wanted.channel in (None, notice["channel"])
        and wanted.status in (None, notice["status"])
        and wanted.issued_on in (None, as_date(notice["issued_on"]))
        and wanted.answer_by in (None, as_date(notice["answer_by"]))
        and all(_says(words, text) for words in wanted.says)
        and not any(_says(words, text) for words in wanted.never_says)
    )


def _says(words: str, text: str) -> bool:
    """As whole words, whatever the spacing and case."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None


def _where_said(words: str, notices: Sequence[Mapping[str, Any]], lines: Sequence[Line]) -> Iterator[str]:
    for notice in notices:
        if _says(words, notice.get("text") or ""):
            yield f"said in the notice {notice['type']}"
    for line in lines:
        if _says(words, str(line["data"])):
            yield f"said in {line['service']}.{line['name']}"


def _said(value: Any) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)


def _short(line: Line, wanted: ExpectedFact) -> str:
    data = {key: line["data"].get(key) for key in wanted.data} if wanted.data else {}
    return f"{line['service']} on {line['occurred_on']} by {line['by']} {data or ''}".strip()


def _letter(notice: Mapping[str, Any]) -> str:
    return f"to {notice['to']['org']}/{notice['to']['office']} {notice['status']} {notice['issued_on']}"
