"""Whether a fact, a letter or an answer is as it is wanted."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concord.simulating.records import Line, plain_value
from concord.simulating.result import as_date
from concord.simulating.scenario import ExpectedAnswer, ExpectedFact, ExpectedNotice, ExpectedRefusal


@dataclass(frozen=True)
class Difference:
    """`id` is that of the expectation (or ``step 7``), `where` names case and field."""

    id: str
    where: str
    expected: str
    found: str

    @property
    def plain(self) -> dict[str, str]:
        return {"id": self.id, "where": self.where, "expected": self.expected, "found": self.found}


def fits(wanted: ExpectedFact, line: Line) -> bool:
    return (
        wanted.name == line["name"]
        and wanted.service in (None, line["service"])
        and wanted.occurred_on in (None, line["occurred_on"])
        and wanted.by in (None, line["by"])
        and holds(plain_value(wanted.data), line["data"])
        and all(line["data"].get(key) == value for key, value in plain_value(wanted.exactly).items())
        and _told_so(wanted, line)
    )


def _told_so(wanted: ExpectedFact, line: Line) -> bool:
    if wanted.told_fields is not None and set(wanted.told_fields) != set(line["told"]):
        return False
    if wanted.told is False:
        return not line["is_told"]
    return wanted.told is None or (line["is_told"] and holds(plain_value(wanted.told), line["told"]))


def holds(wanted: Any, found: Any) -> bool:
    """Maps: each key that is wanted. Lists: the same items in the same order. Else: the same."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(holds(each, found.get(key)) for key, each in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(holds, wanted, found))
    return bool(wanted == found)


def fits_notice(wanted: ExpectedNotice, notice: Mapping[str, Any]) -> bool:
    to, text = notice["to"], notice.get("text") or ""
    return (
        wanted.type == notice["type"]
        and wanted.to in (None, to["org"], to["office"], f"{to['org']}/{to['office']}")
        and wanted.channel in (None, notice["channel"])
        and wanted.status in (None, notice["status"])
        and wanted.issued_on in (None, as_date(notice["issued_on"]))
        and wanted.answer_by in (None, as_date(notice["answer_by"]))
        and all(says(words, text) for words in wanted.says)
        and not any(says(words, text) for words in wanted.never_says)
    )


def says(words: str, text: str) -> bool:
    """As whole words, whatever the spacing and case."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None


def refusal_said(met: Mapping[str, Any]) -> str:
    rule = f" ({met['rule']})" if met.get("rule") else ""
    return f"refused: {met.get('code')}{rule}: {met.get('message')}"


def refusal_differs(
    id: str, where: str, wanted: ExpectedRefusal, met: Mapping[str, Any] | None
) -> Iterator[Difference]:
    if met is None:
        yield Difference(id, where, f"refused with {wanted.code}", "accepted")
        return
    for key, value in wanted.model_dump(exclude_none=True).items():
        if met.get(key) != value:
            yield Difference(id, f"{where}, {key} of the refusal", str(value), str(met.get(key)))


def answer_differs(id: str, step: str, wanted: ExpectedAnswer, reply: Mapping[str, Any]) -> Iterator[Difference]:
    if not reply.get("accepted"):
        yield Difference(id, step, "an answer", refusal_said(reply))
        return
    for key, value in plain_value(wanted.holds).items():
        if not holds(value, reply.get(key)):
            yield Difference(id, f"{step}, {key}", str(value), str(reply.get(key)))
    text = json.dumps(reply, ensure_ascii=False)
    for words in wanted.says:
        if not says(words, text):
            yield Difference(id, f"answer to {step}", f"says '{words}'", "it does not")
    for words in wanted.never_says:
        if says(words, text):
            yield Difference(id, f"answer to {step}", f"never says '{words}'", "it does")
