"""Puts readings and refused ones on record: once a day for each who asks, so that asking fills no store."""

from collections.abc import Mapping, Sequence
from typing import Any

from concord_shared.decisions import Outcome, Write
from concord_shared.envelope import Actor, Recorded
from concord_shared.running.access import PREFIX, ContentRead, ReadingDenied
from concord_shared.running.beside import BesideTheCase
from concord_shared.running.group import Cause, Group
from concord_shared.running.jobs import ReadJob
from concord_shared.running.read_refused import ReadRefused
from concord_shared.running.rights import identified


def record_read(group: Group, job: ReadJob) -> Mapping[str, Any]:
    """Nothing is written of a case, letter or pattern that is not here."""
    about, heard_of = _about(group, job), job.about is not None and bool(group.memory.kept(job.about))
    if job.about is not None and not about and not heard_of:
        return {"recorded": False}
    actor = identified(group.memory.directory, job.actor, group.today)
    fact, stream = _fact(job, actor), _stream(group, job)
    recorded = _recorded(group, stream)
    today = [each for each in recorded if each.envelope.occurred_on == group.today]
    if any((each.envelope.actor, each.fact) == (actor, fact) for each in today):
        return {"recorded": False}
    case = next((each.envelope.case for each in about if each.envelope.case), job.about if heard_of else None)
    write = Write(stream, (fact,), case, _pinned(about))
    group.write(Outcome((write,)), Cause(actor, group.today, case or stream, None))
    return {"recorded": True}


def _fact(job: ReadJob, actor: Actor) -> BesideTheCase:
    said = {"office": actor.office, "org": actor.organisation, "what": job.what}
    if job.rule is not None:
        return ReadRefused(**said, rule=job.rule)
    if job.code is not None:
        return ReadingDenied(**said, about=job.about, code=job.code)
    return ContentRead(**said, about=job.about)


def _stream(group: Group, job: ReadJob) -> str:
    """What a rule of the Compact refused is an event of the case; everything else stands beside the cases."""
    return f"{_first(group)}{job.about}" if job.rule is not None else f"{PREFIX}{job.about or job.what}"


def _first(group: Group) -> str:
    return next(iter(group.memory.service.aggregates))


def _about(group: Group, job: ReadJob) -> Sequence[Recorded]:
    """What the service has on record of the case, letter or pattern: a case by its number, others by their own id.
    Nothing where it only heard of a case."""
    if job.about is None:
        return ()
    known = job.about.partition("-")[0] + "-" in group.memory.service.aggregates
    return _recorded(group, job.about if known else f"{_first(group)}{job.about}")


def _recorded(group: Group, stream: str) -> Sequence[Recorded]:
    """Without keys: what is sealed stays so."""
    return [group.memory.reader.decode(event) for event in group.events_of(stream)]


def _pinned(recorded: Sequence[Recorded]) -> tuple[str, str] | None:
    packs = ((each.envelope.pack, each.envelope.pack_version) for each in reversed(recorded))
    return next(((pack, version) for pack, version in packs if pack and version), None)
