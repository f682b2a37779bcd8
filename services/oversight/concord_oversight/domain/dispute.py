"""One accepted case, as far as it is counted: who, about what, since when."""

from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import facts
from concord_shared.facts import Fact


@dataclass(frozen=True)
class Dispute:
    """`commitments` are of the pack; principles are not counted. `counted_as` is the case under whose id it counts:
    its own, or the one from which it was split."""

    case_id: str
    counted: bool = False
    adopted: bool = False
    raising: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    accepted_on: date = date.min
    counted_as: str = ""
    ended_for: str | None = None
    review_suggested: bool = False


def start(stream: str) -> Dispute:
    case = stream.removeprefix("dispute-")
    return Dispute(case, counted_as=case)


def evolve(state: Dispute, fact: Fact, _on: date) -> Dispute:
    match fact:
        case facts.DisputeCounted():
            said = {name: value for name, value in fact if name not in {"case_id", "rule_version"}}
            return replace(state, counted=True, **said)
        case facts.DisputeAdopted(raising=raising):
            return replace(state, adopted=True, raising=raising)
        case facts.RespondentJoined(org=org):
            return replace(state, respondents=(*state.respondents, org))
        case facts.RaiserJoined(org=org):
            return replace(state, raising=(*state.raising, org))
        case facts.DisputeSplit(left=left):
            raising, respondents = _without(state.raising, left), _without(state.respondents, left)
            return replace(state, raising=raising, respondents=respondents)
        case facts.DisputeSplitOff():
            said = {name: value for name, value in fact if name != "case_id"}
            return replace(state, counted=True, adopted=True, **said)
        case facts.DisputeEnded(reason=reason):
            return replace(state, ended_for=reason)
        case facts.CompactReviewSuggested():
            return replace(state, review_suggested=True)
        case _:
            return state


def _without(orgs: tuple[str, ...], left: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(org for org in orgs if org not in left)
