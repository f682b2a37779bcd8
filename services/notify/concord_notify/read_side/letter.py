"""One letter as it went out, for its recipient and for those who keep the case in order."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from concord_notify.domain import facts
from concord_notify.domain.commands import NoticeId
from concord_notify.domain.enclosing import GAP, LATER, with_enclosures
from concord_notify.domain.page import page
from concord_notify.read_side.rights import may_read
from concord_shared.parts import Asker, Library, Refused
from concord_shared.refusals import Refusal


class Letter(BaseModel):
    """The text of one letter."""

    model_config = ConfigDict(extra="forbid")
    notice_id: NoticeId


def letter(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    """`text` and `html` are None where the recipient's data were erased; `content_sha256` is over subject, text and
    html as they went out, with an empty line between. Raises Refused(`NoAuthority`)."""
    known = [each.fact for each in library.history(f"notice-{asked.notice_id}")]
    prepared = next((fact for fact in known if isinstance(fact, facts.NoticePrepared)), None)
    if prepared is None or not may_read(prepared, asker, library):
        raise Refused(NOT_THEIRS)
    issued = next((fact for fact in known if isinstance(fact, facts.NoticeIssued)), None)
    text = _text(prepared, issued)
    return {
        "notice_id": prepared.notice_id,
        "type": prepared.notice_type,
        "to": {"office": prepared.office, "org": prepared.org},
        "subject": prepared.subject,
        "text": text,
        "html": page(prepared.subject, text) if text is not None else None,
        "content_sha256": issued.content_sha256 if issued else None,
    }


def _text(prepared: facts.NoticePrepared, issued: facts.NoticeIssued | None) -> str | None:
    if prepared.letter is None or prepared.letter.clear is None:
        return None
    if issued is None:
        return with_enclosures(prepared.letter.clear, {}, LATER)
    opened = zip(issued.enclosing, issued.enclosed, strict=True)
    return with_enclosures(prepared.letter.clear, {name: sealed.clear for name, sealed in opened}, GAP)


NOT_THEIRS = Refusal(
    code="NoAuthority",
    message="There is no letter with this id that you may read. Its recipient and the case coordinator can.",
    field="notice_id",
)
