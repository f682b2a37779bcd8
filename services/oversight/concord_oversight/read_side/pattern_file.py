"""The question `Pattern`: what happened to one pattern, with what the group means to do."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from concord_oversight.domain.commands import PatternId
from concord_oversight.domain.pattern import Pattern
from concord_oversight.read_side.rights import may_read, monitors
from concord_oversight.read_side.words import say
from concord_shared.parts import Asker, Library, Question
from concord_shared.running.history import history


class PatternOf(BaseModel):
    """What was counted under one key, what it called for, and what was said to it."""

    model_config = ConfigDict(extra="forbid")
    pattern_id: PatternId


def answer(asked: BaseModel, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Empty for those whom it does not concern."""
    assert isinstance(asked, PatternOf)
    state: Pattern = library.state(asked.pattern_id)
    if not may_read(asker.actor, set(state.respondents), monitors(library.directory)):
        return {"facts": []}
    return history(library.history(asked.pattern_id), say, lambda _: True)


QUESTION = Question(PatternOf, answer, confidential=True)
