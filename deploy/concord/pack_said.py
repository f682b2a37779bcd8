"""How two versions of a pack are compared, and how what differs is said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concord_shared.packs.model import DeadlineRule


@dataclass(frozen=True)
class Change:
    """`about` is a part of the pack, `what` an id in it; `words` are for people."""

    about: str
    what: str
    words: str


def differing(
    about: str,
    was: Mapping[str, Any],
    now: Mapping[str, Any],
    say: Callable[[Any], str],
    compare: Callable[[Any, Any], Iterable[str]],
) -> Iterator[Change]:
    for name, one in was.items():
        if name not in now:
            yield Change(about, name, f"{name} is gone ({say(one)})")
        else:
            yield from named(about, name, compare(one, now[name]))
    for name, one in now.items():
        if name not in was:
            yield Change(about, name, f"{name} is new ({say(one)})")


def named(about: str, name: str, differs: Iterable[str]) -> Iterator[Change]:
    return (Change(about, name, f"{name}: {words}") for words in differs)


def sets(about: str, kind: str, was: Iterable[str], now: Iterable[str]) -> Iterator[Change]:
    before, after = set(was), set(now)
    yield from (Change(about, each, f"the {kind} '{each}' is gone") for each in sorted(before - after))
    yield from (Change(about, each, f"the {kind} '{each}' is new") for each in sorted(after - before))


def fields(was: Any, now: Any, **named: str) -> Iterator[str]:
    for field, words in named.items():
        one, two = getattr(was, field, None), getattr(now, field, None)
        if one != two:
            yield f"{words}: was {said(one)}, becomes {said(two)}"


def said(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return ", ".join(said(each) for each in value) or "nothing"
        case dict():
            return ", ".join(f"{said(key)} {said(each)}" for key, each in value.items()) or "nothing"
        case _ if hasattr(value, "model_dump"):
            return said({key: each for key, each in value.model_dump(exclude_defaults=True).items() if key != "marks"})
        case _:
            return str(value).replace("_", " ")


def length(rule: DeadlineRule) -> str:
    if rule.value is None:
        return f"at {said(rule.reminders_at)} {said(rule.unit)}s"
    return f"{rule.value} {said(rule.unit)}{'' if rule.value == 1 else 's'}"


def beginning(rule: DeadlineRule) -> str:
    return f"{rule.starts_on} ({said(rule.starts_when)})" if rule.starts_when else rule.starts_on
