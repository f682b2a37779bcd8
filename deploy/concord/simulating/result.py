"""The outcome of a simulation: cases as they stand, the letters, the refusals met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from concord.simulating.records import Line, until
from concord.standing import Deadline, Standing, fold


@dataclass(frozen=True)
class Met:
    """A refusal that step `step` (from 1) met."""

    step: int
    reply: dict[str, Any]

    @property
    def plain(self) -> dict[str, Any]:
        said = {key: self.reply.get(key) for key in ("code", "rule", "source", "message")}
        return {"step": self.step, **said}


@dataclass(frozen=True)
class Result:
    """`cases` maps the names that the file gives to case ids, `replies` named steps to what they were answered."""

    cases: dict[str, str]
    lines: Sequence[Line]
    refusals: Sequence[Met]
    replies: Mapping[str, Mapping[str, Any]]

    def of_case(self, case: str | None, at: datetime | None = None) -> list[Line]:
        """None: what belongs to no case, like patterns."""
        return [line for line in until(self.lines, at) if line["case"] == case]

    def standing(self, case: str | None, at: datetime | None = None) -> Standing:
        return fold(case or "", self.of_case(case, at))

    def notices(self, case: str | None, at: datetime | None = None) -> list[dict[str, Any]]:
        """Each notice once, with how far it came: issued, delivered or failed."""
        found: dict[str, dict[str, Any]] = {}
        for line in self.of_case(case, at):
            if line["service"] == "notify" and line["name"] in STATUS:
                one = found.setdefault(line["stream"], {"id": line["stream"].removeprefix("notice-")})
                one.update(_said(line), status=STATUS[line["name"]])
        return [one for one in found.values() if "type" in one]

    def plain(self) -> dict[str, Any]:
        """What `--json` prints."""
        cases = [self._plain_case(name, case) for name, case in self.cases.items()]
        return {"cases": cases, "refusals": [met.plain for met in self.refusals]}

    def _plain_case(self, name: str, case: str) -> dict[str, Any]:
        standing = self.standing(case)
        return {
            "id": case,
            "name": name,
            "state": standing.state,
            "stage": standing.stage,
            "reason": standing.reason,
            "deadlines": [plain_deadline(each) for each in standing.deadlines.values()],
            "facts": [
                {key: line[key] for key in ("name", "service", "occurred_on", "data")} for line in self.of_case(case)
            ],
            "notices": self.notices(case),
        }


STATUS = {"NoticeIssued": "issued", "NoticeDelivered": "delivered", "NoticeFailed": "failed"}


def plain_deadline(deadline: Deadline) -> dict[str, Any]:
    said: dict[str, Any] = {"id": deadline.id, "due_on": deadline.due_on, "status": deadline.status}
    if deadline.party:
        said["party"] = deadline.party
    if deadline.working_days_late:
        said["working_days_late"] = deadline.working_days_late
    return said


def as_date(value: Any) -> date | None:
    """None, a date or its text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _said(line: Line) -> dict[str, Any]:
    if line["name"] != "NoticeIssued":
        return {}
    data = line["data"]
    named = {"type": data["notice_type"], "to": {"office": data["office"], "org": data["org"]}}
    about = {"channel": data["channel"], "answer_by": data["answer_by"]}
    return {**named, **about, "issued_on": line["occurred_on"], "text": line["letter"]}
