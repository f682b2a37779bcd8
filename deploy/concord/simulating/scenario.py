"""What a scenario file holds; docs/reference/scenario-format.md is the page for people."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

LONDON = ZoneInfo("Europe/London")
MORNING = time(9)
NO_CASE = "none"


def _moment(value: Any) -> Any:
    """A date alone means nine in the morning; times without a zone are Europe/London."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value or " " in value else date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, MORNING)
    return value.replace(tzinfo=LONDON) if isinstance(value, datetime) and value.tzinfo is None else value


Moment = Annotated[datetime, BeforeValidator(_moment)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,59}$")]
Command = Annotated[str, Field(pattern=r"^[a-z]+\.[A-Za-z]+$")]
Who = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?$")]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ExpectedRefusal(Part):
    """The refusal that a step must meet; what is left out may be anything."""

    code: str
    rule: str | None = None
    source: str | None = None
    field: str | None = None


class Step(Part):
    """One command, one question, or a `wait` until a moment."""

    moment: Moment | None = None
    as_: Who | None = Field(None, alias="as")
    for_: str | None = Field(None, alias="for")
    do: Command | None = None
    ask: Command | None = None
    case: str | None = None
    with_: dict[str, Any] = Field(default={}, alias="with")
    on: date | None = None
    id: str | None = None
    name: Name | None = None
    expect_refusal: ExpectedRefusal | None = None
    wait: Moment | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "Step":
        if self.wait is not None:
            if self.model_fields_set != {"wait"}:
                raise ValueError("a step that waits has nothing but 'wait'")
        elif (self.do is None) == (self.ask is None) or self.as_ is None:
            raise ValueError("a step needs 'as' and 'do' or 'ask' (or only 'wait')")
        return self


class DirectoryStep(Part):
    """A command of directory, given by the administrator before the first step; or another file of such."""

    do: Command | None = None
    with_: dict[str, Any] = Field(default={}, alias="with")
    case: str | None = None
    include: str | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "DirectoryStep":
        if (self.do is None) == (self.include is None):
            raise ValueError("give either 'do' (with 'with'), or 'include'")
        return self


class ExpectedDeadline(Part):
    due_on: date | None = None
    status: Literal["open", "met", "lapsed", "paused", "cancelled"] | None = None
    start_on: date | None = None
    first_due_on: date | None = None
    warn_on: date | None = None
    skipped: tuple[date, ...] | None = None
    working_days_late: int | None = None
    met_on_day: int | None = None


def _deadline(value: Any) -> Any:
    return {"due_on": value} if isinstance(value, date | str) else value


class ExpectedFact(Part):
    """`data` holds the fields that must be as given, at any depth; others are not looked at; `exactly` those that hold
    this and nothing more. `told` are fields of the public message about it (false: there is none), `told_fields` the
    names of all that the message has."""

    name: str
    service: str | None = None
    occurred_on: date | None = None
    by: str | None = None
    data: dict[str, Any] = {}
    exactly: dict[str, Any] = {}
    told: dict[str, Any] | Literal[False] | None = None
    told_fields: tuple[str, ...] | None = None
    times: int | None = None


def _fact(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


Fact = Annotated[ExpectedFact, BeforeValidator(_fact)]


class ExpectedNotice(Part):
    type: str
    to: str | None = None
    channel: str | None = None
    status: str | None = None
    issued_on: date | None = None
    answer_by: date | None = None
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()
    times: int | None = None


def _notice(value: Any) -> Any:
    return {"type": value} if isinstance(value, str) else value


Notice = Annotated[ExpectedNotice, BeforeValidator(_notice)]


class ExpectedAnswer(Part):
    """What a step was answered: fields at any depth, and words."""

    holds: dict[str, Any] = {}
    says: tuple[str, ...] = ()
    never_says: tuple[str, ...] = ()


class Expectation(Part):
    """What must hold of one case, as it stood at the moment `at` (at the end without it); `case: none` is for what
    belongs to no case. `refused` and `answers` go by the names of steps."""

    id: str | None = None
    case: str | None = None
    at: Moment | None = None
    state: str | None = None
    stage: str | None = None
    parties: dict[str, str] | None = None
    deadlines: dict[str, Annotated[ExpectedDeadline, BeforeValidator(_deadline)]] = {}
    no_deadlines: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    not_facts: tuple[Fact, ...] = ()
    in_order: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    not_notices: tuple[Notice, ...] = ()
    never_says: tuple[str, ...] = ()
    refused: dict[str, ExpectedRefusal] = {}
    answers: dict[str, ExpectedAnswer] = {}


class Scenario(Part):
    scenario: str
    compact: str = "rotherham"
    pack: str | None = None
    standing: Literal["live", "trial"] = "live"
    seed: str | None = None
    starts: Moment | None = None
    directory: tuple[DirectoryStep, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)
    expect: tuple[Expectation, ...] = ()
