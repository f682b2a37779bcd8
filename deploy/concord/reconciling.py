"""`concord reconcile`: compares every stream with the store that fills it, and begins anew those that differ."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.place import DEFAULT, Place
from concord.saying import Misused, Trouble, plain, say, say_json

if TYPE_CHECKING:
    from nats.aio.client import Client

    from concord_shared.messaging.reconcile import Compared, Pair


def join(app: typer.Typer) -> None:
    app.command("reconcile")(reconcile)


def reconcile(
    data: Annotated[Path, typer.Option(help="The data folder of one machine, running or not.")] = DEFAULT,
    stores: Annotated[str | None, typer.Option(help="Where the stores are, if not in that folder.")] = None,
    nats: Annotated[str | None, typer.Option(help="Another broker than that of the folder.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="File that holds that broker's token.")] = None,
    compact: Annotated[list[str] | None, typer.Option(help="A Compact; may be given again.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Begin anew what lacks something; the store refills it.")] = False,
    store_is_right: Annotated[
        bool, typer.Option("--store-is-right", help="With --fix: also where a stream holds what its store does not.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Compares every stream with its store and names what differs. Exit 1 where something does."""
    place, compacts = Place(data, stores), compact or ["rotherham"]
    found, begun = asyncio.run(_reconcile(place, nats, token_file, compacts, fix, store_is_right))
    if as_json:
        say_json([{**_plain(each), "begun_anew": each.stream in begun} for each in found])
    else:
        for each in found:
            _say(each, each.stream in begun)
    raise typer.Exit(0 if all(each.well or each.stream in begun for each in found) else 1)


async def _reconcile(
    place: Place, nats: str | None, token_file: Path | None, compacts: list[str], fix: bool, store_is_right: bool
) -> "tuple[list[Compared], list[str]]":
    from concord.services import all_services
    from concord_shared.messaging import provision, reconcile
    from concord_shared.messaging.connection import BrokerRefused

    services = all_services()
    specs = provision.plan(compacts, {name: service.hears for name, service in services.items()})
    pairs = _pairs(place, compacts, services)
    try:
        async with _broker(place, nats, token_file) as nc:
            js = nc.jetstream()
            found = await reconcile.compare_all(js, pairs)
            wrong = [each for each in found if fix and _may_begin(each, store_is_right)]
            for each in wrong:
                await reconcile.begin_anew(js, each.stream, specs)
            return found, [each.stream for each in wrong]
    except BrokerRefused as error:
        raise Trouble(f"The streams cannot be compared: {error}.") from None
    finally:
        for pair in pairs:
            pair.store.close()


def _may_begin(found: "Compared", store_is_right: bool) -> bool:
    return not found.well and (store_is_right or not (found.extra or found.different))


@asynccontextmanager
async def _broker(place: Place, nats: str | None, token_file: Path | None) -> "AsyncIterator[Client]":
    """The broker named, that of the Concord which runs there, or the folder's own, started for this alone."""
    from contextlib import ExitStack

    from concord_shared.messaging.connection import connect, read_token
    from concord_shared.messaging.embedded import BrokerTrouble, EmbeddedBroker

    with ExitStack() as stack:
        if nats is not None:
            url, token = nats, read_token(token_file)
        elif place.card.exists():
            card = place.read_card()
            url, token = card["url"], read_token(Path(card["token_file"]))
        else:
            try:
                stack.enter_context(place.held())
                broker = stack.enter_context(EmbeddedBroker(place.broker))
            except BrokerTrouble as trouble:
                raise Trouble(f"The broker of {place.folder} does not start: {trouble}") from None
            url, token = broker.url, broker.token
        nc = await connect(url, token, "concord-reconcile", wait_seconds=5)
        try:
            yield nc
        finally:
            await nc.close()


def _pairs(place: Place, compacts: Sequence[str], services: Any) -> "list[Pair]":
    from concord_shared.messaging.reconcile import Pair
    from concord_shared.messaging.relays import recording, telling
    from concord_shared.messaging.subjects import record_stream, told_stream
    from concord_shared.store.opening import open_store

    pairs: list[Pair] = []
    for compact in compacts:
        for name, service in services.items():
            try:
                store = open_store(place.store_url, name, compact, create=False)
            except FileNotFoundError:
                raise Misused(
                    f"There is no store of {name} for '{compact}' in {place.folder}: check --data, --stores, --compact."
                ) from None
            told = telling(store, compact, name, _reading(service), service.tell)
            pairs.append(Pair(told_stream(compact, name), store, told))
            pairs.append(Pair(record_stream(compact, name), store, recording(compact, name)))
    return pairs


def _reading(service: Any) -> Any:
    from typing import cast

    from concord_shared.store.key_ports import KeyTable
    from concord_shared.store.keys import KeyRing
    from concord_shared.store.mapper import Mapper

    mapper = Mapper(service.name, service.facts, KeyRing(cast(KeyTable, None), {}), service.upcasts)
    return lambda notification: mapper.decode(notification, position=notification.id)


def _plain(found: "Compared") -> dict[str, Any]:
    differs = {key: getattr(found, key) for key in ("missing", "extra", "different", "out_of_order")}
    return {"stream": found.stream, "well": found.well, "exists": found.exists, **differs} | {
        "behind": found.behind,
        "cure": found.cure,
    }


def _say(found: "Compared", begun: bool) -> None:
    if found.well:
        behind = f", {found.behind} still to be told" if found.behind else ""
        say(f"[green]well[/]     {plain(found.stream)}{behind}")
        return
    say(f"[red]differs[/]  {plain(found.stream)}")
    for what in ("missing", "extra", "different", "out_of_order"):
        if positions := getattr(found, what):
            some = ", ".join(map(str, positions[:10])) + (" ..." if len(positions) > 10 else "")
            say(f"           {what.replace('_', ' ')}: {len(positions)} positions ({some})")
    say(f"           {'begun anew; the next run fills it' if begun else plain(found.cure)}")
