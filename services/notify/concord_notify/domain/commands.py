"""What notify is asked to do."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

NoticeId = Annotated[str, Field(pattern=r"^[0-9a-f]{24}$")]


class AcknowledgeNotice(BaseModel):
    """Say that a letter has arrived, and on which day.

    By the organisation that it is addressed to; by the coordinator for one handed over, posted or read out."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    notice_id: NoticeId
    received_on: date | None = None


class RecordPosted(BaseModel):
    """Say that a printed letter was put into the post, and on which day. By the coordinator."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    notice_id: NoticeId
    posted_on: date | None = None


class Reissue(BaseModel):
    """Send a letter once more, with the reason. By the coordinator."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    notice_id: NoticeId
    reason: str = Field(min_length=1, max_length=300)
