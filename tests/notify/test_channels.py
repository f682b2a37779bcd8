"""One channel after the other: e-mail, the post, and at last the coordinator's own hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from concord_notify.domain import facts
from concord_notify.domain.notice import TRIES
from concord_notify.domain.reaching import channels, mailbox, postal_address
from concord_notify.domain.sending import UNKNOWN, Failure
from concord_shared.contracts.intake import ConcernRaised
from concord_shared.envelope import Actor
from concord_shared.sealed import Sealed

COORDINATOR = Actor(organisation="var", office="coordinator", officer="officer-var-coordinator")
ADDRESS = "12 High Street, Rotherham S60 1AA"
BOTH = f"caller@home.example, {ADDRESS}"
UNWELCOME, REFUSED = Failure("mail_server_does_not_take_our_letters"), Failure("mailbox_refused", lasting=True)
BUSY = Failure("mail_server_busy", passing=True)
NOBODY_KNOWS = Failure(UNKNOWN, unknown=True)


@pytest.mark.parametrize(
    ("contact", "ways"),
    [
        ("caller@home.example", ("email",)),
        ("Jo <jo@home.example>", ("email",)),
        (BOTH, ("email", "post")),
        (ADDRESS, ("post",)),
        ("9 Pudding Lane", ("post",)),
        ("The Old Rectory, Wentworth, s62 7tq", ("post",)),
        ("01709 000000", ()),
        ("jo@home.example, 01709 000000", ("email",)),
        ("ring 01709 000000 after six", ()),
        ("", ()),
    ],
)
def test_a_contact_says_by_which_channels(contact, ways):
    assert channels(contact) == ways


def test_mailbox_and_postal_address_are_told_apart():
    contact = f"Jo Bloggs <jo@home.example>, {ADDRESS}, 01709 000000"

    assert mailbox(contact) == "jo@home.example"
    assert postal_address(contact).startswith("Jo Bloggs") and "@" not in postal_address(contact)
    assert "01709" not in postal_address(contact)


@pytest.fixture
def write_to(hear):
    """One letter, to somebody who can be reached by `contact`."""

    def concern(contact):
        hear(ConcernRaised(channel="post", raiser_kind="person", reach=Sealed("contact", "person-1", contact)))

    return concern


def days(desk, post, until):
    while desk.today <= until:
        post()
        desk.today += timedelta(days=1)


def failures(desk, kind="acknowledgement"):
    found = [each for each in desk.facts(facts.NoticeFailed) if each.notice_type == kind]
    return [(each.channel, each.why, each.channels) for each in found]


def test_a_letter_by_post_lies_ready_to_be_printed_and_has_not_arrived(write_to, post, desk, outbox):
    write_to(ADDRESS)
    post()

    (issued,) = desk.facts(facts.NoticeIssued)
    page = (outbox / "to-print" / f"{issued.notice_id}.html").read_text()
    assert issued.channel == "post"
    assert "12 High Street<br>" in page and "We have received your" in page
    assert not desk.facts(facts.NoticeDelivered)


def test_a_posted_letter_is_delivered_two_working_days_later(write_to, post, desk, outbox):
    write_to(ADDRESS)
    post()
    notice = desk.facts(facts.NoticeIssued)[0].notice_id
    desk.today = date(2027, 3, 18)
    assert desk.do("RecordPosted", COORDINATOR, notice_id=notice).refusal is None
    days(desk, post, date(2027, 3, 24))

    arrived = [each.envelope.occurred_on for each in desk.recorded if isinstance(each.fact, facts.NoticeDelivered)]
    assert arrived == [date(2027, 3, 22)]
    assert list((outbox / "to-print").iterdir()) == []
    assert failures(desk) == []


def test_a_posting_entered_late_is_delivered_on_the_day_it_was(write_to, post, desk):
    write_to(ADDRESS)
    post()
    notice = desk.facts(facts.NoticeIssued)[0].notice_id
    desk.today = date(2027, 3, 19)
    desk.do("RecordPosted", COORDINATOR, notice_id=notice, posted_on="2027-03-15").accepted()
    post()

    arrived = [each.envelope.occurred_on for each in desk.recorded if isinstance(each.fact, facts.NoticeDelivered)]
    assert arrived == [date(2027, 3, 17)]


def test_a_letter_arrives_once_whoever_says_so_first(write_to, post, desk):
    write_to(ADDRESS)
    post()
    notice = desk.facts(facts.NoticeIssued)[0].notice_id
    desk.do("RecordPosted", COORDINATOR, notice_id=notice).accepted()
    desk.do("AcknowledgeNotice", COORDINATOR, notice_id=notice).accepted()
    days(desk, post, date(2027, 3, 24))

    assert len(desk.facts(facts.NoticeDelivered)) == 1
    desk.do("RecordPosted", COORDINATOR, notice_id=notice).refused("AlreadyDelivered")


def test_only_the_coordinator_says_that_a_letter_was_posted_and_only_of_days_that_were(write_to, post, desk):
    write_to(ADDRESS)
    post()
    notice = desk.facts(facts.NoticeIssued)[0].notice_id
    stranger = Actor(organisation="syp", office="representative")

    desk.do("RecordPosted", stranger, notice_id=notice).refused("NoAuthority")
    desk.do("RecordPosted", COORDINATOR, notice_id="0" * 24).refused("UnknownNotice")
    desk.do("RecordPosted", COORDINATOR, notice_id=notice, posted_on="2027-03-16").refused("DateInFuture")
    desk.do("RecordPosted", COORDINATOR, notice_id=notice, posted_on="2027-03-14").refused("TooEarly")


@pytest.mark.parametrize("contact", [ADDRESS, "01709 000000"])
def test_what_nobody_saw_arrive_in_five_working_days_is_a_task_for_the_coordinator(write_to, post, desk, contact):
    write_to(contact)
    days(desk, post, date(2027, 3, 21))
    assert failures(desk) == []

    days(desk, post, date(2027, 3, 22))
    channel = "post" if contact == ADDRESS else "desk"
    assert failures(desk) == [(channel, "nobody_said_that_it_arrived", "all_tried")]
    tasks = [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "undelivered"]
    assert [(each.office, each.org) for each in tasks] == [("coordinator", "var")]


def test_a_task_for_the_coordinator_causes_no_task_about_itself(write_to, post, desk):
    desk.directory._organisations["var"] = replace(desk.directory.organisation("var"), contact=None)
    write_to("01709 000000")
    days(desk, post, date(2027, 5, 3))

    assert len([each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "undelivered"]) == 1


def test_a_refused_mailbox_sends_the_letter_by_post_the_same_day(write_to, mail, desk, outbox):
    write_to(BOTH)
    mail.answers = [REFUSED]
    mail.post()

    (issued,) = desk.facts(facts.NoticeIssued)
    assert failures(desk) == [("email", "mailbox_refused", "some_left")]
    assert [each.channel for each in desk.facts(facts.ChannelChanged)] == ["post"]
    assert (outbox / "to-print" / f"{issued.notice_id}.html").exists()
    assert len(mail.tried) == 1


def test_a_refused_mailbox_with_no_other_way_is_the_coordinator_s_at_once(write_to, mail, desk):
    write_to("caller@home.example")
    mail.answers = [REFUSED]
    mail.post()

    assert failures(desk) == [("email", "mailbox_refused", "all_tried")]
    assert [each.notice_type for each in desk.facts(facts.NoticePrepared)] == ["acknowledgement", "undelivered"]


def test_a_server_that_does_not_take_our_letters_is_tried_with_growing_delays_and_not_for_ever(write_to, mail, desk):
    write_to(BOTH)
    mail.answers = [UNWELCOME] * TRIES
    days(desk, mail.post, date(2027, 4, 5))

    tries = [each for each in desk.facts(facts.NoticeFailed) if each.channel == "email"]
    assert [each.retry_on for each in tries] == [date(2027, 3, 16), date(2027, 3, 18), date(2027, 3, 18)]
    assert len(tries) == TRIES
    assert [each.channel for each in desk.facts(facts.ChannelChanged)] == ["post"]


def test_a_server_that_takes_it_at_the_second_try_delivers_it_once(write_to, mail, desk):
    write_to("caller@home.example")
    mail.answers = [UNWELCOME]
    days(desk, mail.post, date(2027, 4, 5))

    (delivered,) = desk.facts(facts.NoticeDelivered)
    assert (delivered.attempt, len(mail.tried), len(set(mail.tried))) == (2, 2, 1)


def test_a_letter_of_which_nobody_knows_is_not_sent_again_before_a_person_has_looked(write_to, mail, desk):
    write_to(BOTH)
    mail.answers = [NOBODY_KNOWS]
    days(desk, mail.post, date(2027, 4, 5))

    assert failures(desk) == [("email", UNKNOWN, "all_tried")]
    task = next(each for each in desk.facts(facts.NoticePrepared) if each.notice_type == "undelivered")
    assert "please ask the recipient first" in task.letter.clear
    notice = desk.facts(facts.NoticeIssued)[0].notice_id
    assert mail.tried.count(notice) == 1

    desk.do("Reissue", COORDINATOR, notice_id=notice, reason="they have not got it").accepted()
    mail.post()
    assert mail.tried.count(notice) == 2
    assert [each.notice_id for each in desk.facts(facts.NoticeDelivered)].count(notice) == 1


def test_an_address_to_which_nothing_can_be_sent_is_given_up(write_to, mail, desk):
    write_to("zoë@home.example")
    mail.post()

    assert failures(desk) == [("email", "address_not_usable", "all_tried")]


def test_the_reason_for_sending_again_is_sealed(write_to, post, desk):
    write_to("caller@home.example")
    post()
    notice = desk.facts(facts.NoticeIssued)[0].notice_id
    desk.do("Reissue", COORDINATOR, notice_id=notice, reason="her sister took it").accepted()

    reason = desk.facts(facts.ReissueAsked)[0].reason
    assert (reason.key, reason.clear) == ("case:ROT-7K3M-9QX", "her sister took it")


def test_a_busy_server_takes_the_letter_later_the_same_day(write_to, mail, desk):
    """Greylisting: the first tries are put off, and nothing is noted of them."""
    write_to("caller@home.example")
    mail.answers = [BUSY, BUSY]
    for seconds in (0, 60, 299, 301, 600, 902):
        mail.seconds = seconds
        mail.post()

    (delivered,) = desk.facts(facts.NoticeDelivered)
    assert (len(mail.tried), delivered.attempt, failures(desk)) == (3, 1, [])


def test_a_server_that_is_busy_all_day_has_been_tried_once_by_the_next(write_to, mail, desk):
    write_to(BOTH)
    mail.answers = [BUSY] * 20
    for _ in range(8):
        mail.post()
        desk.today += timedelta(days=1)
        mail.seconds += 86_400

    tries = [each for each in desk.facts(facts.NoticeFailed) if each.channel == "email"]
    assert [each.why for each in tries] == ["mail_server_busy"] * TRIES
    assert [each.at.date() for each in tries] == [date(2027, 3, 16), date(2027, 3, 17), date(2027, 3, 19)]
    assert [each.channel for each in desk.facts(facts.ChannelChanged)] == ["post"]


def test_a_letter_sent_again_goes_to_where_the_organisation_is_now(hear, stage, mail, desk):
    hear(stage("informal"))
    mail.post()
    notice = next(each.notice_id for each in desk.facts(facts.NoticeIssued) if each.org == "syp")
    moved = replace(desk.directory.organisation("syp"), contact=Sealed("contact", "syp", "new@syp.example"))
    desk.directory._organisations["syp"] = moved
    desk.do("Reissue", COORDINATOR, notice_id=notice, reason="a new address").accepted()
    mail.post()

    assert mail.to[-1] == "new@syp.example" and mail.to.count("new@syp.example") == 1
