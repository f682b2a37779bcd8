"""Plays the steps: the clock moves only when all is quiet, and then to the next moment that matters."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from concord.acting import ADMINISTRATOR, read_acting
from concord.one_machine import Machine, one_machine
from concord.saying import Misused, Trouble
from concord.simulating.records import MOMENT, moment_of, plain_value, read_lines
from concord.simulating.result import Met, Result
from concord.simulating.scenario import DirectoryStep, Scenario, Step
from concord.simulating.scratch import scratch
from concord_shared.clock import SimulatedClock, local_day, start_of_day
from concord_shared.ids import Ids, SeededIds
from concord_shared.messaging.provision import Storage
from concord_shared.packs.loading import PackInvalid, builtin, load
from concord_shared.packs.model import Pack

QUIET_WITHIN_SECONDS = 180.0
DAY = timedelta(days=1)
AT_ONCE = 50
SET_UP = ("directory", "oversight")
"""Services that hold facts before there is any case: who holds an office, and what reports may see of that."""


class Player:
    """Plays one scenario on a machine whose clock is simulated."""

    def __init__(self, machine: Machine, clock: SimulatedClock, scenario: Scenario) -> None:
        self.machine, self.clock, self.scenario = machine, clock, scenario
        self.talk = machine.talk(scenario.compact)
        self.cases: dict[str, str] = {}
        self._replies: dict[str, Mapping[str, Any]] = {}
        self._refusals: list[Met] = []

    async def play(self, after_step: Callable[[], None] = lambda: None) -> Result:
        if any(each.store.head() for (_, name), each in self.machine.running.items() if name not in SET_UP):
            raise Misused("The stores hold facts already: a scenario begins with nothing. Name new ones.")
        await self._fill_directory()
        for number, step in enumerate(self.scenario.steps, 1):
            await self.advance(step.wait or step.moment)
            if step.do is not None or step.ask is not None:
                self._keep(number, step, await self._done(number, step))
            after_step()
        await self.settle()
        lines = read_lines(self.machine, self.scenario.compact)
        return Result(self.cases, lines, self._refusals, self._replies)

    async def settle(self) -> None:
        await self.machine.settle(QUIET_WITHIN_SECONDS)
        if parked := [each for each in self.machine.trouble if "put aside" in each]:
            raise Trouble(f"A message could not be taken in: {'; '.join(parked)}.")

    async def advance(self, to: datetime | None) -> None:
        """To `to` (or a moment later), by way of each day on which some service has something to look at."""
        await self.settle()
        now = self.clock.now()
        step_on = moment_of(now) + timedelta(microseconds=MOMENT)
        to = step_on if to is None else max(to, step_on)
        while (day := self._next_day()) is not None and start_of_day(day) <= to:
            self.clock.move_to(start_of_day(day))
            for running in self.machine.running.values():
                running.wake_sweeper()
            await self.settle()
        self.clock.move_to(to)

    def _next_day(self) -> date | None:
        """The earliest day after today; what is overdue and still waits is looked at again tomorrow."""
        today = local_day(self.clock.now())
        due = [each.next_due() for each in self.machine.running.values()]
        return min((max(day, today + DAY) for day in due if day is not None), default=None)

    async def _fill_directory(self) -> None:
        """In the order of the file: the one connection and the one writer keep it, many commands to a transaction."""
        steps = list(enumerate(self.scenario.directory, 1))
        for first in range(0, len(steps), AT_ONCE):
            await asyncio.gather(*(self._direct(*each) for each in steps[first : first + AT_ONCE]))

    async def _direct(self, number: int, step: DirectoryStep) -> None:
        what = _command(step.do or "")
        body = plain_value(step.with_)
        reply = await self.talk.do(what, ADMINISTRATOR, f"directory-{number}", body)
        if not reply["accepted"] and reply["code"] != "AlreadyRegistered":
            raise Misused(f"Entry {number} of the directory ({step.do}) was refused: {reply['message']}")

    async def _done(self, number: int, step: Step) -> Mapping[str, Any]:
        acting = read_acting(step.as_ or "", f"step {number}, as")
        body, case = self._filled(plain_value(step.with_), number), self._case(step)
        if step.ask is not None:
            reply = await self.talk.ask(_command(step.ask), acting, {"case": case, **body} if case else body)
            return {"accepted": reply["answered"], **reply}
        return await self.talk.do(
            _command(step.do or ""),
            acting,
            step.id or f"step-{number}",
            body,
            case=case,
            on=step.on.isoformat() if step.on else None,
            on_behalf_of=step.for_,
        )

    def _keep(self, number: int, step: Step, reply: Mapping[str, Any]) -> None:
        if not reply["accepted"]:
            self._refusals.append(Met(number, dict(reply)))
        if step.name:
            self._replies[step.name] = reply
            self._name_case(step.name, reply if step.do and reply["accepted"] else {})

    def _name_case(self, name: str, reply: Mapping[str, Any]) -> None:
        """The case that the step opened: by raising, or beside another by splitting it."""
        other = reply.get("other_case")
        case = reply.get("case") if other in (None, *self.cases.values()) else other
        if case:
            self.cases.setdefault(name, case)

    def _case(self, step: Step) -> str | None:
        if step.case is None:
            return None
        return self.cases.get(step.case) or "ROT-0000-0000"

    def _filled(self, value: Any, number: int) -> Any:
        """``$name`` is the case that the step of that name opened, ``$name.field`` a field of its answer; a number is
        a place in a list, from the end if it is below 0."""
        if isinstance(value, dict):
            return {key: self._filled(each, number) for key, each in value.items()}
        if isinstance(value, list):
            return [self._filled(each, number) for each in value]
        if not isinstance(value, str) or not value.startswith("$"):
            return value
        if value.startswith("$$"):
            return value[1:]
        name, _, key = value[1:].partition(".")
        if not self._replies.get(name, {}).get("accepted"):
            raise Misused(f"Step {number}: '{value}' speaks of a step '{name}' that was not accepted before.")
        try:
            return _field(self._replies[name], key or "case")
        except (LookupError, TypeError, ValueError):
            raise Misused(f"Step {number}: the answer to step '{name}' has no '{key or 'case'}'.") from None


def _field(found: Any, path: str) -> Any:
    """``notices.-1.notice_id``: names of fields, and places in lists."""
    for part in path.split("."):
        found = found[int(part) if isinstance(found, list) else part]
    return found


def _command(text: str) -> tuple[str, str]:
    service, _, name = text.partition(".")
    return service, name


def seeded(seed: str) -> dict[str, Ids]:
    """A source for each service, so that the ids of one do not depend on when another takes some."""
    names = ("directory", "intake", "mediation", "panel", "notify", "oversight")
    return {name: SeededIds(f"{seed}/{name}") for name in names}


async def play(scenario: Scenario, path: Path, data: Path | None = None, stores: str | None = None) -> Result:
    """Raises Trouble where services do not come to rest, Misused where the file asks for what cannot be."""
    async with simulated(scenario, path, data, stores, "memory") as player:
        return await player.play()


@asynccontextmanager
async def simulated(
    scenario: Scenario, path: Path, data: Path | None, stores: str | None, storage: Storage
) -> AsyncIterator[Player]:
    start = scenario.starts or scenario.steps[0].moment or scenario.steps[0].wait
    assert start is not None
    clock = SimulatedClock(start)
    with scratch() as thrown_away:
        folder = data or thrown_away
        packs = {scenario.compact: _pack(scenario, path)}
        async with one_machine(
            folder,
            [scenario.compact],
            clock=clock,
            ids=seeded(scenario.seed or scenario.scenario),
            storage=storage,
            stores=stores,
            packs=packs,
            findable=False,
        ) as machine:
            yield Player(machine, clock, scenario)


def _pack(scenario: Scenario, path: Path) -> Pack:
    """In a live play what the pack leaves to fill is taken as filled, and an ended term as renewed."""
    pack = _read_pack(scenario, path)
    if scenario.standing == "trial":
        return pack
    data = pack.to_data()
    data["pack"]["status"] = "published"
    return Pack.from_data(data)


def _read_pack(scenario: Scenario, path: Path) -> Pack:
    if scenario.pack is None and scenario.compact not in builtin():
        raise Misused(f"{path}: no Compact '{scenario.compact}' comes with Concord. It has: {', '.join(builtin())}.")
    file = builtin()[scenario.compact] if scenario.pack is None else path.parent / scenario.pack
    try:
        return load(file)
    except (OSError, PackInvalid) as error:
        raise Misused(f"{path}: the pack '{scenario.pack}' cannot be used.\n{error}") from None
