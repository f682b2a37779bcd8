"""What one reader is shown by every question of every service: who is answered, and which marks come up."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from concord.services import all_services

from .rights_people import LOGGING, MAY_READ
from .rights_played import Played
from .walking import AUDITOR

Answers = Mapping[str, list[dict[str, Any]]]
# Letters of a whole case in one answer are more than an answer holds; each kind is read by itself as well.
EARLY = "2027-01-05T23:00:00Z"
CASES = ("intake", "mediation", "panel")
NOTHING_SAID = frozenset({"answered", "case", "position", "more", "next", "on", "from_on", "until_on"})


async def answers(played: Played, reader: str, case: str) -> Answers:
    """By question: every answer that says anything at all."""
    letters = await played.play.ask("notify.Notices", AUDITOR, case=case)
    found: dict[str, list[dict[str, Any]]] = {}
    for question, body in _asked(played, case, of_each_kind(letters["notices"])):
        reply = await played.play.ask(question, reader, **body)
        told = found.setdefault(question, [])
        if reply.get("code") == "AnswerTooLarge":
            reply = await played.play.ask(question, reader, **body, at=EARLY)
        if reply["answered"] and _says(reply):
            told.append({name: value for name, value in reply.items() if name != "case"})
    return found


def of_each_kind(letters: Iterable[dict[str, Any]]) -> list[str]:
    """The latest letter of each type to each recipient."""
    return list({(each["type"], each["org"], each["office"]): each["notice_id"] for each in letters}.values())


def _says(reply: Mapping[str, Any]) -> bool:
    return any(value for name, value in reply.items() if name not in NOTHING_SAID)


def _asked(played: Played, case: str, letters: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for service, parts in all_services().items():
        for name, question in parts.questions.items():
            known = {"case": [case], "notice_id": letters, "pattern_id": played.patterns}
            needed = [field for field in known if field in question.model.model_fields and name != "Interests"]
            for value in known[needed[0]] if needed else [None]:
                body = {"status": "met"} if name == "Deadlines" else {}
                yield f"{service}.{name}", {needed[0]: value} if needed else body


def marks(found: Answers, case: str) -> set[str]:
    """Everything in the answers is searched for what was planted."""
    told = [each for replies in found.values() for each in replies]
    whole = json.dumps(told).lower()
    seen = {mark for mark in MAY_READ if mark.lower() in whole}
    of_one = [reply for name, replies in found.items() if name not in BY_REFERENCE for reply in replies]
    if case in json.dumps(of_one):
        seen.add("that it is there")
    declined = [line for reply in told for line in reply.get("facts", []) if _tells_who_declined(line)]
    return seen | ({"who declined"} if declined else set())


# Patterns name their cases by reference to those who are told of them (handbook 5.2), the board of what is overdue to
# those who oversee the Compact (RP7), an interest to those whom it touches, a letter to those who had it.
AFTERWARDS = {"intake.Lessons", "oversight.ReviewPrompts"} | {f"{each}.AccessLog" for each in LOGGING}
BY_REFERENCE = frozenset(
    {"oversight.Patterns", "oversight.Pattern", "directory.Interests", "notify.Notices", "notify.History"}
    | AFTERWARDS
    | {f"{each}.Deadlines" for each in CASES}
)


def _tells_who_declined(line: Mapping[str, Any]) -> bool:
    return line["name"] == "MediationDeclined" and "rmbc" in json.dumps([line["data"], line["actor"], line["words"]])
