"""`concord reconcile SERVICE --refill-store`: puts back what a store restored from an older backup lacks."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from concord.place import Place
from concord.saying import Misused, Trouble, plain, say

if TYPE_CHECKING:
    from nats.aio.client import Client
    from nats.js import JetStreamContext

    from concord_shared.running.refilling import Lost
    from concord_shared.store.ports import Store


@dataclass(frozen=True)
class Refilled:
    """`gone` counts the positions that were told and that not even the record holds."""

    service: str
    lost: "Lost"
    dry_run: bool
    gone: int

    @property
    def plain(self) -> dict[str, Any]:
        lost = self.lost
        return {
            "service": self.service,
            "record": lost.record,
            "store_ended_at": lost.head,
            "put_back": lost.positions,
            "changed": bool(lost.facts) and not self.dry_run,
            "heard": {name: {"was": before, "is": now} for name, (before, now) in lost.heard.items()},
            "answers_lost": [answer.command_id for answer in lost.answers],
            "put_aside": [{"from": each.service, "position": each.position} for each, _, _ in lost.park],
            "told_but_lost": self.gone,
        }


async def try_refill(
    broker: AbstractAsyncContextManager["Client"], place: Place, service: str, compact: str, *, dry_run: bool
) -> Refilled:
    """Raises Trouble, having changed nothing, where store and record differ; Misused where there is no such store."""
    from concord_shared.messaging.connection import BrokerRefused
    from concord_shared.running.refilling import CannotRefill
    from concord_shared.store.ports import Conflict

    store = _store(place, service, compact)
    try:
        async with broker as nc:
            return await _refilled(nc.jetstream(), store, service, compact, dry_run)
    except (CannotRefill, Conflict) as error:
        raise Trouble(f"The store of {service} is left as it is: {error}.") from None
    except BrokerRefused as error:
        raise Trouble(f"The record cannot be read: {error}.") from None
    finally:
        store.close()


def _store(place: Place, service: str, compact: str) -> "Store":
    from concord.services import NAMES
    from concord_shared.store.opening import open_store

    if service not in NAMES:
        raise Misused(f"'{service}' is no service. There are: {', '.join(NAMES)}.")
    try:
        return open_store(place.store_url, service, compact, create=False)
    except FileNotFoundError:
        raise Misused(f"There is no store of {service} for '{compact}' in {place.folder}: restore one first.") from None


async def _refilled(js: "JetStreamContext", store: "Store", service: str, compact: str, dry_run: bool) -> Refilled:
    from concord.services import the_service
    from concord_shared.running.refilling import find_lost
    from concord_shared.store.key_ports import KeyTable
    from concord_shared.store.keys import KeyRing
    from concord_shared.store.mapper import Mapper

    parts = the_service(service)
    reader = Mapper(service, parts.facts, KeyRing(cast(KeyTable, None), {}), parts.upcasts)
    lost = await find_lost(js, parts, compact, store, reader)
    told = await _told_until(js, compact, service)
    if lost.facts and not dry_run:
        store.append(lost.batch())
    ends = lost.positions[-1] if lost.facts else lost.head
    return Refilled(service, lost, dry_run, max(0, told - ends))


async def _told_until(js: "JetStreamContext", compact: str, service: str) -> int:
    from nats.js.errors import NotFoundError

    from concord_shared.messaging.publishing import end_of
    from concord_shared.messaging.subjects import told_stream

    try:
        return (await end_of(js, told_stream(compact, service))).position
    except NotFoundError:
        return 0


def say_refilled(done: Refilled) -> None:
    if done.lost.facts:
        _say_put_back(done)
    else:
        say(f"The store of {done.service} holds all that {plain(done.lost.record)} holds: nothing is to be put back.")
    if done.gone:
        say(f"[red]Lost for good:[/] it was told {done.gone} positions further than the record goes.")
        say("  Find out who heard that; then 'concord reconcile --fix --store-is-right' begins what was told anew.")


def _say_put_back(done: Refilled) -> None:
    lost = done.lost
    what = "would be put back" if done.dry_run else "put back"
    first, last = lost.positions[0], lost.positions[-1]
    say(f"[bold]{len(lost.facts)} facts {what}[/] in the store of {done.service}, byte for byte: {first} to {last}.")
    say(f"  All that it held before, up to position {lost.head}, is the same as in the record.")
    for name, (before, now) in lost.heard.items():
        say(f"  {plain(name)} had been heard up to {now} (backup: {before}). What came later is heard again.")
    say(f"  {len(lost.answers)} commands left these facts. Their answers are lost: given again under the same id, they")
    say("  are answered AnswerLost and not done twice. What had been refused in that time is decided anew.")
    if lost.park:
        say(f"  {len(lost.park)} messages left no facts. They may have been put aside before, and are now: take their")
        say("  cases up again with 'concord refused list' and 'concord refused replay'.")
