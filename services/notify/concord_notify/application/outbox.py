"""The effect: a letter laid into the outbox folder as an e-mail file, whole or not at all, the same each time."""

import asyncio
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.letters import with_enclosure
from concord_notify.domain.notice import Notice
from concord_notify.domain.person import Person
from concord_notify.domain.sending import Posted
from concord_notify.domain.vocabulary import DESK, EMAIL
from concord_notify.domain.wanted import why_dropped
from concord_shared.parts import Tools
from concord_shared.sealed import Sealed

HALF = ".part"
SUBJECTS = "X-Concord-Holds"


@dataclass(frozen=True)
class Outbox:
    """File names are ids of notices; addresses stand inside the files only."""

    folder: Path
    sender: str
    _cleared: list[bool] = field(default_factory=list, compare=False)

    async def effect(self, _stream: str, state: Any, tools: Tools) -> Any:
        match state:
            case Notice(prepared=NoticePrepared() as prepared):
                return await self._post(prepared, tools)
            case Person() if state.clear_on is not None:
                return await asyncio.to_thread(self._remove, state)
            case _:
                return None

    async def _post(self, prepared: NoticePrepared, tools: Tools) -> Posted:
        heard = tools.kept(prepared.case_id) if prepared.case_id and prepared.number else ()
        if why := why_dropped(prepared, heard):
            return Posted(DESK, dropped=why)
        letter, address = _opened(prepared.letter, tools), _opened(prepared.address, tools)
        enclosed = _opened(prepared.enclosed, tools)
        text = with_enclosure(letter or "", enclosed)
        digest = sha256(f"{prepared.subject}\n\n{text}".encode()).hexdigest()
        if letter is None or address is None or "@" not in address:
            return Posted(DESK, digest, enclosed=enclosed)
        message = self._message(prepared, _mailbox(address), text, tools.now)
        failed = await asyncio.to_thread(self._lay, prepared.notice_id, message)
        return Posted(EMAIL, digest, failed, enclosed=enclosed)

    def _message(self, prepared: NoticePrepared, address: str, text: str, now: datetime) -> bytes:
        message = EmailMessage()
        message["Message-ID"] = f"<{prepared.notice_id}@{self.sender.rpartition('@')[2]}>"
        message["Date"] = format_datetime(now)
        message["From"], message["To"] = self.sender, address
        message["Subject"] = prepared.subject
        message["X-Concord-Notice-Type"] = prepared.notice_type
        message["Auto-Submitted"] = "auto-generated"
        message[SUBJECTS] = ", ".join(_sealed_for(prepared))
        message.set_content(text)
        return message.as_bytes()

    def _lay(self, notice_id: str, message: bytes) -> str | None:
        """Why it failed, or None. On disk before it counts; a second try replaces the first."""
        for _ in range(2):
            try:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._clear_once()
                _written(self.folder, notice_id, message).replace(self.folder / f"{notice_id}.eml")
                _sync(self.folder)
            except FileNotFoundError:
                # An instance that has just started cleared away what we were writing.
                continue
            except OSError:
                break
            return None
        return "outbox_not_writable"

    def _clear_once(self) -> None:
        """What an instance that was killed had begun to write holds a letter in the clear: it must not stay."""
        if not self._cleared:
            for half in self.folder.glob(f".*{HALF}"):
                half.unlink(missing_ok=True)
            self._cleared.append(True)

    def _remove(self, erased: Person) -> int:
        """The person's own letters, and those that hold what was sealed under the same subject: a case, a party."""
        named = {self.folder / f"{notice_id}.eml" for notice_id in erased.notice_ids}
        files = named | {file for file in self.folder.glob("*.eml") if erased.person in _subjects(file)}
        there = [file for file in files if file.exists()]
        for file in there:
            file.unlink(missing_ok=True)
        if there:
            _sync(self.folder)
        return len(there)


def _sealed_for(prepared: NoticePrepared) -> list[str]:
    """Whose data the letter holds in the clear, as the ids under which they are sealed."""
    sealed = (prepared.letter, prepared.address, prepared.enclosed)
    return sorted({each.subject for each in sealed if each is not None})


def _subjects(file: Path) -> set[str]:
    with suppress(FileNotFoundError), file.open("rb") as letter:
        return set(str(BytesHeaderParser().parse(letter)[SUBJECTS] or "").replace(",", " ").split())
    return set()


def _opened(sealed: Sealed | None, tools: Tools) -> str | None:
    """Asked of the keys each time: what was erased since cannot be sent from memory."""
    return tools.open_sealed(sealed) if sealed is not None else None


def _mailbox(address: str) -> str:
    """The first e-mail address in what was given as contact."""
    words = address.replace(",", " ").replace(";", " ").split()
    return next(word.strip("<>()") for word in words if "@" in word)


def _written(folder: Path, notice_id: str, message: bytes) -> Path:
    """A file of our own, on disk: another instance may be laying the same letter just now."""
    handle, name = tempfile.mkstemp(prefix=f".{notice_id}.", suffix=HALF, dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(message)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
