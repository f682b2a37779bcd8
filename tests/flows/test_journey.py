"""One whole journey through all services on one machine, on both databases; and every message heard twice."""

import asyncio

import pytest

from concord_shared.messaging.cloudevents import from_message, kept
from concord_shared.messaging.subjects import durable, told_stream
from concord_shared.running.jobs import HearingJob
from concord_shared.testing.looking import messages, positions

CLOSED_WITH = "accepted"
INTAKE = [
    "ConcernRaised",
    "CompactRelatednessAdvised",
    "ConcernAccepted",
    "StageOpened",
    "InformalAttemptRecorded",
    "InformalExhaustionConfirmed",
    "InformalExhaustionConfirmed",
    "FormalResolutionInvoked",
    *["StageClosed", "StageOpened"] * 4,
    "StageClosed",
    "CaseClosed",
]
MEDIATION = ["MediationOpened", "MediationDeclined", "MediationFailed"]
PANEL = [
    "PanelStageOpened",
    "PanelUnderWay",
    "InvestigatorAppointed",
    "InvestigationReportSubmitted",
    "PanelStageOpened",
    "PanelMemberExcluded",
    "ReviewGroupConvened",
    "ReviewFindingsRecorded",
    "PanelRecommendation",
    "PanelStageOpened",
    "RecommendationResponseRecorded",
    "RecommendationResponseRecorded",
    "PanelOver",
]
NAMED = {
    "intake": "ConcernRaised",
    "mediation": "MediationFailed",
    "panel": "PanelRecommendation",
    "notify": "NoticeIssued",
}


@pytest.fixture
async def played(on_one_machine, any_store_url):
    """The journey, played to its end on either database."""
    stores = any_store_url if any_store_url.startswith("postgres") else None
    async with on_one_machine(stores=stores) as concord:
        await concord.journey.set_up()
        case = await concord.journey.whole()
        await concord.settle()
        yield concord, case


async def test_the_case_closes_in_order_and_everybody_concerned_is_told(played):
    concord, case = played

    assert without_clocks(concord.names("intake")) == INTAKE
    assert without_clocks(concord.names("mediation")) == MEDIATION
    assert without_clocks(concord.names("panel")) == PANEL
    closed = only(concord, "intake", "CaseClosed")
    assert (closed.fact.reason, closed.envelope.case) == (CLOSED_WITH, case)
    await assert_the_four_named_facts_are_told(concord, case)
    assert_each_notice_that_went_out_by_mail_lies_in_the_outbox(concord)
    await assert_all_is_told_recorded_and_heard(concord)


async def assert_the_four_named_facts_are_told(concord, case):
    for service, name in NAMED.items():
        told = await messages(concord.machine.link.js, told_stream(concord.compact, service))
        subjects = {each.subject for each in told}
        assert f"concord.{concord.compact}.told.{service}.{name}.v1.{case}" in subjects


def assert_each_notice_that_went_out_by_mail_lies_in_the_outbox(concord):
    issued = [each.fact for each in concord.facts("notify") if type(each.fact).__name__ == "NoticeIssued"]
    letters = {path.stem for path in concord.machine.place.outbox.glob("*.eml")}
    assert letters == {each.notice_id for each in issued if each.channel == "email"}
    assert {each.notice_type for each in issued} >= {
        "acknowledgement", "advice_positive", "concern_about_you", "confirmation_request", "mediation_offer",
        "appointment_investigator", "report_copy", "review_group", "recommendation", "closure",
    }  # fmt: skip


async def assert_all_is_told_recorded_and_heard(concord):
    assert concord.machine.quiet
    await concord.outside.settle()
    for name, store in concord.stores.items():
        told = positions(await messages(concord.machine.link.js, told_stream(concord.compact, name)))
        assert told == sorted(set(told))
        assert store.parked() == []


async def test_every_subscriber_is_given_every_message_again_and_nothing_changes(played):
    concord, _ = played
    before, letters = concord.outside.everything(), outbox(concord)

    for _, name, upstream, stream in subscriptions(concord):
        await given_again(concord.machine.link.js, stream, durable(concord.compact, name, upstream))

    assert await put_before_the_writers_again(concord) == {False}
    await concord.settle()
    assert concord.outside.everything() == before
    assert outbox(concord) == letters


async def put_before_the_writers_again(concord):
    """Past the pump, which knows them too; what each writer says of having heard them."""
    replies = set()
    for one, *_, stream in subscriptions(concord):
        for message in await messages(concord.machine.link.js, stream):
            told = from_message(message.headers, message.data)
            job = HearingJob(told, kept(told, message.headers, message.data))
            replies.add((await one.writer.submit(job))["heard"])
    return replies


def subscriptions(concord):
    for (compact, name), one in concord.machine.running.items():
        for upstream in one.service.hears:
            yield one, name, upstream, told_stream(compact, upstream)


async def given_again(js, stream, name):
    """Sets the durable back to the first message; its counters begin anew, and all is delivered and taken again."""
    count = (await js.stream_info(stream)).state.messages
    await js.reset_consumer(stream, name, seq=1)
    async with asyncio.timeout(15):
        while (info := await js.consumer_info(stream, name)).ack_floor.stream_seq < count:
            await asyncio.sleep(0.02)
    assert info.delivered.consumer_seq >= count


def outbox(concord):
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in concord.machine.place.outbox.iterdir()}


def without_clocks(names):
    return [name for name in names if not name.startswith("Deadline")]


def only(concord, service, name):
    (found,) = [each for each in concord.facts(service) if type(each.fact).__name__ == name]
    return found
