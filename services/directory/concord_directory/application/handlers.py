"""What the writer runs for each command: load, decide, say what to append."""

from datetime import date
from typing import Any

from pydantic import ValidationError

from concord_directory.domain import body, erasure, holidays, interest, officer, organisation, packs
from concord_directory.domain.authority import Scene, not_administrator
from concord_shared.calendar.snapshot import england
from concord_shared.calendar.working import CalendarEnds
from concord_shared.decisions import Decision, Outcome, Write
from concord_shared.directory import Role
from concord_shared.envelope import SYSTEM
from concord_shared.packs.checks import faults
from concord_shared.packs.gaps import gaps
from concord_shared.packs.model import Pack
from concord_shared.packs.shape import Fault, shape_faults
from concord_shared.parts import Desk, Request
from concord_shared.refusals import Refusal


def on_organisation(request: Request, desk: Desk) -> Outcome:
    """RegisterOrganisation, SignUpOrganisation and DeclareClosure."""
    command: Any = request.command
    stream = f"org-{command.org}"
    return _outcome(stream, organisation.decide(command, desk.load(stream), _scene(desk)), org=command.org)


def assign_role(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    refusal = not_administrator(_scene(desk)) or _unknown(desk, command.org, "org")
    refusal = refusal or _unknown(desk, command.employer_org or command.org, "employer_org")
    if refusal:
        return Outcome(refusal=refusal)
    who = command.officer or f"officer-{desk.ids.opaque()}"
    stream = f"officer-{who}"
    return _outcome(stream, officer.assign(command, desk.load(stream), _scene(desk)), officer=who)


def end_role(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    stream = f"officer-{command.officer}"
    return _outcome(stream, officer.end(command, desk.load(stream), _scene(desk)))


def declare_interest(request: Request, desk: Desk) -> Outcome:
    """Kept with the officer where one is named, else with the organisation."""
    command: Any = request.command
    if refusal := _unknown_named(command, desk):
        return Outcome(refusal=refusal)
    scene = _scene(desk)
    stream, state = _whose(interest.officer_of(command, scene), command.org, desk)
    is_known = isinstance(state, officer.Officer) and state.is_known
    return _outcome(stream, interest.declare(command, request.case, state.interests, scene, is_known=is_known))


def clear_interest(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    if refusal := _unknown_named(command, desk):
        return Outcome(refusal=refusal)
    stream, state = _whose(command.officer, command.org, desk)
    by_role = state.employers.get(command.with_org) if isinstance(state, officer.Officer) else None
    return _outcome(stream, interest.clear(command, request.case, state.interests, _scene(desk), by_role))


def schedule_meeting(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    if refusal := _outside(command.meets_on, "meets_on"):
        return Outcome(refusal=refusal)
    stream = f"body-{command.body}"
    known, seats = _is_body(command.body, desk), frozenset(each.org for each in _seats(command.body, desk))
    return _outcome(stream, body.decide(command, desk.load(stream), _scene(desk), seats, known=known))


def declare_bank_holiday(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    if refusal := _outside(command.on, "on"):
        return Outcome(refusal=refusal)
    known = england().name_of(command.on)
    state = desk.load(holidays.STREAM)
    return _outcome(holidays.STREAM, holidays.decide(command, state, _scene(desk), known))


def publish_pack(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    try:
        pack = Pack.from_data(command.content)
    except ValidationError as error:
        return Outcome(refusal=_invalid(shape_faults(error)[0]))
    if found := next(iter(faults(pack, command.content)), None):
        return Outcome(refusal=_invalid(found))
    stream = f"pack-{pack.id}"
    missing = gaps(pack, desk.directory, desk.on)
    decision = packs.publish(command, pack, desk.load(stream), _scene(desk), missing)
    return _outcome(stream, decision, (pack.id, pack.version), version=pack.version, sha256=pack.sha256)


def renew_pack(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    stream = f"pack-{command.pack_id}"
    published = desk.directory.packs.get((command.pack_id, command.version))
    pack = Pack.from_data(published.content) if published else None
    missing = gaps(pack, desk.directory, desk.on, renewing=True) if pack else ()
    return _outcome(stream, packs.renew(command, pack, desk.load(stream), _scene(desk), missing))


def retire_pack(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    stream = f"pack-{command.pack_id}"
    return _outcome(stream, packs.retire(command, desk.load(stream), _scene(desk)))


def erase_personal_data(request: Request, desk: Desk) -> Outcome:
    command: Any = request.command
    return _outcome(f"person-{command.person}", erasure.decide(command, _scene(desk)))


def _scene(desk: Desk) -> Scene:
    return Scene(desk.actor, desk.on)


def _outcome(stream: str, decision: Decision, pack: tuple[str, str] | None = None, **answer: str | None) -> Outcome:
    writes = (Write(stream, decision.facts, pack=pack),) if decision.facts else ()
    return Outcome(writes, decision.refusal, {} if decision.refusal else answer)


def _unknown(desk: Desk, org: str, field: str) -> Refusal | None:
    """The stream is asked, not the copy: the organisation may have been registered a moment ago."""
    return None if org == SYSTEM else organisation.unknown(desk.load(f"org-{org}"), field)


def _unknown_named(command: Any, desk: Desk) -> Refusal | None:
    for org, field in ((command.org, "org"), (command.with_org, "with_org")):
        if org is not None and (refusal := _unknown(desk, org, field)):
            return refusal
    return None


def _whose(who: str | None, org: str | None, desk: Desk) -> tuple[str, Any]:
    stream = f"officer-{who}" if who or org is None else f"org-{org}"
    return stream, desk.load(stream)


def _outside(day: date, field: str) -> Refusal | None:
    """A day that no calendar has would keep every deadline that waits for it from being set."""
    try:
        england().name_of(day)
    except CalendarEnds as ends:
        return Refusal(code="OutsideCalendar", message=str(ends), field=field)
    return None


def _seats(name: str, desk: Desk) -> tuple[Role, ...]:
    return desk.directory.holders(name, desk.on)


def _is_body(name: str, desk: Desk) -> bool:
    if _seats(name, desk):
        return True
    groups = (stage.group for stage in desk.pack().stages if stage.group is not None)
    named = {each for group in groups for each in (group.body, group.may_delegate_to, group.drawn_from)}
    return name in named | set(desk.pack().monitoring.repeat_rule.told.compact_review)


def _invalid(fault: Fault) -> Refusal:
    where = " > ".join(str(each) for each in fault.path)
    return packs.invalid(f"at {where or 'its beginning'}: {fault.what} {fault.cure} ('concord packs check' says all)")
