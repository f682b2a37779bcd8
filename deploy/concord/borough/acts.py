"""Who plays in one case of the borough, and what one act of it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ADVISER, COORDINATOR, MANAGER = "var/advice_body", "var/coordinator", "rmbc/rtp_manager"
INVESTIGATOR = "review-associates/investigator/officer-independent-1"
HELPER = "officer-var-mediator"
MEDIATOR = f"var/mediator/{HELPER}"
BOTH = ["informal_attempts_explored", "no_acceptable_agreement"]
PARTS = ("issues", "compact_breach_detail", "process_to_date", "recommendations_to_date")


@dataclass(frozen=True)
class Act:
    """`days` after the act before it, somebody gives a command; one that `opens` is the first of its case."""

    days: int
    by: str
    do: str
    body: dict[str, Any] = field(default_factory=dict)
    opens: bool = False


Story = Iterator[Act]


@dataclass(frozen=True)
class Cast:
    """One case's people: a group, an organisation it has a difference with, and what it is about."""

    group: str
    other: str
    commitment: str
    about: str
    person: str

    @property
    def raiser(self) -> str:
        return f"{self.group}/representative"

    @property
    def respondent(self) -> str:
        return f"{self.other}/representative"

    @property
    def chief(self) -> str:
        """The executive group acts through a member without a part in the case."""
        org = "syp" if self.other == "trft" else "trft"
        return f"{org}/ceo_group/officer-{org}-chief"

    @property
    def sides(self) -> tuple[str, str]:
        return self.raiser, self.respondent
