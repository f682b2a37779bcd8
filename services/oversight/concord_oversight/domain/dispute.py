"""One accepted case, as far as it is counted: who, about what, since when."""

from dataclasses import dataclass, replace
from datetime import date

from concord_oversight.domain import facts
from concord_shared.facts import Fact


@dataclass(frozen=True)
class Dispute:
    """`commitments` are of the pack; principles are not counted."""

    case_id: str
    counted: bool = False
    adopted: bool = False
    raising: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    accepted_on: date = date.min
    ended: bool = False
    review_suggested: bool = False


def start(stream: str) -> Dispute:
    return Dispute(stream.removeprefix("dispute-"))


def evolve(state: Dispute, fact: Fact, _on: date) -> Dispute:
    match fact:
        case facts.DisputeCounted():
            said = {name: value for name, value in fact if name not in {"case_id", "rule_version"}}
            return replace(state, counted=True, **said)
        case facts.DisputeAdopted(raising=raising):
            return replace(state, adopted=True, raising=raising)
        case facts.RespondentJoined(org=org):
            return replace(state, respondents=(*state.respondents, org))
        case facts.DisputeEnded():
            return replace(state, ended=True)
        case facts.CompactReviewSuggested():
            return replace(state, review_suggested=True)
        case _:
            return state
