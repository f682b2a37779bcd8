"""The effect: a letter handed to the mail server, or laid into the outbox folder, or laid there to be printed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from concord_notify.application.folder import Folder
from concord_notify.application.message import Rendered, as_mail
from concord_notify.application.patience import Patience
from concord_notify.domain.enclosing import with_enclosures
from concord_notify.domain.facts import NoticePrepared
from concord_notify.domain.letters import content_sha256
from concord_notify.domain.notice import Next, Notice
from concord_notify.domain.page import page
from concord_notify.domain.person import Person
from concord_notify.domain.reaching import channels, mailbox, postal_address
from concord_notify.domain.sending import Failure, Posted
from concord_notify.domain.vocabulary import DESK, EMAIL, POST
from concord_notify.domain.wanted import why_dropped
from concord_shared.clock import local_day
from concord_shared.parts import Tools
from concord_shared.sealed import Sealed


class MailServer(Protocol):
    async def send(self, message: bytes, sender: str, to: str) -> Failure | None:
        """None once the server has taken it over."""


@dataclass(frozen=True)
class Outbox:
    """Where there is no `server`, e-mails are laid into `files`, to be sent from there."""

    files: Folder
    sender: str
    server: MailServer | None = None
    patience: Patience = field(default_factory=Patience)

    async def effect(self, _stream: str, state: Any, tools: Tools) -> Any:
        match state:
            case Notice(prepared=NoticePrepared() as prepared, then=Next.SEND):
                self.patience.ask(state.notice_id)
                return self._counted(state, await self._post(prepared, state.given_up, tools), tools.now)
            case Notice(then=Next.ARRIVE):
                return await asyncio.to_thread(self.files.printed, state.notice_id)
            case Person() if state.clear_on is not None:
                return await asyncio.to_thread(self.files.remove, state.person, state.notice_ids)
            case _:
                return None

    def _counted(self, state: Notice, done: Posted, now: datetime) -> Posted:
        """Raises NotNow for what may still work on the day on which it is due."""
        if done.failed is not None and done.failed.passing and state.try_on == local_day(now):
            raise self.patience.put_off(state.notice_id)
        if done.failed is None:
            self.patience.forget(state.notice_id)
        return done

    async def _post(self, prepared: NoticePrepared, given_up: Sequence[str], tools: Tools) -> Posted:
        heard = tools.kept(prepared.case_id) if prepared.case_id and prepared.number else ()
        if why := why_dropped(prepared, heard):
            return Posted(DESK, dropped=why)
        letter, address = _opened(prepared.letter, tools), _opened(_where_now(prepared, tools), tools)
        named = zip(prepared.enclosing, prepared.enclosed, strict=True)
        opened = {name: text for name, sealed in named if (text := _opened(sealed, tools)) is not None}
        text = with_enclosures(letter or "", opened)
        shown = page(prepared.subject, text)
        left = [] if letter is None or address is None else [way for way in channels(address) if way not in given_up]
        channel = left[0] if left else DESK
        rendered = Rendered(prepared, text, shown, tuple(_sealed_for(prepared)))
        failed = await self._by(channel, rendered, address or "", tools.now)
        digest = content_sha256(prepared.subject, text, shown)
        return Posted(channel, digest, failed, len(left) > 1, opened=tuple(opened.items()))

    async def _by(self, channel: str, letter: Rendered, address: str, now: datetime) -> Failure | None:
        if channel == EMAIL:
            return await self._mail(letter, mailbox(address) or "", now)
        if channel == POST:
            return await asyncio.to_thread(self._print, letter, postal_address(address))
        return None

    async def _mail(self, letter: Rendered, to: str, now: datetime) -> Failure | None:
        try:
            message = as_mail(letter, self.sender, to, now)
        except ValueError:
            return Failure("address_not_usable", lasting=True)
        if self.server is not None:
            return await self.server.send(message, self.sender, to)
        return await asyncio.to_thread(self.files.lay_mail, letter.prepared.notice_id, message)

    def _print(self, letter: Rendered, address: str | None) -> Failure | None:
        """The page that goes by e-mail, with the postal address above it."""
        printed = page(letter.prepared.subject, letter.text, address=address, holds=letter.holds)
        return self.files.lay_print(letter.prepared.notice_id, printed.encode())


def _sealed_for(prepared: NoticePrepared) -> list[str]:
    """Whose data the letter holds in the clear, as the ids under which they are sealed."""
    sealed = (prepared.letter, prepared.address, *prepared.enclosed)
    return sorted({each.subject for each in sealed if each is not None})


def _where_now(prepared: NoticePrepared, tools: Tools) -> Sealed | None:
    """An organisation may have moved since the letter was written, or since it failed to arrive."""
    known = tools.directory.organisation(prepared.org) if prepared.org else None
    return known.contact if known is not None and known.contact is not None else prepared.address


def _opened(sealed: Sealed | None, tools: Tools) -> str | None:
    """Asked of the keys each time: what was erased since cannot be sent from memory."""
    return tools.open_sealed(sealed) if sealed is not None else None
