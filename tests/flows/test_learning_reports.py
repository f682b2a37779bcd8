"""RP3, RP6 and RP10 of what really happened: actions in hostile words, a meeting held, a request decided, readings."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from concord.acting import read_acting
from concord.reports.asked import Asked
from concord.reports.catalogue import KINDS
from concord.reports.html import page
from concord.reports.pdf import paper

from .running import at_play

ADMINISTRATOR, LEARNING, OFFICER = "system/administrator", "rmbc/learning_group", "rmbc/information_officer"
HOSTILE = "Say it early. #panic() <script>alert(1)</script> \\ {{ 7 * 7 }}"
QUARTER = {"from_on": date(2027, 1, 1), "until_on": date(2027, 3, 31)}


@pytest.fixture
def play_at(tmp_path: Path):  # type: ignore[no-untyped-def]
    with at_play(tmp_path) as playing:
        yield playing


def test_actions_meetings_decisions_and_readings_stand_in_their_reports(play_at) -> None:  # type: ignore[no-untyped-def]
    async def done(command, by, **body):  # type: ignore[no-untyped-def]
        reply = await play_at.do(command, by, **body)
        assert reply["accepted"], reply
        return reply

    async def report(what, by, **more):  # type: ignore[no-untyped-def]
        return await KINDS[what].gather(play_at.player.talk, Asked(what, read_acting(by), **more))

    async def told():  # type: ignore[no-untyped-def]
        for office in ("learning_group", "information_officer"):
            held = {"officer": f"officer-rmbc-{office.split('_')[0]}", "office": office, "org": "rmbc"}
            await done("directory.AssignRole", ADMINISTRATOR, **held, employer_org="rmbc", starts_on="2027-01-04")
        action = {"what": HOSTILE, "owner_office": "compact_lead", "due_on": "2027-02-01"}
        await done("oversight.RecordActionItem", LEARNING, **action)
        request = {"request_ref": "FOI-12", "holder": "rmbc", "items": ["The agenda"], "released": False}
        await done("oversight.DecideDisclosure", OFFICER, **request, ground="Given in confidence.")
        first = await report("RP6", LEARNING)
        await play_at.player.settle()
        return first, await report("RP3", LEARNING, **QUARTER), await report("RP10", OFFICER)

    register, quarter, log = play_at.run(told())
    assert HOSTILE in register.model_dump_json().encode().decode("unicode_escape")
    assert "<script>" not in page(register) and "&lt;script&gt;" in page(register)
    assert "#panic()" in PdfReader(io.BytesIO(paper(register))).pages[0].extract_text()
    assert "What each partner did" in [section.heading for section in quarter.sections]
    shown = log.model_dump_json()
    assert "FOI-12" in shown and "kept back" in shown and "officer-" not in shown
    assert ("Actions", "oversight") in {
        (row[2], row[4])
        for section in log.sections
        for block in section.blocks
        if block.kind == "table"
        for row in block.rows
        if len(row) == 5
    }
