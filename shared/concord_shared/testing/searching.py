"""Searches every file of a folder for texts that may not stand there in the clear, however they are written."""

import base64
import json
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from pathlib import Path


def leaks(data: Path, markers: Iterable[str]) -> dict[str, set[Path]]:
    """Marker -> the files below `data` that hold it, in whatever way it may be written."""
    found: dict[str, set[Path]] = {}
    wanted = {marker: list(forms(marker)) for marker in markers}
    for path in (each for each in data.rglob("*") if each.is_file()):
        content = path.read_bytes()
        if path.suffix == ".eml":
            content += text_of(path).encode()
        for marker, written in wanted.items():
            if any(each in content for each in written):
                found.setdefault(marker, set()).add(path.relative_to(data))
    return found


def forms(marker: str) -> Iterator[bytes]:
    """As it is, in parts that survive a folded line, JSON-escaped once and twice, UTF-16, and in base64."""
    plain = marker.encode()
    escaped = json.dumps(marker)[1:-1]
    yield from (plain, escaped.encode(), json.dumps(escaped)[1:-1].encode(), marker.encode("utf-16-le"))
    yield from (word.encode() for word in marker.split(", ")[:1] if "@" in word)
    for written in (plain, escaped.encode()):
        for shift in range(3):
            encoded = base64.b64encode(b"\0" * shift + written)
            whole = encoded[4 if shift else 0 : -4]
            yield from (whole, whole.translate(bytes.maketrans(b"+/", b"-_")))


def text_of(path: Path) -> str:
    """A letter as its reader sees it: addressee, subject, text."""
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    parts = [part.get_content() for part in letter.walk() if not part.is_multipart()]
    return "\n".join([str(letter["To"]), str(letter["Subject"]), *parts])
