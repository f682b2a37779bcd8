"""Told by intake of cases that are split, merged or linked."""

from concord_shared.contracts.base import Contract, Party


class SplitProposed(Contract):
    """Row 30c: who would go on in a case of their own, and at which stage. Each of them still has to agree."""

    parties_moved: tuple[str, ...]
    stage_id: str


class SplitAgreed(Contract):
    party: str


class CaseSplit(Contract):
    """Row 25, on the first case: `parties_moved` have left it, `parties` are those of the linked case."""

    other_case_ids: tuple[str, ...]
    parties_moved: tuple[str, ...]
    parties: tuple[Party, ...]
    stage_id: str


class MergeProposed(Contract):
    """This case is about the same as `into`, in which it would go on. Each party moved still has to agree."""

    into: str
    parties_moved: tuple[str, ...]


class MergeAgreed(Contract):
    party: str


class CasesMerged(Contract):
    """On both cases; the one that is not `into` closes."""

    other_case_ids: tuple[str, ...]
    into: str
    parties_moved: tuple[str, ...]


class CasesLinked(Contract):
    """On both cases. `why` is related, or split; a case split from one that was a trial is one too."""

    other_case_ids: tuple[str, ...]
    why: str
    trial: bool = False
