"""`concord provision`: the streams and durables that the broker must have; made, compared, updated."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.reach import COMPACT, Nats, TokenFile
from concord.saying import Trouble, plain, say, say_json

if TYPE_CHECKING:
    from concord_shared.messaging.provision import Change

BROKER = "nats://127.0.0.1:4222"


def join(app: typer.Typer) -> None:
    app.command("provision")(provision)


def provision(
    compact: Annotated[list[str] | None, typer.Option(help="A Compact to provide for; may be given again.")] = None,
    nats: Nats = None,
    token_file: TokenFile = None,
    replicas: Annotated[int, typer.Option(min=1, max=5, help="Copies of each stream: 1 on one server, else 3.")] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Makes what is missing and updates what differs; nothing is ever deleted. Run it as often as you like."""
    import asyncio

    changes = asyncio.run(_provision(compact or [COMPACT], nats or BROKER, token_file, replicas, dry_run))
    if as_json:
        say_json(
            [{"name": c.name, "what": c.what, "field": c.field, "was": c.was, "becomes": c.becomes} for c in changes]
        )
        return
    for change in changes:
        say(f"  {plain(_said(change))}")
    if not changes:
        say("Everything is as it must be.")
    elif dry_run:
        say(f"{len(changes)} changes would be made. Nothing was changed.")
    else:
        say(f"{len(changes)} changes made.")


async def _provision(
    compacts: list[str], url: str, token_file: Path | None, replicas: int, dry_run: bool
) -> "list[Change]":
    from concord.services import all_services
    from concord_shared.messaging import provision as provisioner
    from concord_shared.messaging.connection import BrokerRefused, connect, read_token
    from concord_shared.messaging.subjects import UnsafeToken

    try:
        hears = {name: service.hears for name, service in all_services().items()}
        specs = provisioner.plan(compacts, hears, replicas=replicas)
        nc = await connect(url, read_token(token_file), "concord-provision", wait_seconds=5)
    except (BrokerRefused, UnsafeToken) as error:
        raise Trouble(f"Cannot provision: {error}.") from None
    try:
        return await provisioner.provision(nc.jetstream(), specs, dry_run)
    except provisioner.CannotProvision as error:
        raise Trouble(str(error)) from None
    finally:
        await nc.close()


def _said(change: Any) -> str:
    if change.field is None:
        return f"{change.what} {change.name}: made"
    return f"{change.what} {change.name}: {change.field} was {change.was}, becomes {change.becomes}"
