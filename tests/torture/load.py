"""The load: several clients who take cases to mediation, some to their end, and write down every answer they get."""

import asyncio
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nats.aio.client import Client
from torture.place import COMPACT

from concord_shared.deadlines.facts import DeadlineSet
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import Pack
from concord_shared.store.ports import Store
from concord_shared.testing.caller import Caller, Reply
from concord_shared.testing.journey import Journey

PARTIES: Sequence[tuple[str, str]] = (("green-doorstep", "rmbc"), ("eastwood-youth", "trft"))
PATIENCE_SECONDS = 900.0
AGAIN, AT_ONCE = 0.08, 0.08
CLOCK = DeadlineSet.stored_name


@dataclass
class Sent:
    """One command under one id, and every answer that came to it."""

    service: str
    name: str
    organisation: str
    command_id: str
    replies: list[Reply] = field(default_factory=list)


@dataclass
class Kind:
    """How a case is played, by the name of the journey: all of one kind must come to the same."""

    way: str
    raiser: str
    respondent: str

    @property
    def name(self) -> str:
        return f"{self.way}, {self.raiser} and {self.respondent}"


WHOLE, TO_MEDIATION = "whole", "to_mediation"
SHORT = (TO_MEDIATION, "mediated", "paused")
KINDS = tuple(Kind(way, *parties) for way in (*SHORT, WHOLE) for parties in PARTIES)


class Insistent(Caller):
    """Sends some commands twice at once, and some again after they were answered."""

    def __init__(self, nc: Client, chance: random.Random, ledger: list[Sent]) -> None:
        super().__init__(nc, COMPACT, PATIENCE_SECONDS, 2.0)
        self.chance, self.ledger = chance, ledger

    async def _until_answered(self, service: str, name: str, organisation: str, payload: bytes) -> Reply:
        sent = Sent(service, name, organisation, json.loads(payload)["id"])
        self.ledger.append(sent)
        times = 2 if self.chance.random() < AT_ONCE else 1
        once = super()._until_answered
        sent.replies += await asyncio.gather(*(once(service, name, organisation, payload) for _ in range(times)))
        if self.chance.random() < AGAIN:
            sent.replies.append(await once(service, name, organisation, payload))
        return sent.replies[0]


@dataclass
class Patient(Journey):
    """Nobody answers a letter before it has come; it counts as come when panel knows."""

    letter_came: Callable[[str, str], bool] = lambda _case, _org: True

    async def answer(self, case: str, org: str) -> Reply:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await asyncio.to_thread(self.letter_came, case, org):
                await asyncio.sleep(0.1)
        return await super().answer(case, org)


@dataclass
class Load:
    """`cases` maps each finished case to its kind; `first` are those that were played before any fault."""

    nc: Client
    chance: random.Random
    panel: Callable[[], Store]
    share_whole: float = 0.35
    ledger: list[Sent] = field(default_factory=list)
    cases: dict[str, Kind] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    ending: bool = False
    _panel: Store | None = None
    pack: Pack = field(default_factory=lambda: load(builtin()[COMPACT]))

    async def set_up(self) -> None:
        """The directory; every service must have heard of it before the first case."""
        await self._journey(KINDS[0]).set_up()

    async def play_first(self) -> None:
        """One case of each kind while nothing is disturbed: what the others are held against."""
        for kind in KINDS:
            self.first[kind.name] = await self._play(kind)

    async def run(self, clients: int) -> None:
        """Until `ending`; each client finishes the case that it has begun."""
        await asyncio.gather(*(self._client() for _ in range(clients)))

    async def _client(self) -> None:
        while not self.ending:
            whole = self.chance.random() < self.share_whole
            kind = self.chance.choice([kind for kind in KINDS if (kind.way == WHOLE) == whole])
            try:
                await self._play(kind)
            except Exception as error:
                self.failed.append(f"{kind.name}: {type(error).__name__}: {error}")

    async def _play(self, kind: Kind) -> str:
        journey = self._journey(kind)
        case = str(await getattr(journey, kind.way)())
        self.cases[case] = kind
        return case

    def _journey(self, kind: Kind) -> Journey:
        caller = Insistent(self.nc, self.chance, self.ledger)
        return Patient(caller, self.pack, date.today(), kind.raiser, kind.respondent, self._letter_came)

    def _letter_came(self, case: str, org: str) -> bool:
        self._panel = self._panel or self.panel()
        facts = (json.loads(each.state)["f"] for each in self._panel.events(f"panel-{case}") if each.topic == CLOCK)
        return any(fact["party"] == org for fact in facts)

    def counted(self) -> dict[str, Any]:
        again = sum(len(sent.replies) > 1 for sent in self.ledger)
        return {"cases": len(self.cases), "commands": len(self.ledger), "sent twice": again}
