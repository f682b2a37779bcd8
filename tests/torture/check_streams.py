"""Streams against stores, and what each service has heard of the others."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from torture.findings import Findings, Left, Streamed

from concord_shared.parts import Service


def streams(findings: Findings) -> Iterator[str]:
    """Each stream holds its store's facts: all, once, in order, each naming the one before it."""
    for name, left in findings.left.items():
        yield from _compared(f"{name} told", left.told, left.records.told)
        yield from _compared(f"{name} recorded", left.recorded, left.bytes_of)


def _compared(where: str, found: Sequence[Streamed], wanted: Mapping[int, str]) -> Iterator[str]:
    for identity, times in Counter(each.identity for each in found).items():
        if times > 1:
            yield f"{where} {identity} {times} times"
    there = {each.position: each.identity for each in found}
    for position, identity in wanted.items():
        if position not in there:
            yield f"{where}: position {position} is missing"
        elif there[position] != identity:
            yield f"{where} another fact at position {position}"
    for position in there.keys() - wanted.keys():
        yield f"{where} position {position}, which the store does not tell"
    for before, after in pairwise([Streamed(0, 0, ""), *found]):
        if after.position <= before.position:
            yield f"{where} position {after.position} after {before.position}: out of order"
        if after.previous != before.position:
            yield f"{where}: position {after.position} names {after.previous} before it, not {before.position}"


def hearing(findings: Findings) -> Iterator[str]:
    """Everybody has heard everything; what they keep of it they keep once and in order; nothing was put aside."""
    for name, left in findings.left.items():
        service = left.records.service
        if left.parked:
            yield f"{name} has put {len(left.parked)} messages aside: {left.parked[0].why}"
        for upstream in service.hears:
            last = max(findings.left[upstream].records.told, default=0)
            heard = left.records.heard.get(upstream, 0)
            if heard != last:
                yield f"{name} has heard {upstream} up to {heard}, not {last}"
            yield from _kept(name, upstream, left, _to_keep(service, upstream, findings.left[upstream]))


def _kept(name: str, upstream: str, left: Left, wanted: Sequence[int]) -> Iterator[str]:
    kept = [message.position for message in left.kept if message.service == upstream]
    if Counter(kept) != Counter(wanted):
        wrong = (Counter(kept) - Counter(wanted)) + (Counter(wanted) - Counter(kept))
        yield f"{name} keeps of {upstream} position {min(wrong)} not exactly once"
    elif kept != sorted(kept):
        yield f"{name} keeps what {upstream} told out of order"


def _to_keep(service: Service, upstream: str, teller: Left) -> list[int]:
    tell = teller.records.service.tell
    told = ((each.position, tell(each)) for each in teller.records.facts if each.position in teller.records.told)
    return [at for at, contract in told if upstream == "directory" or type(contract).__name__ in service.keeps]
