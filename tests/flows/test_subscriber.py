"""The subscriber of docs/how-to follows the four named facts, is killed on the way, and misses nothing."""

import ast
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concord_shared.messaging.subjects import told_stream
from concord_shared.testing.looking import messages

SUBSCRIBER = Path(__file__).parents[2] / "docs" / "how-to" / "subscriber.py"
OURS = ("concord", "concord_shared")
LINES_ABOUT = 30
NAMED = {
    "intake": "ConcernRaised",
    "mediation": "MediationFailed",
    "panel": "PanelRecommendation",
    "notify": "NoticeIssued",
}


async def test_killed_in_the_middle_and_started_again_it_prints_each_fact_as_told(on_one_machine, tmp_path):
    printed = tmp_path / "printed.jsonl"
    async with on_one_machine() as concord:
        await concord.journey.set_up()
        with following(concord, printed) as subscriber:
            case = await concord.journey.to_mediation()
            await until(lambda: {"ConcernRaised", "NoticeIssued"} <= {each["fact"] for each in lines(printed)})
            subscriber.kill()
            subscriber.wait(10)
        before = len(lines(printed))
        await concord.journey.decline(case)
        await concord.journey.investigate(case)
        with following(concord, printed):
            await concord.journey.review(case)
            await concord.settle()
            told = await told_by(concord)
            await until(lambda: {each["id"] for each in lines(printed)} >= set(told))

    assert 0 < before < len(told)
    assert {each["fact"] for each in lines(printed)} == set(NAMED.values())
    for line in lines(printed):
        assert line == told[line["id"]]


def test_it_is_short_and_imports_nothing_of_ours():
    text = SUBSCRIBER.read_text()
    assert 20 <= len([line for line in text.splitlines() if line.strip()]) <= LINES_ABOUT + 10
    assert [name for name in imported(text) if name.partition(".")[0].startswith(OURS)] == []
    assert "concord_shared.ids" in imported("from concord_shared.ids import Ids")


def imported(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@contextmanager
def following(concord, printed: Path) -> Iterator[subprocess.Popen[bytes]]:
    broker = concord.machine.broker
    command = [sys.executable, "-I", SUBSCRIBER, broker.url, broker.token_file, concord.compact]
    with printed.open("ab") as out, printed.with_suffix(".errors").open("ab") as errors:
        process = subprocess.Popen(command, stdout=out, stderr=errors)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)
        assert printed.with_suffix(".errors").read_text() == ""


async def told_by(concord) -> dict[str, dict[str, object]]:
    """The four named facts as they stand in the streams, by id, in the shape that the subscriber prints."""
    found = {}
    for service, fact in NAMED.items():
        for each in await messages(concord.machine.link.js, told_stream(concord.compact, service)):
            if f".{fact}.v1." in each.subject:
                said = each.headers
                line = {"fact": fact, "id": said["ce-id"], "case": said["ce-subject"], "on": said["ce-occurredon"]}
                found[said["ce-id"]] = line | {"data": json.loads(each.data)}
    return found


def lines(printed: Path) -> list[dict[str, object]]:
    """Whole lines; a kill may cut the last of a run short."""
    found = []
    for line in printed.read_text().replace("}{", "}\n{").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


async def until(true, seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.05)
