"""What oversight holds about one case, in words."""

from collections.abc import Mapping
from typing import Any

from concord_oversight.read_side.rights import may_read, reads_cases
from concord_oversight.read_side.words import say
from concord_shared.parts import Asker, Library
from concord_shared.running.history import history


def history_of_case(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    """Empty for those whom the case does not concern."""
    stream = f"dispute-{asked.case}"
    state = library.state(stream)
    concerned = {*state.raising, *state.respondents}
    if not may_read(asker.actor, concerned, reads_cases(library.directory)):
        return {"facts": []}
    return history(library.history(stream), say, lambda _: False, asked.at)
