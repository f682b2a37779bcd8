"""Two Compacts in one process, on one broker and one data folder: apart in data, subjects, keys and rights."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from concord.acting import read_acting
from concord.one_machine import Machine, one_machine
from concord_shared.clock import SimulatedClock, local_day
from concord_shared.packs.model import Pack
from concord_shared.testing.caller import Caller
from concord_shared.testing.journey import Journey

from .conftest import TUESDAY

OTHER = "dobshire"
QUESTIONS = ("intake.Case", "intake.History", "mediation.Case", "notify.Notices", "notify.History", "oversight.History")


@pytest.fixture(scope="module")
def dobshire() -> Pack:
    from concord_shared.packs.loading import builtin, load

    data = load(builtin()["rotherham"]).to_data()
    data["pack"] |= {"id": OTHER, "title": "The Dobshire Compact", "case_prefix": "DOB"}
    return Pack.from_data(data)


class Two:
    """Both Compacts with a case each, which the same people took to mediation."""

    def __init__(self, machine: Machine, packs: dict[str, Pack]) -> None:
        self.machine, today = machine, local_day(TUESDAY)
        callers = {each: Caller(machine.link.nc, each, patience=20) for each in packs}
        self.journeys = {each: Journey(callers[each], packs[each], today) for each in packs}
        self.cases: dict[str, str] = {}

    async def play(self) -> None:
        for compact, journey in self.journeys.items():
            await journey.set_up()
            self.cases[compact] = await journey.to_mediation()
        await self.machine.settle(60)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def two(tmp_path_factory: pytest.TempPathFactory, dobshire: Pack) -> AsyncIterator[Two]:
    from concord_shared.packs.loading import builtin, load

    packs = {"rotherham": load(builtin()["rotherham"]), OTHER: dobshire}
    folder, clock = tmp_path_factory.mktemp("two") / "data", SimulatedClock(TUESDAY)
    async with one_machine(folder, list(packs), clock=clock, packs=packs, storage="memory", findable=True) as machine:
        both = Two(machine, packs)
        await both.play()
        yield both


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_references_begin_with_the_prefix_of_each(two: Two):
    assert {compact: case[:4] for compact, case in two.cases.items()} == {"rotherham": "ROT-", OTHER: "DOB-"}


async def test_each_has_stores_and_positions_of_its_own(two: Two):
    for (compact, service), one in two.machine.running.items():
        found = one.store.notifications(0, 100_000)
        facts = [one.memory.mapper.decode(each, position=each.id) for each in found]
        cases = {each.envelope.case for each in facts if each.envelope.case}
        assert cases <= {two.cases[compact]}, service
        assert [each.id for each in found] == list(range(1, len(found) + 1)), service


async def test_each_has_streams_and_subjects_of_its_own(two: Two):
    streams = {each.config.name: each.config.subjects or [] for each in await two.machine.link.js.streams_info()}
    for compact in two.cases:
        own = {name: subjects for name, subjects in streams.items() if name.endswith(f"_{compact.upper()}")}
        assert {"TOLD_INTAKE", "RECORD_INTAKE"} <= {name.removesuffix(f"_{compact.upper()}") for name in own}
        assert all(each.startswith(f"concord.{compact}.") for subjects in own.values() for each in subjects)


async def test_each_has_letters_and_figures_of_its_own(two: Two):
    for compact, journey in two.journeys.items():
        other = next(each for each in two.cases if each != compact)
        caller = journey.caller
        notices = await caller.ask("notify.Notices", "system/auditor", case=two.cases[compact])
        assert notices["notices"]
        assert two.cases[other] not in str(notices)
        patterns = await caller.ask("oversight.Patterns", "system/auditor")
        assert two.cases[other] not in str(patterns)
        assert [each["case"] for each in (await caller.ask("intake.Cases", "system/auditor"))["cases"]] == [
            two.cases[compact]
        ]


@pytest.mark.parametrize("who", ["var/coordinator", "green-doorstep/representative", "system/auditor"])
async def test_an_officer_of_one_gets_nothing_of_a_case_of_the_other(two: Two, who: str):
    caller = two.journeys[OTHER].caller
    for question in QUESTIONS:
        reply = await caller.ask(question, who, case=two.cases["rotherham"])
        said = str({name: value for name, value in reply.items() if name != "case"})
        assert not reply["answered"] or not any(reply.get(each) for each in ("facts", "notices", "parties")), question
        assert "notice that the Compact asks for" not in said


async def test_an_officer_of_one_does_nothing_in_a_case_of_the_other(two: Two):
    before = {key: one.store.head() for key, one in two.machine.running.items()}
    caller, case = two.journeys[OTHER].caller, two.cases["rotherham"]
    tried = {
        "intake.ReportSettlement": ("green-doorstep/representative", {"text": "Agreed."}),
        "intake.SuspendCase": ("var/coordinator", {"ground": "outside_body_asks"}),
        "mediation.DeclineMediation": ("rmbc/representative", {}),
    }
    for command, (who, body) in tried.items():
        reply = await caller.send(command, who, case, body)
        assert not reply["accepted"], command
    await two.machine.settle(60)
    assert {key: one.store.head() for key, one in two.machine.running.items()} == before


async def test_the_same_officer_holds_each_office_in_one_of_them_alone(two: Two):
    role = {"officer": "officer-both", "office": "coordinator", "org": "syfr", "starts_on": "2020-01-06"}
    await two.journeys[OTHER].caller.do("directory.AssignRole", "system/administrator", **role)
    await two.machine.settle(60)

    held = {}
    for compact, journey in two.journeys.items():
        offices = await journey.caller.ask(
            "directory.Offices", "system/administrator", org="syfr", office="coordinator"
        )
        held[compact] = [each["officer"] for each in offices["offices"]]
    assert held == {"rotherham": [], OTHER: ["officer-both"]}
    talk = two.machine.talk("rotherham")
    body = {"ground": "outside_body_asks"}
    acting = read_acting("syfr/coordinator/officer-both")
    reply = await talk.do(("intake", "SuspendCase"), acting, "both-1", body, case=two.cases["rotherham"])
    assert (reply["accepted"], reply["code"]) == (False, "NoAuthority")


def contacts(two: Two, compact: str) -> dict[str, str | None]:
    """How organisations are reached, as notify of that Compact opens it."""
    notify = two.machine.of(compact, "notify")
    known = notify.memory.directory.organisations()
    return {each.org: notify.keys.open_told(each.contact) for each in known if each.contact}


async def test_each_seals_under_keys_of_its_own(two: Two):
    """The organisations are the same; what one Compact's services sealed is a gap to those of the other."""
    intake = two.machine.of("rotherham", "intake")
    raised = intake.store.notifications(0, 1)[0]
    own, others = (two.machine.of(each, "intake").memory.mapper for each in ("rotherham", OTHER))

    assert own.decode(raised, position=1).fact.text.clear  # type: ignore[attr-defined]
    assert others.decode(raised, position=1).fact.text.clear is None  # type: ignore[attr-defined]


async def test_what_is_erased_in_one_is_kept_in_the_other(two: Two):
    before = contacts(two, "rotherham")
    erase = {"person": "syp", "ground": "They asked for it."}
    await two.journeys[OTHER].caller.do("directory.ErasePersonalData", "system/administrator", **erase)
    await two.machine.settle(60)

    assert contacts(two, "rotherham") == before
    assert before["syp"]
    assert contacts(two, OTHER)["syp"] is None
