"""Every single claim of an expectation, alone and turned round: what still holds then, says nothing."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.scenario_files import claims

from concord.simulating.result import Result
from concord.simulating.scenario import Expectation

Turned = tuple[str, dict[str, Any]]
WRONG, WRONG_DAY = "something else", "2000-01-03"
OF_FACT = {"service": "nobody", "occurred_on": WRONG_DAY, "by": "nobody/nothing"}
OF_NOTICE = {"to": "nobody", "channel": "pigeon", "status": "lost", "issued_on": WRONG_DAY, "answer_by": WRONG_DAY}
OF_DEADLINE = {"status": "paused", "skipped": ["2027-01-01"], "working_days_late": 99, "met_on_day": 99}


def negations(expectation: Expectation, result: Result) -> Iterator[tuple[str, Expectation]]:
    bare = {"id": expectation.id, "case": expectation.case, "at": expectation.at}
    if expectation.never_says:
        _letters_are_read(expectation, result)
    for claim in sorted(claims(expectation)):
        for said, turned in TURNED[claim](getattr(expectation, claim)):
            yield f"{claim}: {said}", Expectation.model_validate({**bare, **turned})


def _other(claim: str) -> Callable[[Any], list[Turned]]:
    return lambda value: [(value, {claim: WRONG})]


def _parties(value: Any) -> Iterator[Turned]:
    yield "as they are", {"parties": {**value, "somebody-else": "raising"}}


def _deadlines(value: Any) -> Iterator[Turned]:
    for key, wanted in value.items():
        for name in wanted.model_fields_set:
            yield f"{key} {name}", {"deadlines": {key: {name: OF_DEADLINE.get(name, WRONG_DAY)}}}
        yield f"{key} is set", {"no_deadlines": [key]}


def _no_deadlines(value: Any) -> Iterator[Turned]:
    for key in value:
        yield f"{key} is not set", {"deadlines": {key: {}}}


def _facts(value: Any) -> Iterator[Turned]:
    for each in value:
        plain = each.model_dump(exclude_unset=True)
        times = plain.pop("times", None)
        yield f"{each.name} happened", {"not_facts": [plain]}
        if times is not None:
            yield f"{each.name} {times} times", {"facts": [{**plain, "times": times + 1}]}
        for key, wrong in OF_FACT.items():
            if key in plain:
                yield f"{each.name} {key}", {"facts": [{**plain, key: wrong}]}
        for field, turned in (*_inside("data", plain), *_inside("exactly", plain), *_told(plain)):
            yield f"{each.name} {field}", {"facts": [turned]}


def _inside(part: str, plain: Mapping[str, Any]) -> Iterator[Turned]:
    for key in plain.get(part) or {}:
        yield f"{part} {key}", {**plain, part: {**plain[part], key: WRONG}}


def _told(plain: Mapping[str, Any]) -> Iterator[Turned]:
    if "told_fields" in plain:
        yield "told_fields", {**plain, "told_fields": (*plain["told_fields"], WRONG)}
    if plain.get("told") is False:
        yield "is told to nobody", {**plain, "told": {}}
    elif "told" in plain:
        yield "is told", {**plain, "told": False}
        yield from _inside("told", plain)


def _not_facts(value: Any) -> Iterator[Turned]:
    for each in value:
        yield each.name, {"facts": [each.model_dump(exclude_unset=True)]}


def _in_order(value: Any) -> Iterator[Turned]:
    yield "backwards", {"in_order": list(reversed(value))}


def _notices(value: Any) -> Iterator[Turned]:
    for each in value:
        plain = each.model_dump(exclude_unset=True)
        times = plain.pop("times", None)
        yield f"{each.type} was issued", {"not_notices": [plain]}
        if times is not None:
            yield f"{each.type} {times} times", {"notices": [{**plain, "times": times + 1}]}
        for key, wrong in OF_NOTICE.items():
            if key in plain:
                yield f"{each.type} {key}", {"notices": [{**plain, key: wrong}]}
        for field, turned in _words(plain):
            yield f"{each.type} {field}", {"notices": [turned]}


def _words(plain: Mapping[str, Any]) -> Iterator[Turned]:
    for words in plain.get("says", ()):
        yield f"says {words}", {**plain, "says": (), "never_says": (words,)}
    for words in plain.get("never_says", ()):
        yield f"never says {words}", {**plain, "says": (words,), "never_says": ()}


def _not_notices(value: Any) -> Iterator[Turned]:
    for each in value:
        yield each.type, {"notices": [each.model_dump(exclude_unset=True)]}


def _refused(value: Any) -> Iterator[Turned]:
    for step, refusal in value.items():
        plain = refusal.model_dump(exclude_unset=True)
        for key in plain:
            yield f"{step} {key}", {"refused": {step: {**plain, key: WRONG}}}
        yield f"{step} was refused", {"answers": {step: {}}}


def _answers(value: Any) -> Iterator[Turned]:
    for step, answer in value.items():
        plain = answer.model_dump(exclude_unset=True)
        for field, turned in (*_inside("holds", plain), *_words(plain)):
            yield f"{step} {field}", {"answers": {step: turned}}
        yield f"{step} was answered", {"refused": {step: {"code": WRONG}}}


def _never_says(_: Any) -> Iterator[Turned]:
    """Words that do stand there, one in letters and one in facts: the search looks into both."""
    yield "a word of the letters", {"never_says": ["kind regards"]}
    yield "a word of the facts", {"never_says": ["informal"]}


def _letters_are_read(expectation: Expectation, result: Result) -> None:
    case = result.cases[expectation.case or next(iter(result.cases))]
    assert all(each["text"] for each in result.notices(case, expectation.at))


TURNED: Mapping[str, Callable[[Any], Any]] = {
    "state": _other("state"),
    "stage": _other("stage"),
    "parties": _parties,
    "deadlines": _deadlines,
    "no_deadlines": _no_deadlines,
    "facts": _facts,
    "not_facts": _not_facts,
    "in_order": _in_order,
    "notices": _notices,
    "not_notices": _not_notices,
    "never_says": _never_says,
    "refused": _refused,
    "answers": _answers,
}
