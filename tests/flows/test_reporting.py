"""What a subscriber of the reporting stream sees of a whole case: every step, nobody's name, nothing that was said."""

import asyncio
import json
from datetime import date

from frictionless import validate

from concord.acting import AUDITOR
from concord.open_data.gathering import gather
from concord.open_data.spans import spans
from concord.open_data.writing import write
from concord.talking import Talk
from concord_oversight.domain.reportable import REPORTABLE
from concord_shared.messaging.provision import plan
from concord_shared.messaging.reconcile import Pair, begin_anew, compare_all
from concord_shared.messaging.reporting import reporting
from concord_shared.messaging.subjects import reporting_stream
from concord_shared.testing.confidences import M, told_in_confidence
from concord_shared.testing.looking import messages, positions

MEMBERSHIP = '"of":"directory.'
"""Who has signed the Compact is known to everybody, and is of no case."""
STEPS = {
    "intake.ConcernRaised",
    "intake.ConcernAccepted",
    "intake.StageOpened",
    "intake.CaseClosed",
    "mediation.MediationFailed",
    "panel.PanelRecommendation",
    "panel.RecommendationResponseRecorded",
    "notify.NoticeIssued",
}


async def test_a_whole_case_is_reported_without_persons_texts_or_who_raised_it(on_one_machine, tmp_path):
    async with on_one_machine() as concord:
        await concord.journey.set_up()
        case, person = await told_in_confidence(concord.journey)
        whole = await concord.journey.whole()
        await concord.settle()
        js, oversight = concord.machine.link.js, concord.machine.of(concord.compact, "oversight")
        told = await messages(js, reporting_stream(concord.compact))
        make = reporting(concord.compact, "oversight", oversight._read, oversight.service.report)
        (compared,) = await compare_all(js, [Pair(reporting_stream(concord.compact), oversight.store, make)])
        days = spans(date(2027, 1, 1), date(2027, 3, 31), "month")
        figures = await gather(Talk(concord.machine.link.nc, concord.compact), AUDITOR, days, None)
        write(tmp_path / "open", figures, days, "month")

    lines = [json.loads(each.data) for each in told]
    assert {line["of"] for line in lines if line["case"] == whole} >= STEPS
    assert all(line["figures"].keys() <= REPORTABLE[line["of"]].keys() for line in lines)
    seen = "".join(f"{each.subject} {each.headers} {each.data.decode()}" for each in told)
    assert [name for name, marker in M.items() if marker in seen] == []
    for hidden in (person, "officer-", "correlation", "causation"):
        assert hidden not in seen
    of_cases = "".join(f"{each.subject} {each.data.decode()}" for each in told if MEMBERSHIP not in each.data.decode())
    assert concord.journey.raiser not in of_cases
    assert {each.subject for each in told if case in each.subject}
    assert positions(told) == sorted(set(positions(told)))
    assert compared.well and compared.behind == 0
    published = "".join(file.read_text() for file in (tmp_path / "open").glob("*.csv"))
    assert "2027-01-01,2027-01-31,M01,,all,,,,true" in published
    hidden_there = (*M.values(), person, case, whole, "officer-", concord.journey.raiser)
    assert [each for each in hidden_there if each in published] == []
    assert validate(str(tmp_path / "open" / "datapackage.json")).valid


async def test_the_reporting_stream_is_filled_again_from_oversights_store(on_one_machine):
    async with on_one_machine() as concord:
        await concord.journey.set_up()
        await concord.journey.to_mediation()
        await concord.settle()
        js, stream = concord.machine.link.js, reporting_stream(concord.compact)
        before = list(map(ours, await messages(js, stream)))
        hears = {name: one.service.hears for (_, name), one in concord.machine.running.items()}
        await begin_anew(js, stream, plan([concord.compact], hears))
        after: list[tuple[object, ...]] = []
        while len(after) < len(before):
            await asyncio.sleep(0.1)
            after = list(map(ours, await messages(js, stream)))

    assert before
    assert after == before


def ours(message):
    """Without the headers of the batch in which it happened to be published."""
    headers = {name: value for name, value in message.headers.items() if name.startswith(("ce-", "Concord-"))}
    return message.subject, headers, message.data
