"""One letter as it went out, for its recipient and for those who keep the case in order."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from concord_notify.domain import facts
from concord_notify.domain.commands import NoticeId
from concord_notify.domain.letters import with_enclosure
from concord_notify.read_side.rights import may_read
from concord_shared.parts import Asker, Library, Refused
from concord_shared.refusals import Refusal


class Letter(BaseModel):
    """The text of one letter."""

    model_config = ConfigDict(extra="forbid")
    notice_id: NoticeId


def letter(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    """`text` is None where the recipient's data were erased. Raises Refused(`NoAuthority`)."""
    known = [each.fact for each in library.history(f"notice-{asked.notice_id}")]
    prepared = next((fact for fact in known if isinstance(fact, facts.NoticePrepared)), None)
    if prepared is None or not may_read(prepared, asker):
        raise Refused(NOT_THEIRS)
    issued = next((fact for fact in known if isinstance(fact, facts.NoticeIssued)), None)
    return {
        "notice_id": prepared.notice_id,
        "type": prepared.notice_type,
        "to": {"office": prepared.office, "org": prepared.org},
        "subject": prepared.subject,
        "text": _text(prepared, issued),
        "content_sha256": issued.content_sha256 if issued else None,
    }


def _text(prepared: facts.NoticePrepared, issued: facts.NoticeIssued | None) -> str | None:
    if prepared.letter is None or prepared.letter.clear is None:
        return None
    enclosed = issued.enclosed.clear if issued is not None and issued.enclosed is not None else None
    return with_enclosure(prepared.letter.clear, enclosed)


NOT_THEIRS = Refusal(
    code="NoAuthority",
    message="There is no letter with this id that you may read. Its recipient and the case coordinator can.",
    field="notice_id",
)
