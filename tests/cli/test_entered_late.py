"""A report handed in on time and found weeks later: entered by two persons, it counts from the day it was handed in."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from concord.auditing.replay import audit
from concord.one_machine import Machine, one_machine
from concord_shared.clock import LONDON, SimulatedClock
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.caller import Caller
from concord_shared.testing.journey import Journey

TUESDAY = datetime(2027, 1, 5, 10, tzinfo=UTC)
HANDED_IN = date(2027, 1, 12)
SEVEN_WEEKS_ON = datetime(2027, 2, 24, 10, tzinfo=LONDON)
INVESTIGATOR = "review-associates/investigator/officer-independent-1"
COORDINATOR = "var/coordinator"


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    pack = load(builtin()["rotherham"])
    clock = SimulatedClock(TUESDAY)
    async with one_machine(tmp_path / "data", ["rotherham"], clock=clock, packs={"rotherham": pack}) as found:
        yield found


@pytest.fixture
async def journey(machine: Machine) -> Journey:
    """A case under investigation, whose report is overdue: the machine has said so."""
    played = Journey(Caller(machine.link.nc), load(builtin()["rotherham"]), TUESDAY.date())
    await played.set_up()
    case = await played.to_mediation()
    await played.decline(case)
    await played.soon(lambda: played.executive("panel.AppointInvestigator", case, officer="officer-independent-1"))
    await machine.settle(30)
    assert isinstance(machine.clock, SimulatedClock)
    machine.clock.move_to(SEVEN_WEEKS_ON)
    for running in machine.running.values():
        running.wake_sweeper()
    await asyncio.sleep(0.05)
    await machine.settle(30)
    played.case = case  # type: ignore[attr-defined]
    return played


def facts(machine: Machine, service: str) -> list[Any]:
    one = machine.of("rotherham", service)
    return [one.memory.mapper.decode(each, position=each.id) for each in one.store.notifications(0, 10_000)]


def since_proposed(machine: Machine) -> list[Any]:
    found = facts(machine, "panel")
    names = [type(each.fact).__name__ for each in found]
    return found[names.index("BackdatedEntryProposed") :]


async def test_the_lapse_stays_on_record_and_is_put_right_and_the_way_goes_on_from_that_day(
    machine: Machine, journey: Any
) -> None:
    caller, case = journey.caller, journey.case
    names = [type(each.fact).__name__ for each in facts(machine, "panel")]
    assert "DeadlineLapsed" in names
    parts = {part: f"What was found about {part}." for part in journey.pack.forms.report_parts}
    entry = {"command": "SubmitReport", "with": {"parts": parts, "prior_recommendations": "none"}}
    why = {"occurred_on": HANDED_IN.isoformat(), "reason": "It came by post and lay with other papers"}
    proposed = await caller.send("panel.ProposeBackdatedEntry", INVESTIGATOR, case, entry | why)
    assert proposed["accepted"], proposed
    waiting = await caller.ask("panel.BackdatedEntries", COORDINATOR, case=case)
    assert [(each["command"], each["with"]) for each in waiting["entries"]] == [("SubmitReport", "held")]
    await caller.do("panel.ConfirmBackdatedEntry", COORDINATOR, case, proposal=proposed["proposal"])
    await machine.settle(30)

    entered = since_proposed(machine)
    by_name = {type(each.fact).__name__: each for each in entered}
    report = by_name["InvestigationReportSubmitted"]
    assert (report.envelope.occurred_on, report.envelope.actor.office) == (HANDED_IN, "investigator")
    assert by_name["BackdatedEntryConfirmed"].envelope.actor.office == "coordinator"
    assert by_name["DeadlineChanged"].fact.reason == "late_entry"
    assert by_name["DeadlineMet"].fact.working_days_late == 0
    opened = [each for each in facts(machine, "intake") if type(each.fact).__name__ == "StageOpened"]
    assert opened[-1].envelope.occurred_on == HANDED_IN
    assert audit(machine.place.store_url, "rotherham").findings == []


async def test_what_belongs_to_a_stage_that_has_passed_is_refused_and_opens_nothing(
    machine: Machine, journey: Any
) -> None:
    caller, case = journey.caller, journey.case
    before = len(facts(machine, "mediation"))
    who = f"{journey.respondent}/representative"
    entry = {"command": "ConsentToMediation", "with": {}, "occurred_on": "2027-01-05", "reason": "They had agreed"}
    refused = await caller.send("mediation.ProposeBackdatedEntry", who, case, entry)
    assert not refused["accepted"] and refused["code"] != "NotDone"
    assert len(facts(machine, "mediation")) == before
