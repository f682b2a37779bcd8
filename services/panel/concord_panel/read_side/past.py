"""What happened in a case at panel, in words, as far as the asker may see it."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from concord_panel.domain import facts as f
from concord_panel.domain.state import Panel
from concord_panel.read_side.rights import Rights, rights
from concord_panel.read_side.words import say
from concord_shared.envelope import Recorded
from concord_shared.facts import Fact
from concord_shared.parts import Asker, Library
from concord_shared.running.history import HistoryOf, history
from concord_shared.sealed import Sealed

RESULTS = (f.PanelRecommendation, f.RecommendationResponseRecorded)


def answer(question: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    assert isinstance(question, HistoryOf)
    stream = f"panel-{question.case}"
    state: Panel = library.state(stream)
    allowed = rights(asker, state, library.directory)
    recorded = library.history(stream)
    results = {value for each in recorded if isinstance(each.fact, RESULTS) for value in _sealed(each.fact)}

    def may_open(value: Sealed) -> bool:
        return allowed.result if value in results else allowed.papers

    def show(each: Recorded) -> bool:
        return _shown(each, allowed, state)

    return history(recorded, say, may_open, question.at, show, office=asker.actor.office)


def _sealed(fact: Fact) -> Iterator[Sealed]:
    for _, value in fact:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Sealed):
                yield each


def _shown(each: Recorded, allowed: Rights, state: Panel) -> bool:
    """Findings stay with the group until the recommendation is made (handbook 8.4, row 54)."""
    match each.fact:
        case f.ReviewFindingsRecorded():
            return allowed.drafts or (allowed.result and state.recommendations > 0)
        case f.PanelRecommendation() | f.RecommendationResponseRecorded():
            return allowed.result
        case _:
            return True
