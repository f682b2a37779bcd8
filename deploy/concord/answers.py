"""What services answer to the questions that reports are made from."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from concord.acting import Acting
from concord.saying import Trouble
from concord.talking import Talk

MOST_PAGES = 200


UNKNOWN = "UnknownQuestion"


class NotKept(Trouble):
    """The service that was asked does not know the question: it is of an older version."""


async def answered(talk: Talk, what: tuple[str, str], who: Acting, body: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Trouble, with the service's own sentence, where it does not answer this asker; NotKept where it answers
    nobody."""
    reply = await talk.ask(what, who, body)
    if reply.get("code") == UNKNOWN:
        raise NotKept(reply["message"])
    if not reply.get("answered"):
        raise Trouble(reply["message"])
    return reply


async def every(
    talk: Talk, what: tuple[str, str], who: Acting, body: Mapping[str, Any], under: str, *, skip: str = "skip"
) -> list[dict[str, Any]]:
    """All of them, page by page; `skip` is the field that says after how many. Raises Trouble, also where there are
    more than a report can hold."""
    found, _ = await _paged(talk, what, who, body, under, skip)
    return found


async def every_by(
    talk: Talk, what: tuple[str, str], who: Acting, body: Mapping[str, Any], under: str
) -> tuple[list[dict[str, Any]], date]:
    """All of them, and the day by the clock of the service. Raises Trouble."""
    found, last = await _paged(talk, what, who, body, under, "skip")
    return found, date.fromisoformat(last["on"] if "on" in last else await _today(talk, who))


async def _today(talk: Talk, who: Acting) -> str:
    """By the clock of oversight, which says it with its list of actions; any office gets that list, if only its own."""
    return str((await answered(talk, ("oversight", "Actions"), who, {"limit": 1}))["on"])


async def _paged(
    talk: Talk, what: tuple[str, str], who: Acting, body: Mapping[str, Any], under: str, skip: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for _ in range(MOST_PAGES):
        reply = await answered(talk, what, who, {**body, skip: len(found)})
        found += reply[under]
        if not reply["more"] or not reply[under]:
            return found, reply
    raise Trouble(f"{what[0]} has more than {len(found)} of these: ask for a shorter period.")
