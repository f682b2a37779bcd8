"""What still has to be filled before a pack takes live cases: what its owner listed, and what its procedure needs of
the directory. The directory is looked at, never taken on trust."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from concord_shared.directory import DirectoryCopy
from concord_shared.packs.compact import ToFill
from concord_shared.packs.model import Pack, Stage
from concord_shared.packs.offices import office_in

GO_LIVE, MONITORING = "go_live", "monitoring"
NAMED = 5


@dataclass(frozen=True)
class Gap:
    """`needed_for` is ``go_live``, ``monitoring`` or stage ids. `looked_up` is False where the directory could not be
    asked: then it may be filled or not."""

    what: str
    where: Literal["pack", "directory"]
    needed_for: tuple[str, ...]
    looked_up: bool = True

    @property
    def stops_live_cases(self) -> bool:
        return GO_LIVE in self.needed_for and self.looked_up


def gaps(pack: Pack, directory: DirectoryCopy | None, on: date, *, renewing: bool = False) -> tuple[Gap, ...]:
    """Everything to fill, as of `on`; without a directory what stands there is listed, and not looked up. `renewing`
    leaves out the ended term, which is then being renewed."""
    found = [*_listed(pack, directory, on), *(() if renewing else _term(pack, directory, on))]
    if directory is not None:
        found += [*_members(directory), *_offices(pack, directory, on)]
    return tuple(dict.fromkeys(found))


def _listed(pack: Pack, directory: DirectoryCopy | None, on: date) -> Iterator[Gap]:
    for each in pack.to_fill:
        purposes = tuple(part.strip() for part in each.needed_for.split(","))
        if each.where == "pack":
            yield Gap(each.what, "pack", purposes)
        elif directory is None:
            yield Gap(each.what, "directory", purposes, looked_up=False)
        elif missing := _missing(each, directory, on):
            yield Gap(f"{each.what} ({missing})", "directory", purposes)


def _missing(entry: ToFill, directory: DirectoryCopy, on: date) -> str | None:
    """What the directory lacks of an entry, in words; None where all is there."""
    look = entry.look
    if look is None:
        return "the pack does not say where in the directory to look: take the entry out once it is done"
    members = [each.org for each in directory.organisations() if each.is_member]
    if look.members is not None and len(members) < look.members:
        return f"{len(members)} of {look.members} have signed"
    if look.signed_on and (undated := [org for org in members if _undated(org, directory)]):
        return f"no date for {', '.join(sorted(undated))}"
    held = directory.holders(look.office, on) if look.office else ()
    if look.each_member and (without := sorted(set(members) - {role.org for role in held})):
        return f"none for {', '.join(without)}"
    if look.office and len({role.officer for role in held}) < look.at_least:
        return f"{len(held)} of {look.at_least} hold the office '{look.office}'"
    if look.trained and not any(directory.trained(role.officer, look.trained, on) for role in directory.roles()):
        return f"nobody has evidence of training in {look.trained}"
    if look.meetings_of and not directory.meetings(look.meetings_of, on):
        return f"no meeting of '{look.meetings_of}' is entered"
    return None


def _undated(org: str, directory: DirectoryCopy) -> bool:
    known = directory.organisation(org)
    return known is None or known.signed_on is None


def _term(pack: Pack, directory: DirectoryCopy | None, on: date) -> Iterator[Gap]:
    if pack.status != "expired_term":
        return
    until = directory.renewed.get((pack.id, pack.version)) if directory else None
    if until is None or until < on:
        yield Gap(
            f"renewal of the term, which has ended ({pack.identity.term or 'no dates given'})", "pack", (GO_LIVE,)
        )


def _members(directory: DirectoryCopy) -> Iterator[Gap]:
    members = [each for each in directory.organisations() if each.is_member]
    if not members:
        yield Gap("members: no organisation has signed up", "directory", (GO_LIVE,))
    unreached = sorted(each.org for each in members if each.contact is None)
    if unreached:
        named = ", ".join(unreached[:NAMED]) + (", ..." if len(unreached) > NAMED else "")
        what = f"contacts: letters cannot reach {len(unreached)} of {len(members)} members ({named})"
        yield Gap(what, "directory", (GO_LIVE if len(unreached) == len(members) else MONITORING,))


def _offices(pack: Pack, directory: DirectoryCopy, on: date) -> Iterator[Gap]:
    chain = (pack.triage.by, *pack.triage.fallback_when_conflicted)
    yield from _held(chain, "give first advice", (GO_LIVE,), directory, on)
    for stage in pack.stages:
        yield from _of_stage(stage, directory, on)
    bodies = ((each.alternative.body, each.stage) for each in pack.deadlines if each.alternative)
    for body, stage_id in bodies:
        if not directory.meetings(body, on):
            yield Gap(f"meetings of '{body}': none is entered", "directory", (stage_id,))


def _of_stage(stage: Stage, directory: DirectoryCopy, on: date) -> Iterator[Gap]:
    if stage.office is not None and stage.office.appointers:
        yield from _held(stage.office.appointers, f"appoint ({stage.office.name})", (stage.id,), directory, on)
    group = stage.group
    if group is None:
        return
    if group.convened_by:
        chain = tuple(each for each in (group.convened_by, group.convener_fallback) if each)
        yield from _held(chain, "convene the review", (stage.id,), directory, on)
    body, needed = group.drawn_from or group.body, group.quorum or group.size or 1
    seats = {role.officer for role in directory.holders(office_in(body), on)}
    if len(seats) < needed:
        what = f"members of '{body}': {len(seats)} of the {needed} that it needs hold a seat"
        yield Gap(what, "directory", (stage.id,))


def _held(
    chain: tuple[str, ...], does: str, needed_for: tuple[str, ...], directory: DirectoryCopy, on: date
) -> Iterator[Gap]:
    offices = tuple(dict.fromkeys(office_in(each) for each in chain))
    if not any(directory.holders(each, on) for each in offices):
        yield Gap(f"who is to {does}: nobody holds {' or '.join(offices)}", "directory", needed_for)
