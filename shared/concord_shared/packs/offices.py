"""Which offices a Compact gives a part in its cases: who advises, appoints, convenes and reviews."""

from collections.abc import Iterator, Mapping
from typing import Any

from concord_shared.packs.compact import RepeatRule
from concord_shared.packs.model import Pack
from concord_shared.packs.procedure import Stage

QUALIFIERS = ("_without_parties", "_member_unlinked", "_unlinked")
_known: dict[str, frozenset[str]] = {}


def office_in(link: str) -> str:
    """The office that a link of a chain names: ``x_without_parties`` is ``x``, less those who are parties."""
    for qualifier in QUALIFIERS:
        link = link.removesuffix(qualifier)
    return link.removeprefix("another_")


def learning_offices(rule: RepeatRule) -> frozenset[str]:
    """The group that learns: the first that is prompted for a review, and whoever the pack lets decide on closing."""
    decides = rule.closes_when.get("or_decided_by")
    return frozenset([*rule.told.compact_review[:1], *([str(decides)] if decides else [])])


def offices_with_a_part(pack: Pack) -> frozenset[str]:
    """Ids of the offices that act in cases by this pack, the officers appointed for one case aside."""
    named: set[str | None] = {pack.triage.by, *pack.triage.fallback_when_conflicted}
    for stage in pack.stages:
        named |= set(_of_stage(stage))
    for guard in pack.guards:
        named |= {*guard.params.get("appointers", ()), *guard.params.get("chain", ())}
    return frozenset(office_in(office) for office in named if office)


def offices_published(sha256: str, content: Mapping[str, Any]) -> frozenset[str]:
    """The same for a pack as it was published; read once for each content."""
    if sha256 not in _known:
        _known[sha256] = offices_with_a_part(Pack.from_data(dict(content)))
    return _known[sha256]


def _of_stage(stage: Stage) -> Iterator[str | None]:
    if stage.office is not None:
        yield from stage.office.appointers
    if stage.group is not None:
        group = stage.group
        yield from (group.body, group.drawn_from, group.convened_by, group.convener_fallback, group.may_delegate_to)
