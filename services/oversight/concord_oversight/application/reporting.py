"""What reports may see is noted beside what a fact leads to: of what is heard, and of what oversight itself tells."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from concord_oversight.domain.disclosure import Known, disclose
from concord_oversight.domain.facts import Reported, TrialLeftOut
from concord_oversight.domain.leads import is_lead
from concord_oversight.domain.report import PREFIX, Report
from concord_oversight.domain.reportable import REPORTABLE
from concord_shared.contracts.base import Told
from concord_shared.contracts.directory import RoleAssigned, RoleEnded
from concord_shared.decisions import Outcome, Write
from concord_shared.facts import Fact, On
from concord_shared.packs.compact import RepeatRule
from concord_shared.parts import Desk

Reaction = Callable[[Told, Desk], Outcome]
OWN, ORG = "oversight", "org-"


def noting(reactions: dict[str, Reaction]) -> dict[str, Reaction]:
    """The same reactions, and one for all else that is for reports; each notes what reports may see."""
    heard = [key for key in REPORTABLE if not key.startswith(f"{OWN}.")]
    return {key: _noting(reactions.get(key)) for key in dict.fromkeys((*reactions, *heard))}


def with_own(outcome: Outcome, desk: Desk) -> Outcome:
    """What oversight itself has to tell is for reports too."""
    lines = [line for write in outcome.writes for line in _own_lines(write, desk)]
    return replace(outcome, writes=(*outcome.writes, *lines)) if lines else outcome


def _noting(reaction: Reaction | None) -> Reaction:
    def react(told: Told, desk: Desk) -> Outcome:
        if is_trial(told, desk):
            return _left_out(told, desk)
        outcome = with_own(reaction(told, desk), desk) if reaction else Outcome()
        return replace(outcome, writes=(*outcome.writes, *_heard_lines(told, desk)))

    return react


def is_trial(told: Told, desk: Desk) -> bool:
    """Intake says so before anybody else speaks of the case, so that whatever follows is known for one too."""
    if told.case is None:
        return False
    known: Report = desk.load(f"{PREFIX}{told.case}")
    return known.trial or bool(getattr(told.contract, "trial", False))


def _left_out(told: Told, desk: Desk) -> Outcome:
    """A trial is never counted, neither for repeats nor for measures: that it is one is noted once."""
    known: Report = desk.load(f"{PREFIX}{told.case}")
    if known.trial:
        return Outcome()
    noted = TrialLeftOut(case_id=told.case or "")
    return Outcome((Write(f"{PREFIX}{told.case}", (noted,), told.case),))


def _heard_lines(told: Told, desk: Desk) -> Iterator[Write]:
    about = _about(told)
    report: Report = desk.load(f"{PREFIX}{about}")
    figures = disclose(f"{told.service}.{told.name}", told.contract.__dict__, _known(desk, told))
    if figures is None or report.has(told.service, told.position) or not _is_counted(told, desk):
        return
    line = Reported(of=f"{told.service}.{told.name}", position=told.position, figures=figures)
    pinned = (told.pack, told.pack_version) if told.pack and told.pack_version else None
    yield Write(f"{PREFIX}{about}", (line,), told.case, pinned)


def _about(told: Told) -> str:
    """An office is noted under its organisation: lines are about no person."""
    contract: Any = told.contract
    return f"{ORG}{contract.org}" if isinstance(contract, RoleAssigned | RoleEnded) else told.about


def _is_counted(told: Told, desk: Desk) -> bool:
    """Of the directory's offices only those of champions and leads are for reports."""
    contract = told.contract
    if not isinstance(contract, RoleAssigned | RoleEnded):
        return True
    rules = (pack.content["monitoring"]["repeat_rule"] for pack in desk.directory.packs.values())
    return is_lead(contract.office, map(RepeatRule.model_validate, rules))


def _own_lines(write: Write, desk: Desk) -> Iterator[Write]:
    for happened in write.facts:
        fact: Fact = happened.fact if isinstance(happened, On) else happened
        of = f"{OWN}.{type(fact).__name__}"
        figures = disclose(of, fact.__dict__, _known(desk))
        if figures is not None:
            about = write.case or write.stream
            yield Write(f"{PREFIX}{about}", (Reported(of=of, figures=figures),), write.case, write.pack)


def _known(desk: Desk, told: Told | None = None) -> Known:
    directory = desk.directory

    def kind(org: str) -> str | None:
        known = directory.organisation(org)
        return known.kind if known else None

    def still_held(org: str) -> bool:
        if told is None or not isinstance(told.contract, RoleEnded):
            return False
        ended = told.contract
        held = directory.holders(ended.office, ended.ended_on)
        return any(role.org == org and role.officer != ended.officer for role in held)

    return Known(directory.sector, kind, still_held)
