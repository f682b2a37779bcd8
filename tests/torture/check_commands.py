"""What callers were answered, against what is stored: nothing acknowledged is lost, nothing is done twice."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pydantic_core import from_json
from torture.findings import Findings, Left
from torture.load import Sent

PASSING = frozenset({"Busy", "NoAnswer", "NotAnswered", "NotDone", "PackNotPublished", "CaseNeedsAttention"})


def commands(findings: Findings) -> Iterator[str]:
    """An accepted command's facts are stored, once; a refused one keeps its refusal; repeats get the same answer."""
    by_service: dict[str, list[Sent]] = defaultdict(list)
    for sent in findings.ledger:
        by_service[sent.service].append(sent)
    for name, left in findings.left.items():
        yield from _of_one(name, left, by_service[name])


def _of_one(name: str, left: Left, ledger: Sequence[Sent]) -> Iterator[str]:
    answers = {(each.organisation, each.command_id): from_json(each.body) for each in left.records.answers}
    positions = _positions(left)
    for sent in ledger:
        yield from (f"{name}.{sent.name} {sent.command_id}: {said}" for said in _wrong(sent, answers, positions))
    strange = positions.keys() - {sent.command_id for sent in ledger}
    yield from (f"{name} holds facts of command {each}, which nobody sent" for each in strange)


def _wrong(sent: Sent, answers: Mapping[tuple[str, str], Any], positions: Mapping[str, list[int]]) -> Iterator[str]:
    stored = positions.get(sent.command_id, [])
    final = [reply for reply in sent.replies if reply.get("code") not in PASSING]
    kept = answers.get((sent.organisation, sent.command_id))
    if kept is None and (final or stored):
        yield "its answer is not stored"
    if any(_said(reply) != _said(final[0]) for reply in final):
        yield "was answered in different ways"
    if final and kept is not None and _said(final[0]) != _said(kept):
        yield "was answered otherwise than is stored"
    for reply in final:
        if reply["accepted"] and not stored:
            yield "was accepted, but none of its facts is stored"
        elif reply["accepted"] and reply["position"] < stored[-1]:
            yield f"was acknowledged at {reply['position']}, before its last fact at {stored[-1]}"


def _said(reply: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reply.items() if name != "position"}


def _positions(left: Left) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for each in left.records.facts:
        if each.envelope.command_id:
            found[each.envelope.command_id].append(each.position)
    return found


def done_once(findings: Findings) -> Iterator[str]:
    """One job writes its facts side by side, in one transaction: what stands apart was done a second time."""
    for name, left in findings.left.items():
        seen: set[str] = set()
        causes = (each.envelope.causation_id for each in left.records.facts)
        for cause, _ in groupby(causes):
            if cause is not None and cause in seen:
                yield f"{name} did twice what {cause} caused"
            seen.add(cause or "")
