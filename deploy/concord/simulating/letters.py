"""The text of the letters that a simulation laid down, by notice id."""

from email import policy
from email.parser import BytesParser
from pathlib import Path


def read_letters(outbox: Path) -> dict[str, str]:
    """Reads the outbox: one e-mail for each letter, named for its notice. Subject and text."""
    return {path.stem: _text(path) for path in sorted(outbox.glob("*.eml"))}


def _text(path: Path) -> str:
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(("plain",))
    return f"{message['Subject']}\n\n{body.get_content() if body else ''}"
