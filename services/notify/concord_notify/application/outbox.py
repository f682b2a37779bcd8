"""The effect: a letter laid into the outbox folder as an e-mail file, whole or not at all, the same each time."""

import asyncio
import os
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
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


@dataclass(frozen=True)
class Outbox:
    """File names are ids of notices; addresses stand inside the files only."""

    folder: Path
    sender: str

    async def effect(self, _stream: str, state: Any, tools: Tools) -> Any:
        match state:
            case Notice(prepared=NoticePrepared() as prepared):
                return await self._post(prepared, tools)
            case Person():
                return await asyncio.to_thread(self._remove, state.notice_ids)
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
        message.set_content(text)
        return message.as_bytes()

    def _lay(self, notice_id: str, message: bytes) -> str | None:
        """Why it failed, or None. On disk before it counts; a second try replaces the first."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            half = self.folder / f".{notice_id}.part"
            with half.open("wb") as file:
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            half.replace(self.folder / f"{notice_id}.eml")
            _sync(self.folder)
        except OSError:
            return "outbox_not_writable"
        return None

    def _remove(self, notice_ids: tuple[str, ...]) -> int:
        files = [self.folder / f"{notice_id}.eml" for notice_id in notice_ids]
        there = [file for file in files if file.exists()]
        for file in there:
            file.unlink(missing_ok=True)
        if there:
            _sync(self.folder)
        return len(there)


def _opened(sealed: Sealed | None, tools: Tools) -> str | None:
    """Asked of the keys each time: what was erased since cannot be sent from memory."""
    return tools.open_sealed(sealed) if sealed is not None else None


def _mailbox(address: str) -> str:
    """The first e-mail address in what was given as contact."""
    words = address.replace(",", " ").replace(";", " ").split()
    return next(word.strip("<>()") for word in words if "@" in word)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
