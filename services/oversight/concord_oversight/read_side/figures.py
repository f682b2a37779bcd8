"""The question `Figures`: counts for the group that learns (handbook 6.2), without any content."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from concord_oversight.read_side.rights import may_see_figures
from concord_shared.parts import Asker, Library, Question, Refused
from concord_shared.refusals import Refusal

BEFORE_ANY = "before_any_stage"
SELECT = """
SELECT about, figures FROM report_lines
WHERE of = ? AND (? IS NULL OR occurred_on >= ?) AND (? IS NULL OR occurred_on <= ?)
"""


class Figures(BaseModel):
    """Measures of the period from `from_on` up to and including `until_on`, by the day of what is counted; none named
    means all that there is."""

    model_config = ConfigDict(extra="forbid")
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class Line:
    about: str
    figures: Mapping[str, Any]


Lines = Callable[[str], list[Line]]


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Raises Refused(`NoAuthority`)."""
    assert isinstance(asked, Figures)
    if not may_see_figures(asker.actor, library.directory):
        raise Refused(NOT_YOURS)
    first, last = (day.isoformat() if day else None for day in (asked.from_on, asked.until_on))

    def lines(of: str) -> list[Line]:
        rows = library.rows(SELECT, of, first, first, last, last)
        return [Line(row["about"], json.loads(row["figures"])) for row in rows]

    measures = {name: measure(lines) for name, measure in MEASURES.items()}
    return {"from_on": asked.from_on, "until_on": asked.until_on, "measures": measures}


def _received(lines: Lines) -> Mapping[str, Any]:
    return {"received": len(lines("intake.ConcernRaised"))}


def _signposted(lines: Lines) -> Mapping[str, Any]:
    sent = [each for each in lines("intake.ConcernSignposted") if not each.figures["partial"]]
    advised = _cases(lines("intake.CompactRelatednessAdvised"))
    return {"signposted": _cases(sent), "advised": advised, "by_reason": _by("reason", sent)}


def _accepted(lines: Lines) -> Mapping[str, Any]:
    accepted = lines("intake.ConcernAccepted")
    waiting = [each for each in accepted if not each.figures["raising_sectors"]]
    adopted = _cases(lines("intake.ConcernAdopted"))
    return {"accepted": len(accepted), "accepted_without_a_member": len(waiting), "adopted": adopted}


def _settled(lines: Lines) -> Mapping[str, Any]:
    by_stage = _by("at_stage", lines("intake.CaseSettled"))
    return {"by_stage": by_stage, "closed": len(lines("intake.CaseClosed"))}


def _withheld(lines: Lines) -> Mapping[str, Any]:
    begun = _cases(lines("intake.InformalExhaustionConfirmed"))
    return {"withheld": _cases(lines("intake.ConfirmationWithheld")), "cases_with_a_confirmation": begun}


def _unresolved(lines: Lines) -> Mapping[str, Any]:
    prompts = _by("why", lines("oversight.CompactReviewSuggested"))
    closed = len(lines("intake.CaseClosed"))
    return {"unresolved": len(lines("intake.CaseUnresolved")), "closed": closed, "review_prompts": prompts}


def _gone_quiet(lines: Lines) -> Mapping[str, Any]:
    closed = lines("intake.CaseClosed")
    return {reason: _by("at_stage", closed, reason=reason) for reason in ("withdrawn", "dormant")}


def _outside(lines: Lines) -> Mapping[str, Any]:
    return {"by_kind": _by("kind", lines("intake.ExternalRemedyRecorded"))}


def _explained(lines: Lines) -> Mapping[str, Any]:
    explained, accepted = (_cases(lines(f"intake.{name}")) for name in ("ExplanationGiven", "ConcernAccepted"))
    return {"cases_with_an_explanation": explained, "accepted": accepted}


def _repeats(lines: Lines) -> Mapping[str, Any]:
    return {
        "notes": _by("level", lines("oversight.RepeatedDisputeNoted"), first=True),
        "patterns": _by("level", lines("oversight.RepeatedDisputePatternDetected"), first=True),
        "closed": _by("why", lines("oversight.RepeatedDisputePatternClosed")),
    }


def _cases(lines: list[Line]) -> int:
    return len({each.about for each in lines})


def _by(name: str, lines: list[Line], **only: Any) -> dict[str, int]:
    wanted = [each.figures for each in lines if all(each.figures.get(key) == value for key, value in only.items())]
    return dict(sorted(Counter(each.get(name) or BEFORE_ANY for each in wanted).items()))


MEASURES: Mapping[str, Callable[[Lines], Mapping[str, Any]]] = {
    "M01": _received,
    "M02": _signposted,
    "M05": _accepted,
    "M06": _settled,
    "M11": _withheld,
    "M18": _unresolved,
    "M19": _gone_quiet,
    "M20": _outside,
    "M21": _repeats,
    "M23": _explained,
}
NOT_YOURS = Refusal(
    code="NoAuthority",
    message="Figures are for the group that learns from cases, the coordinator and auditors.",
    field="as",
)
QUESTION = Question(Figures, answer)
