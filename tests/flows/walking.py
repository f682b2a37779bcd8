"""Random walks through all services: what may be tried, by whom, and what must hold after every step."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from concord.acting import read_acting
from concord.auditing.replay import audit
from concord.simulating.playing import Player
from concord_shared.clock import local_day
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import Pack

RAISER, RESPONDENT, STRANGER = "green-doorstep/representative", "rmbc/representative", "eastwood-youth/representative"
ADVISER, COORDINATOR, MANAGER = "var/advice_body", "var/coordinator", "rmbc/rtp_manager"
CHIEF, OTHER_CHIEF = "trft/ceo_group/officer-trft-chief", "syp/ceo_group/officer-syp-chief"
PARTY_CHIEF = "rmbc/ceo_group/officer-rmbc-chief"
MEDIATOR, INVESTIGATOR = "var/mediator/officer-var-mediator", "review-associates/investigator/officer-independent-1"
SECOND = "var/mediator/officer-var-mediator-2"
PUBLIC, AUDITOR, SECRETARY = "public/public", "system/auditor", "rmbc/secretary"
PEOPLE = (
    *(RAISER, RESPONDENT, STRANGER, ADVISER, COORDINATOR, MANAGER, CHIEF, OTHER_CHIEF, PARTY_CHIEF),
    *(MEDIATOR, SECOND, INVESTIGATOR, PUBLIC, AUDITOR, SECRETARY),
)
SIDES = (RAISER, RESPONDENT)
BOTH = ["informal_attempts_explored", "no_acceptable_agreement"]
PARTS = ("issues", "compact_breach_detail", "process_to_date", "recommendations_to_date")
TERMS = "Three months of notice from now on."
OUTSIDE_ANY_STAGE = ("received", "awaiting_information", "signposted", "accepted_unadopted", "closed")
STAGES = ("informal", "mediation", "investigation", "review", "responses")
RAISED: dict[str, Any] = {
    "channel": "phone_by_proxy",
    "raiser_kind": "organisation",
    "raiser_org": "green-doorstep",
    "respondent_orgs": ["rmbc"],
    "cited": ["9.2"],
    "text": "Nobody had asked us before.",
}
Body = Callable[["Walk"], dict[str, Any]]


@dataclass(frozen=True)
class Try:
    """A command with a body that may be accepted: where it is likely, by whom, and how rare it is there."""

    command: str
    likely: tuple[str, ...]
    by: tuple[str, ...]
    body: Body = lambda _walk: {}
    rare: float = 0.0


def fixed(**body: Any) -> Body:
    return lambda _walk: body


def held(**body: Any) -> Body:
    return lambda walk: {"held_on": walk.today, **body}


@dataclass(frozen=True)
class Cast:
    """Who walks by which pack: `raised` is given by `opener`, then `tries` by `people`."""

    compact: str
    opener: str
    raised: dict[str, Any]
    people: tuple[str, ...]
    tries: tuple[Try, ...] = ()

    @property
    def pack(self) -> Pack:
        return load(builtin()[self.compact])


@dataclass
class Walk:
    """One case being walked with; `before` are the facts on record before the last step."""

    player: Player
    number: int
    cast: Cast
    case: str = ""
    steps: int = 0
    settlement: str | None = None
    said: list[str] = field(default_factory=list)

    @property
    def today(self) -> str:
        return local_day(self.player.clock.now()).isoformat()

    @property
    def state(self) -> Any:
        running = self.player.machine.of(self.cast.compact, "intake")
        return running.memory.load(f"case-{self.case}").state

    @property
    def place(self) -> str:
        return str(self.state.stage_id or self.state.known_as)

    async def start(self) -> None:
        reply = await self._do("intake.RaiseConcern", self.cast.opener, self.cast.raised)
        assert reply["accepted"], reply
        self.case = reply["case"]
        await self.player.settle()

    async def step(self, tried: Try, by: str, days: int) -> None:
        """One command after so many days; then everything that must always hold is looked at."""
        if days:
            await self.player.advance(self.player.clock.now() + timedelta(days=days))
        await self.player.settle()
        facts = counted(self.player)
        reply = await self._do(tried.command, by, tried.body(self))
        await self.player.settle()
        self.said.append(f"{self.today} {by} {tried.command} {'accepted' if reply['accepted'] else reply['code']}")
        if not reply["accepted"]:
            assert reply["message"].endswith((".", "?")) and "Traceback" not in reply["message"], reply
            self._nothing_but_what_is_on_record(facts)
        self._is_somewhere()

    async def _do(self, command: str, by: str, body: dict[str, Any]) -> dict[str, Any]:
        self.steps += 1
        service, _, name = command.partition(".")
        command_id = f"walk-{self.number}-{self.steps}"
        return await self.player.talk.do((service, name), read_acting(by), command_id, body, case=self.case or None)

    def _nothing_but_what_is_on_record(self, before: dict[str, int]) -> None:
        for service, count in before.items():
            new = names(self.player, service, count)
            assert {*new} <= ON_RECORD, (self.said, new)

    def _is_somewhere(self) -> None:
        state = self.state
        if state.stage is None:
            assert state.known_as in {*OUTSIDE_ANY_STAGE, "suspended"}, self.said
            return
        pack = self.cast.pack
        stage = pack.stage(state.stage.id)
        assert stage.exits and any(each.outcome == "settled" for each in pack.procedure.exits_any_stage)
        owner = OWNERS[stage.type]
        taken_up = self.player.machine.of(self.cast.compact, owner).memory.load(f"{PREFIXES[owner]}-{self.case}").state
        assert taken_up.stage is not None and taken_up.stage.id == stage.id, (self.said, taken_up.stage)


OWNERS = {
    "informal": "intake",
    "facilitated": "mediation",
    "investigation": "panel",
    "panel_review": "panel",
    "response": "panel",
    "external_referral": "intake",
    "facilitated_external": "mediation",
}
PREFIXES = {"intake": "case", "mediation": "mediation", "panel": "panel"}
READ = {"ReadRefused", "ContentRead", "ReadingDenied"}
ON_RECORD = {"AppointmentRejected", "PanelMemberExcluded", "ReviewerRefused", "NoticePrepared", *READ} | {
    "NoticeIssued",
    "NoticeDelivered",
    "NoticeFailed",
    "Reported",
}


def counted(player: Player) -> dict[str, int]:
    return {name: each.store.head() for (_, name), each in player.machine.running.items()}


def names(player: Player, service: str, since: int) -> list[str]:
    running = player.machine.of(player.scenario.compact, service)
    found = running.store.notifications(since, 10_000)
    return [type(running.memory.reader.decode(each, position=each.id).fact).__name__ for each in found]


async def explained(walk: Walk) -> None:
    """Every deadline of the case answers why it falls on its day."""
    for service in PREFIXES:
        reply = await walk.player.talk.ask((service, "Why"), read_acting(AUDITOR), {"case": walk.case})
        if not reply["answered"]:
            assert reply["code"] in {"NotYourCase", "NoSuchCase"}, reply
            continue
        for line in reply["deadlines"]:
            derivation = line["derivation"]
            assert line["due_on"] and derivation["start_on"] and derivation["calendar_version"], line
            assert derivation["place"] or derivation["length_basis"] == "ours", line


def audited(player: Player) -> None:
    done = audit(player.machine.place.store_url, player.scenario.compact)
    assert not done.findings, [each.plain for each in done.findings]


def likely_now(tried: Try, place: str, chance: float) -> bool:
    return place in tried.likely and chance >= tried.rare
