"""From the prepared letter to the outbox, and what follows when it does not arrive."""

import asyncio
import email
from datetime import date
from email import policy

import pytest

from concord_notify.application.folder import Folder
from concord_notify.domain import facts
from concord_notify.domain.letters import content_sha256
from concord_shared.contracts.directory import PersonalDataErased
from concord_shared.contracts.intake import CaseClosed, ConcernRaised
from concord_shared.contracts.panel import RecommendationResponseRecorded
from concord_shared.envelope import Actor
from concord_shared.sealed import Sealed

COORDINATOR = Actor(organisation="var", office="coordinator", officer="officer-var-coordinator")


def test_a_letter_is_laid_into_the_outbox_and_counts_as_delivered(hear, raised, post, desk, outbox):
    hear(raised)
    post()

    (issued,) = desk.facts(facts.NoticeIssued)
    (delivered,) = desk.facts(facts.NoticeDelivered)
    message = email.message_from_bytes((outbox / f"{issued.notice_id}.eml").read_bytes())
    assert message["To"] == "caller@home.example"
    assert message["Message-ID"] == f"<{issued.notice_id}@concord.example>"
    assert (issued.channel, delivered.attempt) == ("email", 1)
    assert desk.due() == []


def test_the_hash_is_of_the_letter_as_it_went_out(hear, raised, post, desk, outbox):
    hear(raised)
    post()

    (prepared,), (issued,) = desk.facts(facts.NoticePrepared), desk.facts(facts.NoticeIssued)
    message = email.message_from_bytes((outbox / f"{issued.notice_id}.eml").read_bytes(), policy=policy.default)
    said = [message.get_body((kind,)).get_content() for kind in ("plain", "html")]
    assert said[0].strip() == prepared.letter.clear.strip()
    assert issued.content_sha256 == content_sha256(prepared.subject, prepared.letter.clear, said[1])


def test_an_effect_carried_out_twice_lays_one_letter(hear, raised, desk, tools, outbox):
    hear(raised)
    (stream,) = [stream for stream in desk.due() if stream.startswith("notice-")]
    first, second = (asyncio.run(desk.service.effect(stream, desk.load(stream), tools())) for _ in range(2))
    desk.sweep_stream(stream, first)

    assert first == second
    assert desk.sweep_stream(stream, second).facts == ()
    assert len(list(outbox.iterdir())) == 1


def test_two_instances_that_lay_the_same_letter_at_once_both_succeed_and_leave_it_whole(outbox):
    instances, message = [Folder(outbox) for _ in range(2)], b"a letter\n" * 1000

    async def lay_together(number):
        return await asyncio.gather(*(asyncio.to_thread(one.lay_mail, f"n{number}", message) for one in instances))

    failed = [why for number in range(100) for why in asyncio.run(lay_together(number)) if why]
    assert failed == []
    assert {file.read_bytes() for file in outbox.iterdir()} == {message}
    assert len(list(outbox.iterdir())) == 100


def test_what_a_killed_instance_left_half_written_is_cleared_away(outbox, hear, raised, post):
    outbox.mkdir()
    (outbox / ".n1.abc.part").write_bytes(b"half a let")
    hear(raised)
    post()

    assert [file.suffix for file in outbox.iterdir()] == [".eml"]


def test_no_file_name_says_who(hear, stage, post, outbox):
    hear(stage("facilitated"))
    post()

    names = " ".join(file.name for file in outbox.iterdir())
    assert "syp" not in names and "green" not in names and ".part" not in names


def test_whoever_cannot_be_reached_is_left_to_the_desk(hear, post, desk, outbox):
    hear(ConcernRaised(channel="phone_by_proxy", raiser_kind="person"))
    post()

    assert desk.facts(facts.NoticeIssued)[0].channel == "desk"
    assert not desk.facts(facts.NoticeDelivered)
    assert desk.due() == []
    assert not outbox.exists()


def test_the_coordinator_enters_that_a_letter_of_the_desk_arrived(hear, post, desk):
    hear(ConcernRaised(channel="phone_by_proxy", raiser_kind="person"))
    post()
    notice = desk.facts(facts.NoticeIssued)[0].notice_id

    outcome = desk.do("AcknowledgeNotice", COORDINATOR, notice_id=notice, received_on="2027-03-17")

    assert outcome.refusal is None
    assert {each.envelope.occurred_on for each in desk.recorded if isinstance(each.fact, facts.NoticeDelivered)} == {
        date(2027, 3, 17)
    }
    assert desk.facts(facts.NoticeAcknowledged)[0].by_party == "var"


def test_a_stranger_acknowledges_nothing(hear, stage, post, desk):
    hear(stage("facilitated"))
    post()
    theirs = next(each for each in desk.facts(facts.NoticeIssued) if each.org == "syp")
    stranger = Actor(organisation="trft", office="representative")

    assert desk.do("AcknowledgeNotice", stranger, notice_id=theirs.notice_id).refusal.code == "NoAuthority"
    assert desk.do("AcknowledgeNotice", stranger, notice_id="0" * 24).refusal.code == "UnknownNotice"


