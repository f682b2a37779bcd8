"""An entry that lies too far back for one person: one officer proposes it, another confirms it, and then it counts."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any

import pytest

from concord_shared.clock import SimulatedClock
from concord_shared.envelope import Actor
from concord_shared.ids import SeededIds, case_id
from concord_shared.parts import Asker, Command, Refused
from concord_shared.running.backdated import (
    BackdatedEntry,
    BackdatedEntryConfirmed,
    BackdatedEntryProposed,
    say_backdated,
)
from concord_shared.running.entries import with_backdating
from concord_shared.running.history import history
from concord_shared.running.jobs import CommandJob
from concord_shared.running.memory import Memory
from concord_shared.running.shelf import Shelf
from concord_shared.running.unpacking import command_job
from concord_shared.running.writer import Writer
from concord_shared.store.keys import KeyRing
from concord_shared.store.mapper import Mapper
from concord_shared.store.ports import Store
from concord_shared.testing.toy import LIMIT, Count, Counted, toy

CASE, OTHER = (case_id("ROT", body) for body in ("7K3M9Q", "8K3M9Q"))
START = datetime(2027, 3, 15, 9, tzinfo=UTC)
LONG_AGO = date(2027, 2, 1)


def officer(name: str | None, office: str = "administrator", organisation: str = "system") -> Actor:
    return Actor(organisation=organisation, office=office, officer=name)


ONE, ANOTHER = officer("officer-1"), officer("officer-2")


class Place:
    """A counting service with entries by two persons, on a store."""

    def __init__(self, store: Store, keys: KeyRing) -> None:
        self.service = with_backdating(toy(), "case")
        mapper = Mapper("intake", self.service.facts, keys)
        self.clock = SimulatedClock(START)
        self.memory = Memory(self.service, store, mapper, Mapper("intake", self.service.facts, keys.without_keys()))
        self.writer = Writer(self.memory, Shelf("rotherham"), self.clock, SeededIds("two"), in_thread=True)
        self.ids, self.task = SeededIds("commands"), asyncio.create_task(self.writer.run())

    def do(self, name: str, actor: Actor, /, on: date | None = None, **body: Any) -> "asyncio.Future[Any]":
        spec = self.service.commands[name]
        chosen = self.ids.opaque()
        command = spec.model.model_validate(body)
        return self.writer.submit(CommandJob(name, spec, command, actor, chosen, CASE, on, "c", chosen))

    def propose(self, actor: Actor = ONE, **fields: Any) -> "asyncio.Future[Any]":
        entry = {"command": "Count", "with": {"by": 2}, "occurred_on": LONG_AGO, "reason": "It lay in a drawer"}
        return self.do("ProposeBackdatedEntry", actor, **(entry | fields))

    def confirm(self, proposal: str, actor: Actor = ANOTHER) -> "asyncio.Future[Any]":
        return self.do("ConfirmBackdatedEntry", actor, proposal=proposal)

    @property
    def recorded(self) -> list[Any]:
        return [self.memory.mapper.decode(event) for event in self.memory.store.events(f"case-{CASE}")]

    @property
    def total(self) -> int:
        self.memory.catch_up()
        return int(self.memory.load(f"case-{CASE}").state.total)

    def ask(self, actor: Actor) -> Any:
        question = self.service.questions["BackdatedEntries"]
        return question.answer(question.model(case=CASE), Asker(actor, START.date()), self)  # type: ignore[arg-type]

    def history(self, stream: str) -> Any:
        return self.recorded


@pytest.fixture
async def place(any_store: Store, keys: KeyRing) -> Place:
    return Place(any_store, keys)


async def test_it_counts_once_another_officer_has_confirmed_it_and_on_the_day_it_happened(place: Place) -> None:
    proposal = (await place.propose())["proposal"]
    assert place.total == 0
    assert (await place.confirm(proposal))["accepted"]
    assert place.total == 2
    entry = place.recorded[-1]
    assert isinstance(entry.fact, Counted)
    assert entry.envelope.occurred_on == LONG_AGO
    assert entry.envelope.actor == ONE
    assert "second officer" in entry.envelope.occurred_reason


async def test_who_proposed_and_who_confirmed_are_on_record_on_the_day_they_did(place: Place) -> None:
    proposal = (await place.propose())["proposal"]
    await place.confirm(proposal)
    proposed, confirmed, entry = place.recorded
    assert (proposed.envelope.actor, confirmed.envelope.actor) == (ONE, ANOTHER)
    assert {proposed.envelope.occurred_on, confirmed.envelope.occurred_on} == {START.date()}
    assert entry.envelope.causation_id == confirmed.envelope.command_id and entry.envelope.command_id is None


async def test_what_is_proposed_and_why_is_sealed(place: Place) -> None:
    await place.propose()
    (event,) = place.memory.store.events(f"case-{CASE}")
    assert b"drawer" not in event.state and b'"by"' not in event.state
    assert place.memory.reader.decode(event).fact.reason.is_gap  # type: ignore[attr-defined]
    assert place.recorded[0].fact.reason.clear == "It lay in a drawer"


async def test_nobody_confirms_their_own_entry_or_the_same_one_twice(place: Place) -> None:
    proposal = (await place.propose())["proposal"]
    assert (await place.confirm(proposal, ONE))["code"] == "SecondPersonRequired"
    assert (await place.confirm(proposal, officer(None)))["code"] == "OfficerNotNamed"
    together = await asyncio.gather(place.confirm(proposal), place.confirm(proposal, officer("officer-3")))
    assert [reply["accepted"] for reply in together] == [True, False]
    assert together[1]["code"] == "ConfirmedBefore"
    assert place.total == 2


async def test_who_proposes_is_known_by_name(place: Place) -> None:
    assert (await place.propose(officer(None)))["code"] == "OfficerNotNamed"
    assert place.recorded == []


async def test_only_the_same_office_or_a_coordinator_confirms(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord_shared.running.deciding.may_act", lambda *_: None)
    proposal = (await place.propose())["proposal"]
    refused = await place.confirm(proposal, officer("officer-9", "representative", "rmbc"))
    assert (refused["code"], refused["field"]) == ("NoAuthority", "as")
    assert (await place.confirm(proposal, officer("officer-9", "coordinator", "var")))["accepted"]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"command": "Cuont"}, "UnknownCommand", "command"),
        ({"command": "ConfirmBackdatedEntry"}, "UnknownCommand", "command"),
        ({"with": {"by": "many"}}, "InvalidField", "with.by"),
        ({"with": {"bye": 1}}, "InvalidField", "with.bye"),
        ({"occurred_on": START.date()}, "NotBackdated", "occurred_on"),
        ({"occurred_on": date(2027, 3, 16)}, "NotBackdated", "occurred_on"),
    ],
)
async def test_what_cannot_be_entered_is_refused_when_it_is_proposed(
    place: Place, fields: Any, code: str, field: str
) -> None:
    refused = await place.propose(**fields)
    assert (refused["code"], refused["field"]) == (code, field)
    assert place.recorded == []


async def test_what_the_case_refuses_now_is_not_proposed(place: Place) -> None:
    for _ in range(2):
        await place.do("Count", ONE, by=5)
    assert (await place.propose())["code"] == "TooMany"
    assert len(place.recorded) == LIMIT // 5


async def test_what_the_case_refuses_meanwhile_is_not_carried_out(place: Place) -> None:
    proposal = (await place.propose())["proposal"]
    for _ in range(2):
        await place.do("Count", ONE, by=5)
    assert (await place.confirm(proposal))["code"] == "TooMany"
    assert [type(each.fact) for each in place.recorded] == [BackdatedEntryProposed, Counted, Counted]


async def test_what_opens_a_case_is_not_entered_for_another_day(place: Place) -> None:
    def elsewhere(request: Any, desk: Any) -> Any:
        from concord_shared.decisions import Outcome, Write

        return Outcome((Write(f"case-{OTHER}", (Counted(by=1),), OTHER),))

    place.service = with_backdating(toy(), "case")
    spec = with_backdating(_with(Command(Count, elsewhere)), "case").commands["ProposeBackdatedEntry"]
    body = {"command": "Count", "with": {}, "occurred_on": LONG_AGO, "reason": "Late post"}
    job = CommandJob("P", spec, spec.model.model_validate(body), ONE, "p", CASE, None, "c", "d")
    assert (await place.writer.submit(job))["code"] == "OpensACase"


async def test_a_proposal_of_another_case_or_of_none_is_not_found(place: Place) -> None:
    assert (await place.confirm("nothing"))["code"] == "NoSuchProposal"
    spec = place.service.commands["ConfirmBackdatedEntry"]
    job = CommandJob("C", spec, spec.model(proposal="p"), ANOTHER, "c-1", None, None, "c", "d")
    assert (await place.writer.submit(job))["code"] == "CaseRequired"


async def test_proposing_does_not_move_the_day_of_what_happened_last(place: Place) -> None:
    await place.do("Count", ONE, on=date(2027, 3, 10))
    await place.propose()
    assert (await place.do("Count", ONE, on=date(2027, 3, 12)))["accepted"]


async def test_an_entry_of_long_ago_does_not_open_the_days_since_to_one_officer(place: Place) -> None:
    await place.do("Count", ONE, on=date(2027, 3, 12))
    await place.confirm((await place.propose())["proposal"])
    assert (await place.do("Count", ONE, on=date(2027, 3, 10)))["code"] == "BackdatingNeedsSecondPerson"


async def test_the_refusal_says_how_two_persons_enter_it(place: Place) -> None:
    refused = await place.do("Count", ONE, on=LONG_AGO)
    assert "ProposeBackdatedEntry" in refused["message"] and "ConfirmBackdatedEntry" in refused["message"]


async def test_after_erasure_nothing_is_left_to_confirm(place: Place) -> None:
    proposal = (await place.propose())["proposal"]
    place.memory.mapper.keys.erase(CASE)
    assert (await place.confirm(proposal))["code"] == "PersonErased"
    assert place.total == 0


async def test_the_second_person_sees_what_they_confirm_and_strangers_see_nothing(place: Place) -> None:
    await place.propose()
    (entry,) = place.ask(ANOTHER)["entries"]
    assert entry["with"] == {"by": 2} and entry["reason"] == "It lay in a drawer" and not entry["confirmed"]
    assert place.ask(officer("officer-9", "coordinator", "var"))["entries"] == [entry]
    with pytest.raises(Refused) as refused:
        place.ask(officer("officer-9", "representative", "rmbc"))
    assert refused.value.refusal.code == "NoAuthority"


async def test_what_is_confidential_to_a_service_is_held_back_from_coordinators(place: Place) -> None:
    await place.propose()
    question = with_backdating(toy(), "mediation").questions["BackdatedEntries"]
    asker = Asker(officer("officer-9", "coordinator", "var"), START.date())
    (entry,) = question.answer(question.model(case=CASE), asker, place)["entries"]  # type: ignore[arg-type]
    assert (entry["with"], entry["reason"]) == ("held", "held")


async def test_the_history_tells_it_in_words_and_never_what_waits(place: Place) -> None:
    proposal = (await place.propose())["proposal"]
    await place.confirm(proposal)

    def say(fact: Any) -> str:
        return say_backdated(fact) if isinstance(fact, BackdatedEntry) else "counted."

    lines = history(place.recorded, say, lambda _: True)["facts"]
    assert [line["words"] for line in lines] == [
        "An entry dated 1 February 2027 (count) was proposed; it counts once a second officer confirms it.",
        "An entry dated 1 February 2027 (count) was confirmed by a second officer, and counts from now on.",
        "counted.",
    ]
    assert lines[0]["data"]["payload"] == "held" and lines[0]["data"]["reason"] == "It lay in a drawer"


async def test_the_form_is_checked_at_the_door(place: Place) -> None:
    with pytest.raises(Refused) as refused:
        command_job(
            place.service, "ProposeBackdatedEntry", "system", b'{"id": "a", "office": "b", "body": {"with": 3}}'
        )
    assert "with: Input should be a valid dictionary" in refused.value.refusal.message
    assert isinstance(BackdatedEntryConfirmed.stored_name, str)


def _with(command: Command) -> Any:
    from dataclasses import replace

    return replace(toy(), commands={"Count": command})
