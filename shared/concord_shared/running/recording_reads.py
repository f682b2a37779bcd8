"""Puts on record that a rule refused a question: once a day for each who asks, so that asking fills no store."""

from collections.abc import Mapping, Sequence
from typing import Any

from concord_shared.decisions import Outcome, Write
from concord_shared.envelope import Actor, Recorded
from concord_shared.running.group import Cause, Group
from concord_shared.running.jobs import RefusedReadJob
from concord_shared.running.read_refused import ReadRefused
from concord_shared.running.rights import identified


def record_read(group: Group, job: RefusedReadJob) -> Mapping[str, Any]:
    """Nothing is written of a case that is not here."""
    stream = f"{next(iter(group.memory.service.aggregates))}{job.case}"
    recorded = _recorded(group, stream)
    actor = identified(group.memory.directory, job.actor, group.today)
    today = [each for each in recorded if each.envelope.occurred_on == group.today]
    if not recorded or any(_is_same(each, actor, job.what) for each in today):
        return {"recorded": False}
    fact = ReadRefused(office=actor.office, org=actor.organisation, what=job.what, rule=job.rule)
    write = Write(stream, (fact,), job.case, _pinned(recorded))
    group.write(Outcome((write,)), Cause(actor, group.today, job.case, None))
    return {"recorded": True}


def _recorded(group: Group, stream: str) -> Sequence[Recorded]:
    """Without keys: what is sealed stays so."""
    return [group.memory.reader.decode(event) for event in group.events_of(stream)]


def _is_same(each: Recorded, actor: Actor, what: str) -> bool:
    return isinstance(each.fact, ReadRefused) and (each.envelope.actor, each.fact.what) == (actor, what)


def _pinned(recorded: Sequence[Recorded]) -> tuple[str, str] | None:
    packs = ((each.envelope.pack, each.envelope.pack_version) for each in reversed(recorded))
    return next(((pack, version) for pack, version in packs if pack and version), None)