def test_a_party_acknowledges_its_own(hear, stage, post, desk):
    hear(stage("facilitated"))
    post()
    own = next(each for each in desk.facts(facts.NoticeIssued) if each.org == "syp")
    delivered = len(desk.facts(facts.NoticeDelivered))

    assert desk.do("AcknowledgeNotice", Actor(organisation="syp", office="x"), notice_id=own.notice_id).refusal is None
    assert len(desk.facts(facts.NoticeDelivered)) == delivered


def test_what_cannot_be_written_is_tried_on_working_days_and_then_given_to_the_coordinator(
    hear, raised, post, desk, outbox
):
    outbox.write_text("a file stands where the folder should be")
    hear(raised, date(2027, 3, 18))
    for day in (18, 19, 23):
        desk.today = date(2027, 3, day)
        post()

    failed = [each for each in desk.facts(facts.NoticeFailed) if each.notice_type == "acknowledgement"]
    assert [(each.attempt, each.channels) for each in failed] == [(1, "some_left"), (2, "some_left"), (3, "all_tried")]
    assert [each.retry_on for each in failed] == [date(2027, 3, 19), date(2027, 3, 23), None]
    assert len([each for each in desk.facts(facts.NoticeIssued) if each.notice_type == "acknowledgement"]) == 1
    undelivered = [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "undelivered"]
    assert [(each.office, each.org) for each in undelivered] == [("coordinator", "var")]


def test_the_coordinator_has_a_letter_sent_again(hear, stage, post, desk):
    hear(stage("facilitated"))
    post()
    notice = desk.facts(facts.NoticeIssued)[0].notice_id

    stranger = Actor(organisation="syp", office="representative")
    assert desk.do("Reissue", stranger, notice_id=notice, reason="lost").refusal.code == "NoAuthority"
    assert desk.do("Reissue", COORDINATOR, notice_id=notice, reason="lost").refusal is None
    post()

    attempts = [each.attempt for each in desk.facts(facts.NoticeDelivered) if each.notice_id == notice]
    assert attempts == [1, 2]
    assert len([each for each in desk.facts(facts.NoticeIssued) if each.notice_id == notice]) == 1


def reminders(desk, kind):
    issued = {each.notice_id for each in desk.facts(facts.NoticeIssued)}
    prepared = [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == kind and each.number]
    return {each.org for each in prepared if each.notice_id in issued}


def test_a_party_that_answered_is_not_reminded(hear, stage, post, desk):
    hear(stage("response", caused_by="PanelRecommendation"))
    post()
    answer = RecommendationResponseRecorded(stage_id="x", party="syp", response="accept")
    hear(answer, date(2027, 3, 18), service="panel")
    desk.today = date(2027, 4, 20)
    post()

    assert reminders(desk, "recommendation") == {"green-doorstep"}
    assert {each.why for each in desk.facts(facts.NoticeDropped)} == {"answered"}
    assert desk.due() == []


def test_nobody_is_reminded_of_a_step_that_is_over(hear, stage, post, desk):
    hear(stage("facilitated"))
    hear(stage("investigation", caused_by="MediationFailed"), date(2027, 3, 18))
    desk.today = date(2027, 3, 24)
    post()

    assert reminders(desk, "mediation_offer") == set()


def test_lessons_are_asked_for_twenty_working_days_after_closing(hear, post, desk, stage):
    hear(stage("response"))
    hear(CaseClosed(reason="accepted", opened_on=date(2027, 3, 1), closed_on=date(2027, 6, 1)), date(2027, 6, 1))
    asked = [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "lessons_reminder"]

    assert {each.send_on for each in asked} == {date(2027, 6, 29)}


def test_letters_of_a_person_are_taken_back_when_their_data_are_erased(hear, raised, post, desk, outbox, tools):
    hear(raised)
    post()
    assert len(list(outbox.iterdir())) == 1

    tools.gone.add("person-1")
    hear(PersonalDataErased(person="person-1", ground="asked for it"), case=None, service="directory")
    post()
    post()

    assert list(outbox.iterdir()) == []
    assert [each.files for each in desk.facts(facts.LettersRemoved)] == [1]
    assert desk.due() == []


def test_what_was_erased_before_it_went_out_goes_to_nobody(hear, raised, post, desk, outbox, tools):
    hear(raised)
    tools.gone.add("person-1")
    post()

    assert desk.facts(facts.NoticeIssued)[0].channel == "desk"
    assert not outbox.exists()


@pytest.mark.parametrize("contact", ["01709 000000", "ring 01709 000000 after six", "Jo Bloggs"])
def test_who_can_only_be_called_is_left_to_the_desk(hear, post, desk, contact):
    reach = Sealed("contact", "person-1", contact)
    hear(ConcernRaised(channel="post", raiser_kind="person", reach=reach))
    post()

    assert desk.facts(facts.NoticeIssued)[0].channel == "desk"
