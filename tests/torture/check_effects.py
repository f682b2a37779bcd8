"""Effects: in the order of their causes, each once, the same for every case of a kind; letters issued once."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from torture.findings import Findings, Left

from concord_notify.domain.facts import NoticeIssued, NoticePrepared
from concord_notify.domain.vocabulary import EMAIL
from concord_shared.envelope import REACTION, Recorded

Effect = tuple[str, str, str]


def order(findings: Findings) -> Iterator[str]:
    """Versions without gaps; reactions to one service in the order of what it told; causes before effects."""
    told = _causes(findings)
    for name, left in findings.left.items():
        versions: Counter[str] = Counter()
        reached: dict[str, int] = {}
        for each in left.records.facts:
            versions[each.stream] += 1
            if each.version != versions[each.stream]:
                yield f"{name} {each.stream} has version {each.version} as its {versions[each.stream]}. fact"
            if each.envelope.actor == REACTION:
                yield from _in_order(name, each, told, reached, left)


def _in_order(
    name: str, each: Recorded, told: Mapping[str, tuple[str, Recorded]], reached: dict[str, int], left: Left
) -> Iterator[str]:
    upstream, cause = told.get(each.envelope.causation_id or "", ("", None))
    where = f"{name} {each.stream} {each.version}"
    if cause is None:
        yield f"{where} was caused by nothing that was told"
        return
    if cause.position < reached.get(upstream, 0):
        yield f"{where} answers {upstream} {cause.position} after {reached[upstream]}: out of order"
    reached[upstream] = max(cause.position, reached.get(upstream, 0))
    if each.envelope.heard.get(upstream) != cause.position:
        yield f"{where} answers {upstream} {cause.position} having heard {each.envelope.heard.get(upstream)}"
    for other, position in cause.envelope.heard.items():
        if other in left.records.service.hears and each.envelope.heard.get(other, 0) < position:
            yield f"{where} answers what followed from {other} {position} before hearing that"


def _causes(findings: Findings) -> dict[str, tuple[str, Recorded]]:
    found = {}
    for name, left in findings.left.items():
        found.update({r.envelope.event_id: (name, r) for r in left.records.facts if r.position in left.records.told})
    return found


def effects(findings: Findings) -> Iterator[str]:
    """Each case came to what the undisturbed case of its kind came to: the same facts from the same causes."""
    shapes = _shapes(findings)
    for case, kind in findings.cases.items():
        wanted, found = shapes[findings.first[kind.name]], shapes[case]
        for effect, times in (wanted - found).items():
            yield f"{case} ({kind.name}) misses {times} of {' '.join(effect)}"
        for effect, times in (found - wanted).items():
            yield f"{case} ({kind.name}) has {times} too many of {' '.join(effect)}"


def _shapes(findings: Findings) -> Mapping[str, Counter[Effect]]:
    told = {event: type(r.fact).__name__ for event, (_, r) in _causes(findings).items()}
    given = {sent.command_id: sent for sent in findings.ledger}
    shapes: dict[str, Counter[Effect]] = defaultdict(Counter)
    for name, left in findings.left.items():
        for each in left.records.facts:
            sent = given.get(each.envelope.command_id or "")
            refused = sent is not None and not any(reply["accepted"] for reply in sent.replies)
            if each.envelope.case and not refused:
                cause = sent.name if sent else told.get(each.envelope.causation_id or "", "sweep")
                shapes[each.envelope.case][name, type(each.fact).__name__, f"from {cause}"] += 1
    return shapes


def notices(findings: Findings) -> Iterator[str]:
    """One letter for each cause, kind and recipient; issued once; as many files as letters that went by e-mail."""
    facts: list[Any] = [each.fact for each in findings.left["notify"].records.facts]
    prepared = [fact for fact in facts if isinstance(fact, NoticePrepared)]
    issued = [fact for fact in facts if isinstance(fact, NoticeIssued)]
    meant = ((each.caused_by, each.notice_type, each.office, each.org, each.person, each.number) for each in prepared)
    yield from (f"{times} letters for {what}" for what, times in Counter(meant).items() if times > 1)
    counted = Counter(each.notice_id for each in issued)
    yield from (f"the letter {one} was issued {times} times" for one, times in counted.items() if times > 1)
    now = {each.notice_id for each in prepared if each.number == 0}
    yield from (f"the letter {one} was never issued" for one in now - counted.keys())
    files = {f"{each.notice_id}.eml" for each in issued if each.channel == EMAIL}
    yield from (f"the letter {name} does not lie in the outbox" for name in files - set(findings.outbox))
    yield from (f"{name} lies in the outbox, but was not issued" for name in set(findings.outbox) - files)
