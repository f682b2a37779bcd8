"""What happens between cases: one in two parts, two made one, two that know of each other (handbook 8.2, row 25)."""

from datetime import date
from typing import ClassVar

from concord_shared.contracts.base import Citation, OfficeHeld, Party
from concord_shared.facts import Fact
from concord_shared.sealed import Sealed


class SplitProposed(Fact):
    """A new proposal takes the place of an earlier one, with the agreements to that."""

    stored_name: ClassVar[str] = "intake.split-proposed.v1"
    parties_moved: tuple[str, ...]
    stage_id: str
    reason: Sealed


class SplitAgreed(Fact):
    stored_name: ClassVar[str] = "intake.split-agreed.v1"
    party: str


class CaseSplit(Fact):
    """On the first case: `parties_moved` have left it, `parties` are those of the linked one, open at `stage_id`."""

    stored_name: ClassVar[str] = "intake.case-split.v1"
    other_case_ids: tuple[str, ...]
    parties_moved: tuple[str, ...]
    parties: tuple[Party, ...]
    stage_id: str


class CaseOpenedBySplit(Fact):
    """The first fact of the linked case: what it has from `from_case`, with whoever held an office there or gave the
    first advice. It is no new concern and no new acceptance."""

    stored_name: ClassVar[str] = "intake.case-opened-by-split.v1"
    from_case: str
    pack_id: str
    pack_version: str
    raised_on: date | None = None
    accepted_on: date
    cited: tuple[Citation, ...]
    raising: tuple[str, ...]
    responding: tuple[str, ...]
    offices_held: tuple[OfficeHeld, ...] = ()
    trial: bool = False


class MergeProposed(Fact):
    stored_name: ClassVar[str] = "intake.merge-proposed.v1"
    into: str
    parties_moved: tuple[str, ...]
    reason: Sealed


class MergeAgreed(Fact):
    stored_name: ClassVar[str] = "intake.merge-agreed.v1"
    party: str


class CasesMerged(Fact):
    """On both cases; the one that is not `into` closes, and on the other `joined` are parties that it did not have."""

    stored_name: ClassVar[str] = "intake.cases-merged.v1"
    other_case_ids: tuple[str, ...]
    into: str
    parties_moved: tuple[str, ...]
    joined: tuple[Party, ...] = ()


class CasesLinked(Fact):
    stored_name: ClassVar[str] = "intake.cases-linked.v1"
    other_case_ids: tuple[str, ...]
    reason: Sealed | None = None


BundleFact = (
    SplitProposed
    | SplitAgreed
    | CaseSplit
    | CaseOpenedBySplit
    | MergeProposed
    | MergeAgreed
    | CasesMerged
    | CasesLinked
)
