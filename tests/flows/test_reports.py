"""The case audit file of a played case: each reader's own view, what is held, and what it can be checked by."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from concord.acting import read_acting
from concord.composing import compose
from concord.reports import case_file, overdue_board
from concord.reports.asked import Asked
from concord.reports.html import page
from concord.reports.model import Report
from concord.reports.pdf import paper
from concord.saying import Trouble
from concord.simulating.playing import simulated
from concord.simulating.reading import read_scenario
from concord_shared.clock import local_day

FILE = next((Path(__file__).parent / "scenarios").glob("S01-*.yaml"))
PARTY, AUDITOR, STRANGER = "rmbc/representative", "system/auditor", "syfr/representative"
TERMS = "The Council pays one quarter in advance"


class Played:
    """The worked case S01, ended, with services that still answer."""

    def __init__(self, runner: asyncio.Runner, player: Any) -> None:
        self.runner, self.player = runner, player
        (self.case,) = player.cases.values()

    def file_for(self, who: str, at: str | None = None) -> Report:
        asked = Asked("RP1", read_acting(who), case=self.case, at=at)
        return self.runner.run(case_file.gather(self.player.talk, asked))

    def history_for(self, who: str) -> Any:
        return self.runner.run(compose(self.player.talk, self.case, read_acting(who)))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder, stack = tmp_path_factory.mktemp("played"), AsyncExitStack()

    async def begun() -> Any:
        player = await stack.enter_async_context(simulated(read_scenario(FILE), FILE, folder, None, "memory"))
        await player.play()
        return player

    with asyncio.Runner() as runner:
        yield Played(runner, runner.run(begun()))
        runner.run(stack.aclose())


def steps(report: Report, heading: str = "Every event, in order") -> list[Any]:
    found = next(section for section in report.sections if section.heading == heading)
    return list(found.blocks[0].steps)  # type: ignore[union-attr]


def table(report: Report, caption: str) -> Any:
    blocks = (block for section in report.sections for block in section.blocks)
    return next(block for block in blocks if getattr(block, "caption", "").startswith(caption))


def text(report: Report) -> str:
    return report.model_dump_json()


def test_every_event_stands_in_it_once_and_in_order(played):
    told, shown = played.history_for(PARTY).lines, steps(played.file_for(PARTY))
    assert [step.words for step in shown] == [line["words"] for line in told]
    assert all(
        "rules 2017.1." in step.small[-1] for step, line in zip(shown, told, strict=True) if line["pack_version"]
    )


def test_a_party_reads_the_terms_and_the_auditor_reads_that_they_are_held(played):
    party, auditor = played.file_for(PARTY), played.file_for(AUDITOR)
    assert TERMS in text(party) and TERMS not in text(auditor)
    (held,) = [step.held for step in steps(auditor) if step.words.startswith("Terms were recorded")]
    assert held == ("terms",)
    assert ("terms", "mediation", "1") in table(auditor, "Held").rows


def test_a_stranger_gets_no_file(played):
    with pytest.raises(Trouble):
        played.file_for(STRANGER)


def test_offices_are_named_and_officers_are_not(played):
    shown = text(played.file_for(AUDITOR))
    assert "officer-" not in shown
    assert "By Mediator, Voluntary Action Rotherham." in shown


def test_each_deadline_says_its_place_in_the_compact_or_that_it_is_ours(played):
    places = {row[0].split()[0]: row[-1] for row in table(played.file_for(PARTY), "Deadlines").rows}
    assert places["ROT-D01"] == "The Rotherham Compact, Appendix 1, Stage 2"
    assert places["ROT-D10"] == "ours"


def test_its_fingerprint_is_that_of_the_composed_history_and_changes_with_any_event(played):
    told = played.history_for(PARTY)
    found = case_file.fingerprint(told)
    assert found in text(played.file_for(PARTY)) and found not in text(played.file_for(AUDITOR))
    told.lines[7]["words"] += "!"
    assert case_file.fingerprint(told) != found


def test_at_a_moment_it_is_what_it_was_then(played):
    then = played.file_for(PARTY, "2026-12-18")
    assert (str(then.as_of), dict(then.about)["State"]) == ("2026-12-18", "open, Stage 2: mediation")
    assert TERMS not in text(then)
    assert dict(played.file_for(PARTY).about)["State"] == "Closed (settled)"


def test_the_same_question_gives_the_same_bytes(played):
    assert [page(played.file_for(PARTY)), paper(played.file_for(PARTY))] == [
        page(played.file_for(PARTY)),
        paper(played.file_for(PARTY)),
    ]


def test_the_board_is_of_the_clock_that_the_services_have(played):
    asked = Asked("RP7", read_acting("var/coordinator"), near=366)
    board = played.runner.run(overdue_board.gather(played.player.talk, asked))
    assert board.as_of == local_day(played.player.clock.now())
    assert [row[0] for row in table(board, "Due within").rows] == [played.case]
