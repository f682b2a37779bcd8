"""A procedure drawn from its pack: a Mermaid flow chart, and every way out in words."""

from collections.abc import Iterator
from typing import NamedTuple

from concord_shared.packs.model import TRIAGE, AnyStageExit, Exit, Pack

ANYWHERE = "anywhere"
TEXT, OURS = "text", "ours"


class Way(NamedTuple):
    """One way from a place of the procedure to another; `basis` is ``text`` or ``ours``."""

    start: str
    to: str
    closes: bool
    exit: Exit | AnyStageExit

    @property
    def basis(self) -> str:
        return self.exit.basis or (TEXT if self.exit.source else OURS)


def ways(pack: Pack) -> Iterator[Way]:
    """Every exit of the pack: of triage, of waiting places, of stages, and those of any stage."""
    yield from _ways(TRIAGE, pack.triage.exits)
    for place in pack.triage.waiting:
        yield from _ways(place.id, place.exits)
    for stage in pack.stages:
        yield from _ways(stage.id, stage.exits)
    for each in pack.procedure.exits_any_stage:
        if each.close is not None:
            yield Way(ANYWHERE, each.close, True, each)


def _ways(start: str, exits: tuple[Exit, ...]) -> Iterator[Way]:
    for each in exits:
        yield Way(start, each.close or each.to or "", each.close is not None, each)


def chart(pack: Pack) -> str:
    """A Mermaid flow chart. What the text says is drawn with a full line, what is ours with a broken one."""
    lines = ["flowchart TD", f'  raised(["A concern is raised"]) --> {_id(TRIAGE)}']
    lines += [_node(place, label, basis) for place, label, basis in _places(pack)]
    found = list(ways(pack))
    if any(way.start == ANYWHERE for way in found):
        lines.append(f'  {_id(ANYWHERE)}["From any open stage"]:::{OURS}')
    reasons = dict.fromkeys(way.to for way in found if way.closes)
    lines += [
        f'  {_id(reason, "closed")}(["{_said(pack.terminology.states.get(reason, f"Closed: {reason}"))}"])'
        for reason in reasons
    ]
    lines += [_edge(way) for way in found]
    return "\n".join([*lines, *STYLES])


STYLES = (
    "  classDef text stroke-width:3px",
    "  classDef ours stroke-width:2px,stroke-dasharray:6 4",
)


def _places(pack: Pack) -> Iterator[tuple[str, str, str]]:
    triage = pack.triage
    yield TRIAGE, f"First advice: {pack.terminology.roles.get(triage.by, triage.by)}", _basis(triage)
    for place in pack.triage.waiting:
        yield place.id, pack.terminology.states.get(place.id, place.id), OURS
    for stage in pack.stages:
        yield stage.id, pack.terminology.stages.get(stage.id, stage.label), _basis(stage)


def _basis(ruled: object) -> str:
    return getattr(ruled, "basis", None) or (TEXT if getattr(ruled, "source", None) else OURS)


def _node(place: str, label: str, basis: str) -> str:
    return f'  {_id(place)}["{_said(label)}"]:::{basis}'


def _edge(way: Way) -> str:
    line = "-->" if way.basis == TEXT else "-.->"
    end = _id(way.to, "closed" if way.closes else "at")
    return f'  {_id(way.start)} {line}|"{_said(way.exit.outcome or "")}"| {end}'


def _id(place: str, kind: str = "at") -> str:
    """A name that Mermaid takes, whatever a pack calls its stages."""
    return kind + "_" + "".join(each if each.isalnum() else "_" for each in place)


def _said(words: str) -> str:
    return words.replace("_", " ").replace('"', "'")


def rows(pack: Pack) -> Iterator[tuple[str, str, str, str, str]]:
    """The same in words: from, outcome, to, when, and where it stands."""
    for way in ways(pack):
        when = way.exit.needs if isinstance(way.exit, AnyStageExit) else way.exit.when
        stands = (pack.place(way.exit.source) or "the text") if way.basis == TEXT else OURS
        to = f"closed: {way.to}" if way.closes else way.to
        start = "any open stage" if way.start == ANYWHERE else way.start
        yield _said(start), _said(way.exit.outcome or ""), _said(to), when or "", stands
