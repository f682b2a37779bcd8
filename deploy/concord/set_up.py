"""What a new installation needs before anybody can act: rules in force, and an auditor who may read."""

from datetime import date
from typing import Any

from concord.acting import ADMINISTRATOR, AUDITOR
from concord.pack_files import that_come
from concord.saying import Trouble
from concord.talking import Talk
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import load
from concord_shared.packs.model import Pack

AUDITOR_ID = "officer-system-auditor"


async def set_up(talk: Talk, directory: DirectoryCopy, today: date, pack: Pack | None = None) -> None:
    """Does what `directory` lacks and nothing twice. Raises Trouble where directory refuses."""
    if directory.pack_in_force(talk.compact) is None:
        chosen = pack or _builtin(talk.compact)
        body = {"content": chosen.to_data(), "trial": chosen.status != "published"}
        await _do(talk, "PublishPack", f"set-up-{chosen.sha256[:40]}", body)
    if directory.holding(AUDITOR.organisation, AUDITOR.office, today) is None:
        role = {"officer": AUDITOR_ID, "office": AUDITOR.office, "org": AUDITOR.organisation}
        await _do(talk, "AssignRole", f"set-up-auditor-{today}", role | {"starts_on": today.isoformat()})


def _builtin(compact: str) -> Pack:
    found = that_come()
    if compact not in found:
        known = f"It has: {', '.join(found)}. Name the file of your own with --pack."
        raise Trouble(f"No Compact '{compact}' comes with Concord. {known}")
    return load(found[compact])


async def _do(talk: Talk, command: str, command_id: str, body: dict[str, Any]) -> None:
    reply = await talk.do(("directory", command), ADMINISTRATOR, command_id, body)
    if not reply["accepted"]:
        raise Trouble(f"The installation of {talk.compact} cannot be set up: {reply['message']}")
