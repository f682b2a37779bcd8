"""What notify did in one case, in words."""

from collections.abc import Mapping
from typing import Any

from concord_notify.domain.facts import NoticePrepared
from concord_notify.read_side.rights import Once, may_read, may_see
from concord_notify.read_side.words import say
from concord_shared.envelope import Recorded
from concord_shared.parts import Asker, Library
from concord_shared.running.history import history


def history_of_case(asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    """That letters went out, for all who may see that; in clear only those to the asker's own organisation: whoever
    keeps the case in order reads one at a time (`Letter`), for all of a long case would be too much at once."""
    rows = library.rows("SELECT notice_id, org, office FROM notices WHERE case_id = ? ORDER BY rowid", asked.case)
    shown: list[Any] = []
    library = Once(library)
    for row in rows:
        if not may_see(asked.case, row["org"], row["office"], asker, library):
            continue
        recorded = library.history(f"notice-{row['notice_id']}")
        shown.extend(_one(recorded, asked, asker, library)["facts"])
    return {"facts": sorted(shown, key=lambda line: (line["recorded_at"], line["stream"], line["version"]))}


def _one(recorded: Any, asked: Any, asker: Asker, library: Library) -> Mapping[str, Any]:
    readable = any(_is_theirs(each, asker, library) for each in recorded)
    return history(recorded, say, lambda sealed: readable and sealed.kind == "contact", asked.at)


def _is_theirs(each: Recorded, asker: Asker, library: Library) -> bool:
    fact = each.fact
    if not isinstance(fact, NoticePrepared) or fact.org != asker.actor.organisation:
        return False
    return may_read(fact, asker, library)
