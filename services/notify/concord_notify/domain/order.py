"""In which order what was heard of a case is read: always the same, whichever service was heard first."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter

from concord_shared.contracts.base import Told


def in_order(heard: Iterable[Told]) -> list[Told]:
    """As it was recorded. Each service's own order stands, also where its clock was set back in between."""
    latest: dict[str, datetime] = {}
    found = []
    for each in sorted(heard, key=lambda each: (each.service, each.position)):
        at = max(each.recorded_at, latest.get(each.service, each.recorded_at))
        latest[each.service] = at
        found.append(((at, each.service, each.position), each))
    return [each for _, each in sorted(found, key=itemgetter(0))]
