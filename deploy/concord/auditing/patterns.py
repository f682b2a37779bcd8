"""Every repeat counted again from the cases that were heard, by the functions that count them live."""

from collections import defaultdict
from collections.abc import Iterator

from concord.auditing.finding import Finding
from concord.auditing.records import Records
from concord.auditing.rules import Rules
from concord_oversight.domain import facts
from concord_oversight.domain.counting import Book, Load
from concord_oversight.domain.numbering import numbering_of
from concord_oversight.domain.recounting import PATTERN, Happened, Recount
from concord_shared.clock import local_day
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact

DECISIONS = ("decided", "quiet_since_dialogue")
QUIET = "quiet_since_dialogue"


def check_patterns(oversight: Records, rules: Rules) -> Iterator[Finding]:
    counted: dict[str, list[Fact]] = defaultdict(list)
    stored: dict[str, list[Recorded]] = defaultdict(list)
    recount = Recount(lambda each, load: _book(each, load, rules))
    for each in oversight.facts:
        if _is_derived(each):
            stored[each.stream].append(each)
            continue
        if _was_quiet(each) and not recount.load(each.stream).open:
            yield _finding(each, "a pattern that closes", "an open one", "none is open")
        for stream, found in recount.take(_happened(each)).items():
            counted[stream] += found
    for stream in sorted({*counted, *stored}):
        yield from _compared(stream, counted[stream], stored[stream])


def _book(each: Happened, load: Load, rules: Rules) -> Book:
    pack = rules.packs[each.version or ""]
    return Book(pack, numbering_of(rules.directory_at(each.heard), pack.id), load)


def _happened(each: Recorded) -> Happened:
    envelope = each.envelope
    days = envelope.occurred_on, local_day(envelope.recorded_at)
    return Happened(each.stream, each.fact, *days, envelope.pack_version, envelope.heard.get("directory", 0))


def _is_derived(each: Recorded) -> bool:
    """What counting writes of itself; a dialogue and a closing that was decided, or came with time, are given."""
    if not each.stream.startswith(PATTERN) or isinstance(each.fact, facts.FurtherDialogueHeld | facts.DialogueAgreed):
        return False
    return not (isinstance(each.fact, facts.RepeatedDisputePatternClosed) and each.fact.why in DECISIONS)


def _was_quiet(each: Recorded) -> bool:
    return isinstance(each.fact, facts.RepeatedDisputePatternClosed) and each.fact.why == QUIET


def _compared(stream: str, counted: list[Fact], stored: list[Recorded]) -> Iterator[Finding]:
    for expected, each in zip(counted, stored, strict=False):
        if expected != each.fact:
            yield _finding(each, "what the cases come to", _said(expected), _said(each.fact))
            return
    if len(counted) > len(stored):
        yield Finding("oversight", stream, 0, "what the cases come to", _said(counted[len(stored)]), "nothing")
    elif len(stored) > len(counted):
        each = stored[len(counted)]
        yield _finding(each, "what the cases come to", "nothing", _said(each.fact))


def _said(fact: Fact) -> str:
    return f"{type(fact).__name__} {fact.model_dump_json(exclude_defaults=True)}"


def _finding(each: Recorded, what: str, expected: str, found: str) -> Finding:
    return Finding("oversight", each.stream, each.version, what, expected, found)
