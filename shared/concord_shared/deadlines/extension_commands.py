"""What may be asked of a service that runs a stage: more time. Both are the same in every such service."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Days = Annotated[int, Field(gt=0, le=260, strict=True)]
DeadlineId = Annotated[str, Field(min_length=1, max_length=80)]
Org = Annotated[str, Field(min_length=1, max_length=80)]


class ExtensionCommand(BaseModel):
    """`party` names whose deadline it is, where each party has its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    deadline_id: DeadlineId
    party: Org | None = None


class ExtendDeadline(ExtensionCommand):
    """Whoever the pack names for that deadline, before or after it has lapsed, with a reason.

    Where all parties must agree it is a proposal with the own agreement of the party that makes it."""

    working_days: Days
    reason: str = Field(max_length=5_000)


class AgreeExtension(ExtensionCommand):
    """Each other party, for itself: the extension that is proposed, of `working_days` where that is said."""

    working_days: Days | None = None


EXTENSION_COMMANDS: tuple[type[ExtensionCommand], ...] = (ExtendDeadline, AgreeExtension)
