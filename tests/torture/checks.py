"""All that is asked afterwards. A check gives one sentence for each thing that is wrong."""

from collections.abc import Callable, Iterator, Mapping

from torture.check_commands import commands, done_once
from torture.check_effects import effects, notices, order
from torture.check_streams import hearing, streams
from torture.findings import Findings
from torture.place import COMPACT, Place

from concord.auditing.replay import audit

Check = Callable[[Findings], Iterator[str]]
CHECKS: tuple[Check, ...] = (streams, hearing, commands, done_once, order, effects, notices)


def all_wrong(findings: Findings) -> Mapping[str, list[str]]:
    """By check; every check is there, those that found nothing with an empty list."""
    return {check.__name__: list(check(findings)) for check in CHECKS}


def audited(place: Place) -> list[str]:
    """`concord audit` over the same stores: states within their packs, deadlines, answers, owners of stages."""
    found = audit(place.store_url, COMPACT)
    waiting = [f"{what}: {count} still to be heard" for what, count in found.waiting.items()]
    return waiting + [f"{each.where}: {each.what}: {each.expected}, found {each.found}" for each in found.findings]
