"""The text of the letters that a simulation laid down, by notice id."""

from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from typing import Any


def read_letters(outbox: Path) -> dict[str, str]:
    """Reads the outbox: one e-mail for each letter, named for its notice. Subject and text."""
    return {path.stem: _text(path) for path in sorted(outbox.glob("*.eml"))}


def _text(path: Path) -> str:
    message = BytesParser().parsebytes(path.read_bytes())
    subject = make_header(decode_header(str(message["Subject"])))
    return f"{str(subject).strip()}\n\n{_plain(message)}"


def _plain(message: Message) -> str:
    part = next((each for each in message.walk() if each.get_content_type() == "text/plain"), None)
    payload: Any = part.get_payload(decode=True) if part else b""
    return str(payload.decode())
