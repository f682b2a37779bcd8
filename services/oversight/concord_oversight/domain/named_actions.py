"""An action as it was named, in a talk, at a meeting or alone: what, by whom, by when; and the fact that records it."""

from collections.abc import Iterable, Iterator
from datetime import date

from concord_oversight.domain.group_commands import ActionNamed
from concord_oversight.domain.group_facts import ActionItemRecorded
from concord_shared.facts import Fact
from concord_shared.refusals import Refusal
from concord_shared.sealed import Sealed

KIND = "pattern"


def recorded(named: ActionNamed, item_id: str, **source: object) -> ActionItemRecorded:
    what = Sealed(KIND, item_id, named.what)
    known = {"item_id": item_id, "what": what, "owner_office": named.owner_office, "due_on": named.due_on}
    return ActionItemRecorded.model_validate(known | source)


def each_recorded(named: Iterable[ActionNamed], ids: Iterable[str], **source: object) -> Iterator[Fact]:
    """Actions that come of one meeting or talk, under as many fresh ids."""
    return (recorded(each, item_id, **source) for each, item_id in zip(named, ids, strict=True))


def past(due_on: date, on: date) -> Refusal | None:
    return IN_THE_PAST if due_on < on else None


def any_past(named: Iterable[ActionNamed], on: date) -> Refusal | None:
    return next((refusal for each in named if (refusal := past(each.due_on, on))), None)


IN_THE_PAST = Refusal(
    code="DateInPast", message="This day is over: name one that is still to come, or today.", field="due_on"
)
