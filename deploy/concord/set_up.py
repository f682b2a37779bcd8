"""What a new installation needs before anybody can act: rules in force, and an auditor who may read."""

from typing import TYPE_CHECKING, Any

from concord.acting import ADMINISTRATOR, AUDITOR
from concord.saying import Trouble
from concord_shared.clock import local_day
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import Pack

if TYPE_CHECKING:
    from concord.one_machine import Machine

AUDITOR_ID = "officer-system-auditor"


async def set_up(machine: "Machine", compact: str, pack: Pack | None = None) -> None:
    """Does what is missing and nothing twice. Raises Trouble where directory refuses."""
    directory = machine.of(compact, "directory").memory.directory
    today = local_day(machine.clock.now())
    if directory.pack_in_force(compact) is None:
        await _publish(machine, compact, pack or _builtin(compact))
    if directory.holding(AUDITOR.organisation, AUDITOR.office, today) is None:
        role = {"officer": AUDITOR_ID, "office": AUDITOR.office, "org": AUDITOR.organisation}
        await _do(machine, compact, "AssignRole", role | {"starts_on": today.isoformat()})


def _builtin(compact: str) -> Pack:
    found = builtin()
    if compact not in found:
        raise Trouble(f"No Compact '{compact}' comes with Concord. It has: {', '.join(found)}.")
    return load(found[compact])


async def _publish(machine: "Machine", compact: str, pack: Pack) -> None:
    await _do(machine, compact, "PublishPack", {"content": pack.to_data(), "trial": pack.status != "published"})


async def _do(machine: "Machine", compact: str, command: str, body: dict[str, Any]) -> None:
    command_id = f"set-up-{machine.of(compact, 'directory').store.head()}-{command}"
    reply = await machine.talk(compact).do(("directory", command), ADMINISTRATOR, command_id, body)
    if not reply["accepted"]:
        raise Trouble(f"The installation of {compact} cannot be set up: {reply['message']}")
