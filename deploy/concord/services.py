"""The six services, by name; each is imported when it is asked for."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concord_shared.parts import Service

NAMES = ("directory", "intake", "mediation", "panel", "notify", "oversight")


def the_service(name: str, outbox: Path | None = None, *, by_mail: bool = True) -> "Service":
    """`outbox` is where letters are laid down, for the service that writes them. Where it is not `by_mail`, they lie
    there whatever mail server is set: a story that is only played sends nothing. Raises KeyError."""
    if name not in NAMES:
        raise KeyError(name)
    main: Any = import_module(f"concord_{name}.main")
    if name == "notify" and outbox is not None:
        never = {} if by_mail else {"smtp_host": None}
        found: Service = main.service(main.NotifySettings(outbox_dir=outbox, **never))
    else:
        found = main.service()
    return found


def all_services(outbox: Path | None = None, *, by_mail: bool = True) -> Mapping[str, "Service"]:
    return {name: the_service(name, outbox, by_mail=by_mail) for name in NAMES}
