"""Told by intake of the steps that one party takes: first contact with a body, and what a national body made of it."""

from concord_shared.contracts.base import Contract


class FirstContactRecorded(Contract):
    """Row 19: `body` is the office of the pack that was contacted; a period may run from that day."""

    body: str
    by_party: str


class NationalReferralMade(Contract):
    """Row 26: `body` is one of those that the pack names."""

    body: str
    by_party: str


class NationalOutcomeRecorded(Contract):
    """Row 26, without the body's letter: `outcome` is followed, not_followed or body_declined; `followed` is None
    where the body took no case."""

    body: str
    outcome: str
    followed: bool | None = None
