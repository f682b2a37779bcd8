"""RP1: everything on record about one case, in order, as far as whoever asks may see it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from concord.cases import calendars, read_moment
from concord.composing import History, compose
from concord.reports.asked import Asked
from concord.reports.model import Details, Paragraph, Report, Section, Step, Steps, Table
from concord.reports.wording import Wording, day, plain, wording
from concord.saying import Misused
from concord.standing import Standing
from concord.talking import Talk
from concord_shared.clock import LONDON
from concord_shared.ids import is_case_id

HELD = "held"
WAY = (
    "ConcernRaised",
    "ConcernAccepted",
    "ConcernSignposted",
    "StageOpened",
    "StageClosed",
    "CaseSettled",
    "CaseClosed",
)
QUIET = ("Notice", "Deadline")
NOT_SAID = ("_id", "_ref", "officer", "derivation", "caused_by", "event", "basis", "pack_version")
LONGEST = 2_000
FINGERPRINT = (
    "The SHA-256 below is computed over the events of this file as they were composed for this reader, one JSON object "
    "a line, keys in order. Whoever composes the same view again, at the same moment, gets the same value; an event "
    "that was changed, left out or added gives another. It is a fingerprint, not a signature: by itself it does not "
    "prove who made the file."
)
AUDIT = (
    "'concord audit' replays the stores of facts without any server, recomputes every state, stage, deadline and "
    "answer, and names each difference. The numbers below say which events of which stream it has to find there."
)


async def gather(talk: Talk, asked: Asked) -> Report:
    """Raises Misused for a case or a moment that cannot be read, Trouble where there is nothing to see."""
    if asked.case is None or not is_case_id(asked.case):
        raise Misused(
            "RP1 is about one case: say which with --case, like --case ROT-7K3M-9QE (compare it with the letter)."
        )
    moment = read_moment(asked.at) if asked.at else None
    found = await compose(talk, asked.case, asked.who, moment)
    words = await wording(talk, asked.who)
    standing, as_of = found.standing, _last_day(found, moment)
    return Report(
        id="RP1",
        title=f"Case audit file {found.case}",
        compact=words.compact,
        whom=f"{words.actor(vars(asked.who))}: what that office may see",
        as_of=as_of,
        about=_about(found, standing, words),
        sections=tuple(_sections(found, standing, words)),
    )


def _about(found: History, standing: Standing, words: Wording) -> tuple[tuple[str, str], ...]:
    stage = f", {words.stage(standing.stage)}" if standing.stage else ""
    reason = f" ({plain(standing.reason)})" if standing.reason else ""
    return (
        ("Case", found.case),
        ("State", words.state(standing.state) + stage + reason),
        ("Events on record", str(len(found.lines))),
        ("Rules", f"pack version {standing.pack_version}"),
        ("Calendar of working days", ", ".join(calendars(standing)) or "none used yet"),
    )


def _sections(found: History, standing: Standing, words: Wording) -> Iterator[Section]:
    yield Section(heading="Parties and deadlines", blocks=(_parties(standing, words), _deadlines(standing, words)))
    way = tuple(_step(line, words, short=True) for line in found.lines if _is_way(line))
    yield Section(heading="The way of the case in short", blocks=(Steps(steps=way),))
    steps = tuple(_step(line, words) for line in found.lines)
    yield Section(heading="Every event, in order", blocks=(Steps(steps=steps),))
    yield Section(heading="What is held back from this reader", blocks=_held_back(found))
    yield Section(heading="How this file can be checked", blocks=_proof(found))


def _parties(standing: Standing, words: Wording) -> Table:
    rows = tuple((words.organisation(org), side) for org, side in standing.parties.items())
    return Table(caption="Parties", columns=("Organisation", "Side"), rows=rows, empty="No party is on record yet.")


def _deadlines(standing: Standing, words: Wording) -> Table:
    rows = tuple(
        (
            f"{each.id} {each.derivation['what']}",
            day(each.due_on),
            each.status + (f", {each.working_days_late} working days late" if each.working_days_late else ""),
            words.organisation(each.party) if each.party else "all",
            str(each.derivation.get("place") or "ours"),
        )
        for each in standing.deadlines.values()
    )
    columns = ("Deadline", "Due on", "How it stands", "Whose", "Place in the Compact")
    return Table(caption="Deadlines", columns=columns, rows=rows, empty="No deadline is on record yet.")


def _is_way(line: Mapping[str, Any]) -> bool:
    return line["service"] == "intake" and line["name"] in WAY


def _step(line: Mapping[str, Any], words: Wording, *, short: bool = False) -> Step:
    when = day(line["occurred_on"])
    if short:
        return Step(when=when, words=line["words"])
    held = tuple(plain(name) for name, value in line["data"].items() if value == HELD)
    return Step(when=when, words=line["words"], small=tuple(_small(line, words)), held=held)


def _small(line: Mapping[str, Any], words: Wording) -> Iterator[str]:
    if said := _said(line):
        yield said
    rules = f", rules {line['pack_version']}" if line["pack_version"] else ""
    place = f"{line['service']}.{line['name']}, {line['stream']} no. {line['version']}"
    yield f"By {words.actor(line['actor'])}. Recorded {_moment(line['recorded_at'])} as {place}{rules}."


def _said(line: Mapping[str, Any]) -> str:
    """What was entered with it; letters and clocks say all that matters in their sentence."""
    if line["name"].startswith(QUIET):
        return ""
    named = {name: _value(value) for name, value in line["data"].items() if not name.endswith(NOT_SAID)}
    return "; ".join(f"{plain(name)}: {value}" for name, value in named.items() if value)[:LONGEST]


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_value, value)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in (None, "", HELD) or isinstance(value, dict):
        return ""
    return f"“{value}”" if " " in str(value) else str(value)


def _held_back(found: History) -> tuple[Paragraph | Table, ...]:
    held = Counter(
        (line["service"], plain(name)) for line in found.lines for name in line["data"] if line["data"][name] == HELD
    )
    rows = tuple((name, service, str(count)) for (service, name), count in sorted(held.items()))
    none = "Every field of the events above is shown."
    columns = ("What", "Kept by", "Events")
    table = Table(
        caption="Held: on record, sealed, not shown here", columns=columns, rows=rows, numbers=(2,), empty=none
    )
    silent = (Paragraph(text=f"{service} tells this reader nothing: {why}") for service, why in found.withheld.items())
    return (table, *silent)


def _proof(found: History) -> tuple[Paragraph | Details | Table, ...]:
    last = {(line["service"], line["stream"]): line for line in found.lines}
    rows = tuple((stream, service, str(line["version"])) for (service, stream), line in sorted(last.items()))
    streams = Table(
        caption="Streams and the last event of each", columns=("Stream", "Kept by", "Last no."), rows=rows, numbers=(2,)
    )
    digest = Details(rows=(("SHA-256 of the composed events", fingerprint(found)),))
    return Paragraph(text=FINGERPRINT), digest, Paragraph(text=AUDIT), streams


def fingerprint(found: History) -> str:
    """64 hex digits."""
    lines = (json.dumps(line, sort_keys=True, ensure_ascii=False, default=str) for line in found.lines)
    return sha256("\n".join(lines).encode()).hexdigest()


def _last_day(found: History, moment: datetime | None) -> date:
    last = moment or max(datetime.fromisoformat(line["recorded_at"]) for line in found.lines)
    return last.astimezone(LONDON).date()


def _moment(text: str) -> str:
    local = datetime.fromisoformat(text).astimezone(LONDON)
    return f"{day(local.date())}, {local:%H:%M}"
