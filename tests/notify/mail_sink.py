"""Mail servers on this machine: one that takes letters, and some that are away, busy, silent or refuse."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


@dataclass
class Sink:
    """`rcpt`, `mail` and `data` are what it answers; `letters` what it has taken over."""

    mail: str = "250 OK"
    rcpt: str = "250 OK"
    data: str = "250 OK"
    letters: list[bytes] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    encrypted: bool = False

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.encrypted = session.ssl is not None
        if self.mail.startswith("250"):
            envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):
        if self.data.startswith("250"):
            self.letters.append(envelope.content)
        return self.data

    def authenticate(self, server, session, envelope, mechanism, data):
        self.users.append(data.login.decode())
        return AuthResult(success=data.password == b"the password")


@asynccontextmanager
async def listening(sink: Sink, **how) -> AsyncIterator[int]:
    """The port of a server that speaks SMTP as `sink` says."""
    async with serving(lambda: SMTP(sink, hostname="mail.example", authenticator=sink.authenticate, **how)) as port:
        yield port


@asynccontextmanager
async def serving(protocol) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(protocol, HOST, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def talking(conversation: Conversation) -> AsyncIterator[int]:
    """The port of a server that says what `conversation` does; whoever is still talking at the end is cut off."""
    talks: set[asyncio.Task] = set()

    async def talk(reader, writer):
        talks.add(asyncio.current_task())
        try:
            await conversation(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(talk, HOST, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for each in talks:
            each.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


async def takes_the_letter_and_hangs_up(reader, writer):
    """Nobody will know whether it went on from here."""
    writer.write(b"220 mail.example\r\n")
    while line := await reader.readline():
        if line.upper().startswith(b"DATA"):
            writer.write(b"354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
            return
        writer.write(b"250 OK\r\n")


async def says_nothing(reader, writer):
    await asyncio.sleep(60)


async def hangs_up(reader, writer):
    writer.write(b"220 mail.example\r\n")
    await reader.readline()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A context for a server on this machine, and the file that makes a client trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))])
    ours = x509.BasicConstraints(ca=True, path_length=0)
    signed = made.add_extension(names, critical=False).add_extension(ours, critical=True).sign(key, hashes.SHA256())
    kind = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain, trust = folder / "server.pem", folder / "trust.pem"
    chain.write_bytes(key.private_bytes(*kind) + signed.public_bytes(serialization.Encoding.PEM))
    trust.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain)
    return context, trust
