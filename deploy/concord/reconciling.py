"""`concord reconcile`: compares every stream with the store that fills it, and begins anew those that differ."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.broker import broker_of
from concord.place import DEFAULT, Place
from concord.reach import COMPACT, Nats, TokenFile
from concord.saying import Misused, Trouble, plain, say, say_json

if TYPE_CHECKING:
    from concord_shared.messaging.reconcile import Compared, Pair


def join(app: typer.Typer) -> None:
    app.command("reconcile")(reconcile)


def reconcile(
    service: Annotated[str | None, typer.Argument(help="With --refill-store: whose store.")] = None,
    data: Annotated[Path, typer.Option(help="The data folder of one machine, running or not.")] = DEFAULT,
    stores: Annotated[str | None, typer.Option(help="Where the stores are, if not in that folder.")] = None,
    nats: Nats = None,
    token_file: TokenFile = None,
    compact: Annotated[list[str] | None, typer.Option(help="A Compact; may be given again.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Begin anew what lacks something; the store refills it.")] = False,
    store_is_right: Annotated[
        bool, typer.Option("--store-is-right", help="With --fix: also where a stream holds what its store does not.")
    ] = False,
    refill_store: Annotated[
        bool, typer.Option("--refill-store", help="Put back into a restored store what its stream's record holds.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --refill-store: only say what would be put back.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Compares every stream with its store and names what differs. Exit 1 where something does."""
    place, compacts = Place(data, stores), compact or [COMPACT]
    if refill_store:
        raise typer.Exit(0 if _refilled(place, nats, token_file, service, compacts, dry_run, as_json) else 1)
    if service is not None or dry_run:
        raise Misused("A service and --dry-run belong to --refill-store.")
    found, begun = asyncio.run(_reconcile(place, nats, token_file, compacts, fix, store_is_right))
    if as_json:
        say_json([{**_plain(each), "begun_anew": each.stream in begun} for each in found])
    else:
        for each in found:
            _say(each, each.stream in begun)
    raise typer.Exit(0 if all(each.well or each.stream in begun for each in found) else 1)


def _refilled(
    place: Place,
    nats: str | None,
    token_file: Path | None,
    service: str | None,
    compacts: list[str],
    dry_run: bool,
    as_json: bool,
) -> bool:
    from concord.refilling import say_refilled, try_refill

    if service is None or len(compacts) != 1:
        raise Misused("Name one service, and one --compact: concord reconcile intake --refill-store.")
    # The service must not run meanwhile: on a folder that is held, its broker is not begun a second time.
    broker = broker_of(place, nats, token_file, alone=True)
    done = asyncio.run(try_refill(broker, place, service, compacts[0], dry_run=dry_run))
    if as_json:
        say_json(done.plain)
    else:
        say_refilled(done)
    return done.gone == 0


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
        async with broker_of(place, nats, token_file) as nc:
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


def _pairs(place: Place, compacts: Sequence[str], services: Any) -> "list[Pair]":
    from concord_shared.messaging.reconcile import Pair
    from concord_shared.messaging.relays import recording, telling
    from concord_shared.messaging.reporting import reporting
    from concord_shared.messaging.subjects import record_stream, reporting_stream, told_stream
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
            if service.report:
                reports = reporting(compact, name, _reading(service), service.report)
                pairs.append(Pair(reporting_stream(compact), store, reports))
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
