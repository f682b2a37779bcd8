"""`concord commands`: what can be asked of each service, from the models themselves. Needs no server."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.saying import Misused, plain, say, say_json, say_table

if TYPE_CHECKING:
    from pydantic import BaseModel


def join(app: typer.Typer) -> None:
    app.command("commands")(commands)


def commands(
    name: Annotated[
        str | None, typer.Argument(help="One command, like intake.RaiseConcern or RaiseConcern; or a service.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """The commands of all services: who may issue each, and its fields."""
    found = [each for each in every_command() if _is_meant(each, name)]
    if not found:
        raise Misused(f"No service and no command is called '{name}'. 'concord commands' lists them all.")
    if as_json:
        say_json(found)
    elif name is None or name == found[0]["service"]:
        rows = [[each["command"], each["who"].splitlines()[0]] for each in found]
        say_table(["command", "who, and what for"], rows)
    else:
        for each in found:
            _say_command(each)


def every_command() -> Iterator[dict[str, Any]]:
    """Each as {command, service, who, fields: [{name, type, needed, default, says}]}."""
    from concord.services import all_services

    for service, parts in all_services().items():
        for name, command in parts.commands.items():
            who = " ".join((command.model.__doc__ or "").split()).strip() or "See the handbook."
            yield {
                "command": f"{service}.{name}",
                "service": service,
                "who": who,
                "anybody": command.anybody,
                "fields": fields_of(command.model),
            }


def fields_of(model: "type[BaseModel]") -> list[dict[str, Any]]:
    found = []
    for name, field in model.model_fields.items():
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        one = {"name": name, "type": said_type(field.annotation), "needed": field.is_required()}
        found.append({**one, "default": default, "says": field.description or ""})
    return found


def said_type(annotation: Any) -> str:
    """A field's type for people: ``date``, ``yes or no``, ``one of: a, b``, ``list of text``."""
    from types import NoneType, UnionType
    from typing import Annotated, Literal, Union, get_args, get_origin

    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return said_type(parts[0])
    if origin is Literal:
        return "one of: " + ", ".join(map(str, parts))
    if origin in (Union, UnionType):
        return " or ".join(said_type(part) for part in parts if part is not NoneType)
    if origin in (tuple, list, set, frozenset):
        return f"list of {said_type(parts[0])}"
    if origin is dict:
        return "JSON object"
    simple = {"str": "text", "bool": "yes or no", "int": "number", "date": "date", "datetime": "moment"}
    return simple.get(getattr(annotation, "__name__", ""), "JSON object")


def _is_meant(command: dict[str, Any], name: str | None) -> bool:
    full = command["command"]
    return name is None or name in (command["service"], full, full.partition(".")[2])


def _say_command(command: dict[str, Any]) -> None:
    say(f"[bold]{command['command']}[/]  {plain(command['who'])}")
    if not command["fields"]:
        say("  It has no fields.")
        return
    rows = [[f"  {each['name']}", each["type"], _need(each), each["says"]] for each in command["fields"]]
    say_table(["  field", "type", "needed", ""], rows)


def _need(field: dict[str, Any]) -> str:
    if field["needed"]:
        return "yes"
    return "no" if field["default"] in (None, (), {}, False) else f"no ({field['default']})"
