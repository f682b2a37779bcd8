"""How a case stands, folded from its facts as history tells them: state, stage, parties, deadlines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Deadline:
    """One running or ended clock. `derivation` is its DeadlineSet as recorded, `moves` what moved it since."""

    id: str
    party: str | None
    due_on: date
    status: str
    derivation: Mapping[str, Any]
    moves: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    working_days_late: int = 0

    @property
    def key(self) -> str:
        return f"{self.id}/{self.party}" if self.party else self.id


@dataclass(frozen=True)
class Standing:
    """`state` is received, awaiting_information, accepted_unadopted, signposted, open, suspended or closed; `stage`
    the open stage; `reason` why it closed."""

    case: str
    state: str = "unknown"
    stage: str | None = None
    reason: str | None = None
    pack_version: str | None = None
    trial: bool = False
    parties: Mapping[str, str] = field(default_factory=dict)
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)

    @property
    def said_state(self) -> str:
        """``open(mediation)``, ``closed(accepted)``, ``received``."""
        inner = self.stage if self.state == "open" else self.reason if self.state == "closed" else None
        said = f"{self.state}({inner})" if inner else self.state
        return f"{said}, a trial" if self.trial else said


def fold(case: str, lines: Iterable[Line]) -> Standing:
    standing = Standing(case)
    for line in lines:
        standing = take(standing, line["service"], line["name"], line["data"])
    return standing


def take(standing: Standing, service: str, name: str, data: Mapping[str, Any]) -> Standing:
    """One fact more. Only intake, the one router, moves a case; clocks are told by whoever runs them."""
    if data.get("trial") and not standing.trial:
        standing = replace(standing, trial=True)
    if name.startswith("Deadline"):
        return replace(standing, deadlines=_clocks(standing.deadlines, name, data))
    return _moved(standing, name, data) if service == "intake" else standing


def _moved(standing: Standing, name: str, data: Mapping[str, Any]) -> Standing:
    match name:
        case "ConcernRaised":
            return replace(standing, state="received", pack_version=data.get("pack_version"))
        case "ConcernInformationRequested":
            return standing if standing.state != "received" else replace(standing, state="awaiting_information")
        case "ConcernInformationSupplied":
            return replace(standing, state="received") if standing.state == "awaiting_information" else standing
        case "ConcernAccepted":
            return _accepted(standing, data)
        case "ConcernSignposted":
            return standing if data.get("partial") else replace(standing, state="signposted", stage=None)
        case "SecondLookRequested":
            return replace(standing, state="received")
        case "PartyAdded":
            return replace(standing, parties={**standing.parties, data["org"]: data["side"]})
        case "PartyLeft":
            return replace(standing, parties=_without(standing, data["org"]))
        case "CaseSplit":
            return replace(standing, parties=_without(standing, *data["parties_moved"]))
        case "CasesMerged":
            joined = {each["org"]: each["side"] for each in data.get("joined", ())}
            return replace(standing, parties={**standing.parties, **joined})
        case "StageOpened":
            parties = {each["org"]: each["side"] for each in data.get("parties", ())}
            return replace(standing, state="open", stage=data["stage_id"], parties={**standing.parties, **parties})
        case "StageClosed":
            return replace(standing, stage=None) if standing.stage == data["stage_id"] else standing
        case "CaseSuspended":
            return replace(standing, state="suspended")
        case "CaseResumed":
            return replace(standing, state="open")
        case "CaseClosed":
            return replace(standing, state="closed", stage=None, reason=data["reason"])
    return standing


def _without(standing: Standing, *gone: str) -> dict[str, str]:
    return {org: side for org, side in standing.parties.items() if org not in gone}


def _accepted(standing: Standing, data: Mapping[str, Any]) -> Standing:
    sides = {org: side for side in ("raising", "responding") for org in data.get(side, ())}
    return replace(
        standing,
        state="accepted_unadopted",
        pack_version=data.get("pack_version") or standing.pack_version,
        parties={**standing.parties, **sides},
    )


def _clocks(known: Mapping[str, Deadline], name: str, data: Mapping[str, Any]) -> dict[str, Deadline]:
    key = f"{data['deadline_id']}/{data['party']}" if data.get("party") else data["deadline_id"]
    if name == "DeadlineSet":
        due_on = _date(data["due_on"])
        return {**known, key: Deadline(data["deadline_id"], data.get("party"), due_on, "open", data)}
    one = known.get(key)
    return {**known, key: _changed(one, name, data)} if one else dict(known)


def _changed(one: Deadline, name: str, data: Mapping[str, Any]) -> Deadline:
    match name:
        case "DeadlineLapsed":
            return replace(one, status="lapsed")
        case "DeadlineMet":
            return replace(one, status="met", working_days_late=data.get("working_days_late", 0))
        case "DeadlineCancelled":
            return replace(one, status="cancelled")
        case "DeadlinePaused":
            return replace(one, status="paused", moves=(*one.moves, (name, data)))
        case "DeadlineExtended" | "DeadlineChanged" | "DeadlineResumed":
            moved = (*one.moves, (name, data))
            return replace(one, status="open", due_on=_date(data["new_due_on"]), moves=moved)
    return one


def _date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
