"""The six services, by name; each is imported when it is asked for."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concord_shared.parts import Service

NAMES = ("directory", "intake", "mediation", "panel", "notify", "oversight")


def the_service(name: str, outbox: Path | None = None) -> "Service":
    """`outbox` is where letters are laid down, for the service that writes them. Raises KeyError."""
    if name not in NAMES:
        raise KeyError(name)
    main: Any = import_module(f"concord_{name}.main")
    if name == "notify" and outbox is not None:
        found: Service = main.service(main.NotifySettings(outbox_dir=outbox))
    else:
        found = main.service()
    return found


def all_services(outbox: Path | None = None) -> Mapping[str, "Service"]:
    return {name: the_service(name, outbox) for name in NAMES}
