"""A case's history, composed from what each service tells of it to whoever asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from concord.acting import Acting
from concord.ordering import in_order
from concord.saying import Trouble
from concord.services import NAMES
from concord.standing import Standing, fold
from concord.talking import Talk

NOT_HERE = "UnknownQuestion"


@dataclass(frozen=True)
class History:
    """`withheld` maps a service to its reason for telling this asker nothing."""

    case: str
    lines: list[dict[str, Any]]
    withheld: dict[str, str]

    @property
    def standing(self) -> Standing:
        return fold(self.case, self.lines)


async def compose(talk: Talk, case: str, acting: Acting, at: datetime | None = None) -> History:
    """Raises Trouble where intake, which knows every case, tells the asker nothing."""
    body = {"case": case, **({"at": at.isoformat()} if at else {})}
    lines: list[dict[str, Any]] = []
    withheld: dict[str, str] = {}
    for service in NAMES:
        reply = await talk.ask((service, "History"), acting, body)
        if reply.get("answered"):
            lines += [{"service": service, **line} for line in reply["facts"]]
        elif service == "intake":
            raise Trouble(reply["message"])
        elif reply["code"] != NOT_HERE:
            withheld[service] = reply["message"]
    if not any(line["service"] == "intake" for line in lines):
        when = " at that moment" if at else ""
        raise Trouble(f"Nothing is on record about {case}{when}: compare the reference with the letter.")
    return History(case, [dict(line) for line in in_order(lines)], withheld)
