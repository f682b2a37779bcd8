"""RP10: what was released or published, who read what is confidential, and who was turned away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from concord.answers import NotKept, every, every_by
from concord.reports.asked import Asked
from concord.reports.model import Paragraph, Report, Section, Step, Steps, Table
from concord.reports.wording import Wording, day, wording
from concord.saying import Trouble
from concord.services import NAMES
from concord.talking import Talk

ONCE = "A reading is on record once a day for each office that reads, each question and each thing that was read."
OFFICES = (
    "Offices are named, not persons; the officer's id is kept with the record, for an auditor to ask for on cause."
)
DECISIONS = ("Request", "Holder", "Decision", "Decided on", "What", "Ground")
READINGS, AWAY = ("Day", "Office", "Question", "About", "Kept by"), "Turned away by"


async def gather(talk: Talk, asked: Asked) -> Report:
    """Of a period, or of all time; of one case where one is named. Raises Trouble."""
    words = await wording(talk, asked.who)
    readings, today = await _readings(talk, asked)
    sections: list[Section] = []
    if asked.case is None:
        sections = [await _decided(talk, asked, words), await _published(talk, asked)]
    sections += [
        _read("Who read what is confidential", [each for each in readings if each["shown"]], words, ONCE, READINGS),
        _read(
            "Who was turned away", [each for each in readings if not each["shown"]], words, OFFICES, (*READINGS, AWAY)
        ),
    ]
    return Report(
        id="RP10",
        title="Disclosure and access log",
        compact=words.compact,
        whom=f"the {words.role('information_officer')}",
        as_of=min(today, asked.until_on or today),
        about=(("Period", asked.said_period), ("Case", asked.case or "all"), ("Readings", str(len(readings)))),
        sections=tuple(sections),
    )


async def _readings(talk: Talk, asked: Asked) -> tuple[list[dict[str, Any]], date]:
    """From every service that keeps such a log, in order of time."""
    found: list[dict[str, Any]] = []
    body = asked.days | {"limit": 500} | ({"case": asked.case} if asked.case else {})
    days: list[date] = []
    for service in NAMES:
        try:
            lines, today = await every_by(talk, (service, "AccessLog"), asked.who, body, "readings")
        except NotKept:
            continue
        found += [{**line, "service": service} for line in lines]
        days.append(today)
    if not days:
        raise Trouble("No service here keeps a log of readings.")
    return sorted(found, key=lambda each: (each["read_at"], each["service"], each["position"])), max(days)


async def _decided(talk: Talk, asked: Asked, words: Wording) -> Section:
    found = await every(talk, ("oversight", "Disclosures"), asked.who, {"limit": 500}, "disclosures")
    rows = tuple(
        (
            each["request_ref"],
            words.organisation(each["holder"]),
            "released" if each["released"] else "kept back",
            day(each["decided_on"]),
            "; ".join(each.get("items") or ()),
            str(each.get("ground") or ""),
        )
        for each in reversed(found)
        if asked.covers(each["decided_on"])
    )
    heading = "Released or kept back on request"
    table = Table(caption=heading, columns=DECISIONS, rows=rows, empty="Nothing was decided.")
    return Section(heading=heading, blocks=(table,))


async def _published(talk: Talk, asked: Asked) -> Section:
    found = await every(talk, ("oversight", "Published"), asked.who, {"limit": 500}, "published")
    steps = tuple(
        Step(
            when=day(each["published_on"]),
            words=f"{each['report']} of {day(each['from_on'])} to {day(each['until_on'])}",
            small=(f"Made at position {each['at_position']} of the record. SHA-256 {each['sha256']}",),
        )
        for each in reversed(found)
        if asked.covers(each["published_on"])
    )
    return Section(heading="Reports that went out", blocks=(Steps(steps=steps, empty="None went out."),))


def _read(heading: str, found: list[dict[str, Any]], words: Wording, how: str, columns: tuple[str, ...]) -> Section:
    rows = tuple(_row(each, words)[: len(columns)] for each in found)
    table = Table(caption=heading, columns=columns, rows=rows, empty="Nobody.")
    return Section(heading=heading, blocks=(Paragraph(text=how), table))


def _row(each: Mapping[str, Any], words: Wording) -> tuple[str, ...]:
    actor = words.actor({"office": each["office"], "organisation": each["org"]})
    about = each["about"] or each["case_id"] or "no single one"
    return (day(each["read_on"]), actor, each["what"], about, each["service"], each["rule"] or "")
