"""From the bytes of a request to a command or question checked for form; what is wrong is said by field."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from concord_shared.envelope import Actor
from concord_shared.ids import is_case_id
from concord_shared.parts import Refused, Service
from concord_shared.refusals import Refusal
from concord_shared.running.form import malformed
from concord_shared.running.jobs import CommandJob, digest_of

IDS = r"^[A-Za-z0-9._-]+$"
SHORT = Field(min_length=1, max_length=80, pattern=IDS)
SHORT_OR_NONE = Field(None, min_length=1, max_length=80, pattern=IDS)


class Do(BaseModel):
    """A command's outer form; the organisation is the last token of the subject, stamped by the broker."""

    model_config = ConfigDict(extra="forbid")
    id: str = SHORT
    case: str | None = Field(None, max_length=20)
    office: str = SHORT
    officer: str | None = SHORT_OR_NONE
    on_behalf_of: str | None = SHORT_OR_NONE
    occurred_on: date | None = None
    correlation_id: str | None = SHORT_OR_NONE
    body: dict[str, Any] = {}


class Ask(BaseModel):
    """A question's outer form. `seen` maps services to positions that the answer must include."""

    model_config = ConfigDict(extra="forbid")
    office: str = SHORT
    officer: str | None = SHORT_OR_NONE
    seen: dict[str, int] = Field({}, max_length=16)
    body: dict[str, Any] = {}


def command_job(service: Service, name: str, organisation: str, payload: bytes) -> CommandJob:
    """Raises Refused, naming the field, where the form is wrong."""
    spec = service.commands.get(name)
    if spec is None:
        raise Refused(unknown(service.name, "command", sorted(service.commands)))
    do = _parse(Do, payload)
    if do.case is not None and not is_case_id(do.case):
        raise Refused(CASE_MISTYPED)
    actor = Actor(organisation=organisation, office=do.office, officer=do.officer, on_behalf_of=do.on_behalf_of)
    return CommandJob(
        name=name,
        spec=spec,
        body=_model(spec.model, do.body),
        actor=actor,
        command_id=do.id,
        case=do.case,
        occurred_on=do.occurred_on,
        correlation_id=do.correlation_id or do.case or do.id,
        digest=digest_of(name, do.case, [do.office, do.officer, do.on_behalf_of, do.occurred_on, do.body]),
    )


def question(service: Service, name: str, payload: bytes) -> tuple[Ask, BaseModel]:
    """Raises Refused, naming the field, where the form is wrong."""
    spec = service.questions.get(name)
    if spec is None:
        raise Refused(unknown(service.name, "question", sorted(service.questions)))
    ask = _parse(Ask, payload)
    return ask, _model(spec.model, ask.body)


def unknown(service: str, what: str, known: list[str]) -> Refusal:
    return Refusal(
        code=f"Unknown{what.title()}",
        message=f"{service} has no {what} of that name. It has: {', '.join(known) or 'none'}.",
        field=what,
    )


def _parse(model: type[Any], payload: bytes) -> Any:
    try:
        return model.model_validate_json(payload)
    except ValidationError as error:
        raise Refused(invalid(error)) from None


def _model(model: type[BaseModel], body: dict[str, Any]) -> BaseModel:
    refusal = malformed(body)
    if refusal is not None:
        raise Refused(refusal)
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise Refused(invalid(error)) from None


def invalid(error: ValidationError, *within: str) -> Refusal:
    """Names each field (`within` what) and what is wrong with it, and never what was put into it."""
    wrong = [(".".join(map(str, (*within, *each["loc"]))) or "payload", each["msg"]) for each in error.errors()]
    said = "; ".join(f"{field}: {what}" for field, what in wrong[:8])
    return Refusal(code="InvalidField", message=f"Please put this right and send it again: {said}.", field=wrong[0][0])


CASE_MISTYPED = Refusal(
    code="CaseMistyped",
    message="That is not a case reference: it looks like ROT-7K3M-9QE and its last character checks the others. "
    "Please compare it with the letter.",
    field="case",
)
