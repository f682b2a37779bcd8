"""Parked messages: shown, and after repair replayed in order, case by case."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from concord_shared.clock import local_day
from concord_shared.envelope import SYSTEM, Actor
from concord_shared.messaging.pump import CannotGoOn
from concord_shared.parts import Refused
from concord_shared.refusals import Refusal
from concord_shared.running.jobs import HearingJob
from concord_shared.running.memory import told_of
from concord_shared.running.rights import ADMINISTRATOR, may_act
from concord_shared.running.unpacking import invalid
from concord_shared.running.writer import Writer

LIST, REPLAY = "Refused", "ReplayRefused"
LOOKERS = frozenset({ADMINISTRATOR, "auditor"})


class ListRefused(BaseModel):
    """Who may: the administrator and the auditor."""

    model_config = ConfigDict(extra="ignore")
    office: str = Field(ADMINISTRATOR, max_length=80)
    officer: str | None = Field(None, max_length=80)


class ReplayRefused(BaseModel):
    """Who may: the administrator. Takes up `case` again from the first message that was put aside."""

    model_config = ConfigDict(extra="ignore")
    case: str = Field(min_length=3, max_length=20)
    office: str = ADMINISTRATOR
    officer: str | None = None


def parked(writer: Writer, organisation: str, payload: bytes) -> Mapping[str, Any]:
    """What is put aside, without what the messages hold: for the installation, administrators and auditors."""
    _may_look(writer, organisation, payload)
    memory = writer.memory
    rows = [
        {
            "number": row.number,
            "case": row.message.case,
            "name": row.message.name,
            "from": row.message.service,
            "position": row.message.position,
            "why": row.why,
            "parked_at": row.parked_at,
        }
        for row in memory.store.parked()
    ]
    return {"answered": True, "service": memory.service.name, "refused": rows}


def _may_look(writer: Writer, organisation: str, payload: bytes) -> None:
    """The installation may look before anybody holds an office, and though its directory cannot be heard."""
    asked = _read(ListRefused, payload)
    if organisation == SYSTEM:
        return
    actor = Actor(organisation=organisation, office=asked.office, officer=asked.officer)
    refusal = may_act(writer.memory.directory, actor, local_day(writer.clock.now()))
    if refusal is not None or asked.office not in LOOKERS:
        raise Refused(refusal or NOT_A_LOOKER)


async def replay(writer: Writer, organisation: str, payload: bytes) -> Mapping[str, Any]:
    """Replays the case's messages in order; stops at the first that still cannot be taken in, and says so."""
    wanted = _read(ReplayRefused, payload)
    memory = writer.memory
    refusal = may_act(
        memory.directory,
        Actor(organisation=organisation, office=wanted.office, officer=wanted.officer),
        local_day(writer.clock.now()),
    )
    if refusal is not None or wanted.office != ADMINISTRATOR:
        raise Refused(refusal or NOT_ADMINISTRATOR)
    done = 0
    while rows := memory.store.parked(wanted.case):
        try:
            await writer.submit(HearingJob(told_of(rows[0].message), rows[0].message, replayed=rows[0].number))
        except CannotGoOn:
            raise Refused(_still(rows[0].message.name, done)) from None
        done += 1
    return {"accepted": True, "case": wanted.case, "replayed": done}


def _read(model: type[Any], payload: bytes) -> Any:
    try:
        return model.model_validate_json(payload)
    except ValidationError as error:
        raise Refused(invalid(error)) from None


def _still(name: str, done: int) -> Refusal:
    return Refusal(
        code="StillRefused",
        message=f"{done} were taken in, then {name} could still not be. The log says why; the rest waits behind it.",
        passing=True,
    )


NOT_A_LOOKER = Refusal(
    code="NoAuthority", message="Only administrators and auditors see what was put aside.", field="as"
)
NOT_ADMINISTRATOR = Refusal(
    code="NoAuthority",
    message="Only the administrator can take up a case again that was put aside.",
    field="as",
)
