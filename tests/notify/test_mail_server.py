"""What a mail server's answer means: taken over, later, never, or nobody knows."""

import email
from contextlib import asynccontextmanager
from dataclasses import replace
from email import policy

import pytest
import structlog
from pydantic import ValidationError

from concord_notify.application.mail_server import SmtpServer
from concord_notify.domain import facts
from concord_notify.domain.sending import UNKNOWN
from concord_notify.main import service
from concord_notify.settings import NotifySettings

from .conftest import carry_out
from .mail_sink import (
    HOST,
    Sink,
    certificate,
    hangs_up,
    listening,
    says_nothing,
    takes_the_letter_and_hangs_up,
    talking,
)

SENDER, TO = "desk@concord.example", "clerk@green-doorstep.example"
LETTER = b"Message-ID: <n1@concord.example>\r\nSubject: x\r\n\r\nHello.\r\n.a line that begins with a dot\r\n"


async def sent(port, letter=LETTER, **how):
    return await SmtpServer(HOST, port, **{"security": "none", "timeout_seconds": 2, **how}).send(letter, SENDER, TO)


@asynccontextmanager
async def answering(**answers):
    sink = Sink(**answers)
    async with listening(sink) as port:
        yield sink, port


async def test_a_letter_that_the_server_takes_over_is_whole():
    async with answering() as (sink, port):
        assert await sent(port) is None

    assert [each.replace(b"\r\n", b"\n") for each in sink.letters] == [LETTER.replace(b"\r\n", b"\n")]


@pytest.mark.parametrize(
    ("answers", "why", "lasting"),
    [
        ({"rcpt": "550 no such user"}, "mailbox_refused", True),
        ({"rcpt": "451 try later"}, "mail_server_busy", False),
        ({"data": "554 not wanted"}, "letter_refused", True),
        ({"data": "452 no room"}, "mail_server_busy", False),
        ({"mail": "550 not from you"}, "mail_server_does_not_take_our_letters", False),
        ({"mail": "421 closing"}, "mail_server_busy", False),
    ],
)
async def test_what_is_refused_for_good_is_told_from_what_may_work_later(answers, why, lasting):
    async with answering(**answers) as (sink, port):
        failed = await sent(port)

    assert (failed.why, failed.lasting, failed.unknown) == (why, lasting, False)
    assert sink.letters == []


async def test_where_nobody_answers_it_may_work_later():
    async with listening(Sink()) as port:
        pass

    assert (await sent(port)).why == "mail_server_away"


async def test_a_server_that_could_not_be_reached_is_left_alone_for_a_while():
    """Each try may have to time out: one is enough for all the letters that wait."""
    seconds, sink = [0.0], Sink()
    async with listening(sink) as port:
        server = SmtpServer(HOST, port, security="tls", timeout_seconds=0.3, clock=lambda: seconds[0])
        assert (await server.send(LETTER, SENDER, TO)).why == "mail_server_away"
        server = replace(server, security="none")
        assert (await server.send(LETTER, SENDER, TO)).why == "mail_server_away"
        seconds[0] = 61.0
        assert await server.send(LETTER, SENDER, TO) is None


@pytest.mark.parametrize("conversation", [says_nothing, hangs_up])
async def test_a_server_that_is_slow_or_hangs_up_before_the_letter_may_take_it_later(conversation):
    async with talking(conversation) as port:
        failed = await sent(port, timeout_seconds=0.3)

    assert (failed.why, failed.unknown) == ("mail_server_away", False)


async def test_nobody_knows_of_a_letter_whose_server_hung_up_before_it_answered():
    async with talking(takes_the_letter_and_hangs_up) as port:
        failed = await sent(port)

    assert (failed.why, failed.unknown) == (UNKNOWN, True)


async def test_the_letter_goes_under_starttls_and_a_name(tmp_path):
    context, trust = certificate(tmp_path)
    password = tmp_path / "password"
    password.write_text("the password\n")
    sink = Sink()
    async with listening(sink, tls_context=context, require_starttls=True, auth_required=True) as port:
        known = {"user": "concord", "password_file": password, "ca_file": trust}
        assert await sent(port, security="starttls", **known) is None
        assert (sink.encrypted, sink.users, len(sink.letters)) == (True, ["concord"], 1)

        password.write_text("another one\n")
        assert (await sent(port, security="starttls", **known)).why == "mail_server_away"
    assert len(sink.letters) == 1


async def test_no_letter_goes_to_a_server_that_cannot_be_trusted(tmp_path):
    context, _ = certificate(tmp_path)
    for how in ({"tls_context": context}, {}):
        sink = Sink()
        async with listening(sink, **how) as port:
            assert (await sent(port, security="starttls")).why == "mail_server_away"
        assert sink.letters == []


async def test_neither_addresses_nor_passwords_nor_what_servers_say_are_logged(tmp_path):
    password = tmp_path / "password"
    password.write_text("the password\n")
    with structlog.testing.capture_logs() as logs:
        async with answering(rcpt=f"550 no {TO} here") as (_, port):
            await sent(port)
            await sent(port, user="concord", password_file=password)
        await sent(port)

    assert [each["event"] for each in logs] == ["mail_refused", "mail_server_away", "mail_server_away"]
    assert not any(each in str(logs) for each in (TO, SENDER, 'password"', "the password", "Hello"))


def test_letters_are_never_sent_readable_to_another_machine():
    assert NotifySettings(smtp_host="localhost", smtp_security="none").smtp_host
    with pytest.raises(ValidationError, match="readable by anybody"):
        NotifySettings(smtp_host="mail.example", smtp_security="none")


def test_a_name_without_a_password_is_refused_at_the_start():
    with pytest.raises(ValidationError, match="belong together"):
        NotifySettings(smtp_host="mail.example", smtp_user="concord")


async def test_what_arrives_is_text_and_page_under_an_id_that_stays(hear, raised, desk, tools, outbox):
    sink = Sink()
    async with listening(sink) as port:
        settings = {"outbox_dir": outbox, "mail_from": SENDER, "smtp_host": HOST, "smtp_port": port}
        desk.service = service(NotifySettings(**settings, smtp_security="none"))
        hear(raised)
        await carry_out(desk, tools)

    (letter,) = [email.message_from_bytes(each, policy=policy.default) for each in sink.letters]
    (issued,), (delivered,) = desk.facts(facts.NoticeIssued), desk.facts(facts.NoticeDelivered)
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert letter["Message-ID"] == f"<{issued.notice_id}@concord.example>"
    assert (issued.channel, delivered.attempt) == ("email", 1)
    assert not outbox.exists()
