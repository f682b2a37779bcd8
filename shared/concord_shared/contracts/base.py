"""What every contract is, and the message that carries one."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A public fact. Fields are only ever added: readers ignore what they do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    major: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Told:
    """A contract as it was told: by whom, at which position of that service's store, about which aggregate (`about`,
    the subject's last token: a case id, ``org-...``, ``pattern-...``)."""

    service: str
    position: int
    about: str
    case: str | None
    event_id: str
    occurred_on: date
    recorded_at: datetime
    correlation_id: str
    contract: Contract
    causation_id: str | None = None
    pack: str | None = None
    pack_version: str | None = None
    previous: int = 0
    heard: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return type(self.contract).__name__


class Party(BaseModel):
    """An organisation on a case; `side` is ``raising`` or ``responding``, `sector` as in the directory."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    org: str
    side: str
    sector: str | None = None


class OfficeHeld(BaseModel):
    """An office that somebody holds or held in this case; `officer` is an opaque id, stripped on release."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    office: str
    officer: str
    org: str


class Citation(BaseModel):
    """A commitment (`number`) or a principle (`principle`) that a concern names."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    number: str | None = None
    principle: str | None = None
    theme: str | None = None


class Seat(BaseModel):
    """A seat of an office that is held by area and sector, as the pack lists them."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    area: str
    sector: str


class Asked(BaseModel):
    """Whose wish opened a stage, and the seat that it would like to help; none where the pack has no seats."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    by_party: str
    seat: Seat | None = None


class SkippedDay(BaseModel):
    """A weekday that is not a working day, and why."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    on: date
    why: str
