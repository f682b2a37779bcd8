"""Steps that one party takes for all: first contact with a body, and a referral to a national one (handbook 8.2)."""

from typing import ClassVar

from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class FirstContactRecorded(Fact):
    """Row 19: `body` is the office that convenes the next stage."""

    stored_name: ClassVar[str] = "intake.first-contact-recorded.v1"
    body: str
    by_party: str


class NationalReferralMade(Fact):
    """Row 26: `letter` is what was written to the body, where it is on file."""

    stored_name: ClassVar[str] = "intake.national-referral-made.v1"
    body: str
    by_party: str
    letter: Sealed | None = None


class NationalOutcomeRecorded(Fact):
    """Row 26: `letter` says where the body's own letter is found; `outcome` is an exit of the stage."""

    stored_name: ClassVar[str] = "intake.national-outcome-recorded.v1"
    body: str
    outcome: str
    followed: bool | None = None
    letter: Sealed


FormalFact = FirstContactRecorded | NationalReferralMade | NationalOutcomeRecorded
