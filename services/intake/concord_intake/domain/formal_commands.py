"""How one party opens a further stage: contact with those who help, or with a national body."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from concord_intake.domain.forms import Body, Code, Text, Words


class WishedSeat(BaseModel):
    """A seat of those that the pack lists, by area and sector."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    area: Code
    sector: Code


class ContactWorkingGroup(Body):
    """By one party of the talks, for itself: it has contacted the body that convenes the next stage. That day is the
    first contact from which a period may run."""

    statements: Words = ()


class ContactCriticalFriend(Body):
    """By one party of the talks, for itself: it asks for somebody who helps. `statements` are those that the pack asks
    for; `seat` is the one that it would like, where the pack has several."""

    statements: Words = ()
    seat: WishedSeat | None = None


class ReferToNational(Body):
    """By a party, for itself, while its own answer is open: it takes the case to a national body of the pack. `letter`
    says what was written to that body, or where it is filed."""

    body: Code
    letter: Text | None = None


class RecordNationalOutcome(Body):
    """By the coordinator, with the body's letter: its words, or where it is filed. `outcome` is one that the pack gives
    the stage: whether it is followed, or the body took no case."""

    outcome: Code
    letter: Annotated[Text, Field(description="The body's letter: its words, or where it is filed")]


NationalCommand = ReferToNational | RecordNationalOutcome
