"""Told facts as CloudEvents 1.0 (binary mode, NATS headers), and as one JSON document where they are kept."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from cloudevents.core.bindings.http import HTTPMessage, from_binary, to_binary
from cloudevents.core.exceptions import BaseCloudEventException, CloudEventValidationError
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from pydantic import TypeAdapter, ValidationError

from concord_shared.contracts.base import Contract, Told
from concord_shared.contracts.registry import contract_of
from concord_shared.messaging import subjects
from concord_shared.store.ports import Message

POSITION, PREVIOUS, HEARD = "Concord-Position", "Concord-Prev", "Concord-Heard"
OPTIONAL = {"causationid": "causation_id", "packid": "pack", "packversion": "pack_version", "caseid": "case"}
REQUIRED = ("specversion", "id", "source", "type", "subject", "time", "occurredon", "correlationid")
_FORMAT = JSONFormat()
_HEARD: TypeAdapter[dict[str, int]] = TypeAdapter(dict[str, int])


class Unreadable(Exception):
    """A message that is no told fact of ours. Says what is wrong, never what stood in the message."""


def type_of(service: str, contract: type[Contract]) -> str:
    """The CloudEvents `type`, as in ``concord.intake.ConcernRaised.v1``."""
    return f"concord.{service}.{contract.__name__}.v{contract.major}"


def to_message(told: Told, compact: str) -> tuple[str, dict[str, str], bytes]:
    """Subject, headers and payload under which `told` is published."""
    payload = told.contract.model_dump_json().encode()
    event = CloudEvent(_attributes(told, compact), payload)
    headers = dict(to_binary(event, _FORMAT).headers)
    headers[POSITION], headers[PREVIOUS] = str(told.position), str(told.previous)
    headers[HEARD] = json.dumps(told.heard, separators=(",", ":"), sort_keys=True)
    contract = type(told.contract)
    subject = subjects.told(compact, told.service, contract.__name__, contract.major, told.about)
    return subject, headers, payload


def _attributes(told: Told, compact: str) -> dict[str, Any]:
    extensions = {name: getattr(told, field) for name, field in OPTIONAL.items()}
    return {
        "specversion": "1.0",
        "id": told.event_id,
        "source": f"/concord/{compact}/{told.service}",
        "type": type_of(told.service, type(told.contract)),
        "subject": told.about,
        "time": told.recorded_at,
        "datacontenttype": "application/json",
        "occurredon": told.occurred_on.isoformat(),
        "correlationid": told.correlation_id,
    } | {name: value for name, value in extensions.items() if value is not None}


def from_message(headers: Mapping[str, str] | None, payload: bytes) -> Told:
    """The told fact in a message. Raises Unreadable, naming what is missing or wrong."""
    attributes = _read_attributes(dict(headers or {}))
    service, contract = _kind(str(attributes.get("type", "")))
    try:
        return Told(
            service=service,
            position=_number(headers, POSITION),
            previous=_number(headers, PREVIOUS),
            heard=_HEARD.validate_json((headers or {}).get(HEARD, "{}")),
            about=attributes["subject"],
            event_id=attributes["id"],
            occurred_on=date.fromisoformat(attributes["occurredon"]),
            recorded_at=attributes["time"],
            correlation_id=attributes["correlationid"],
            contract=contract.model_validate_json(payload),
            **{field: attributes.get(name) for name, field in OPTIONAL.items()},
        )
    except ValidationError as error:
        raise Unreadable(f"{contract.__name__}: {_where(error)}") from None
    except (KeyError, ValueError) as error:
        what = error.args[0] if isinstance(error, KeyError) else "occurredon"
        raise Unreadable(f"{contract.__name__}: the header ce-{what} is missing or not of its form") from None


def _read_attributes(headers: dict[str, str]) -> Mapping[str, Any]:
    # The package makes up an id and a time where they are missing.
    missing = [name for name in REQUIRED if not headers.get(f"ce-{name}")]
    if missing:
        raise Unreadable(f"no CloudEvent of ours: {', '.join(missing)} missing")
    try:
        return from_binary(HTTPMessage(headers, b""), _FORMAT, CloudEvent).get_attributes()
    except CloudEventValidationError as error:
        raise Unreadable(f"no CloudEvent: {', '.join(sorted(error.errors))} missing or wrong") from None
    except (BaseCloudEventException, ValueError):
        raise Unreadable("no CloudEvent: its time cannot be read") from None


def _kind(type_name: str) -> tuple[str, type[Contract]]:
    match type_name.split("."):
        case ["concord", service, name, version]:
            try:
                contract = contract_of(service, name)
            except KeyError:
                raise Unreadable("a contract that this version does not know: upgrade this service") from None
            if version != f"v{contract.major}":
                raise Unreadable(f"{name} in another major version than v{contract.major}")
            return service, contract
    raise Unreadable("its CloudEvents type is none of ours")


def _number(headers: Mapping[str, str] | None, name: str) -> int:
    text = (headers or {}).get(name, "")
    if not text.isascii() or not text.isdigit():
        raise Unreadable(f"the header {name} is missing or no number")
    return int(text)


def _where(error: ValidationError) -> str:
    places = [(".".join(map(str, each["loc"])) or "body", each["type"]) for each in error.errors()]
    return "; ".join(f"{place} ({kind})" for place, kind in places[:5])


def message_json(headers: Mapping[str, str], payload: bytes) -> bytes:
    """A message as one JSON document (`ports.Message.body`)."""
    document = {"headers": dict(headers), "data": payload.decode()}
    return json.dumps(document, separators=(",", ":"), sort_keys=True).encode()


def from_json(body: bytes) -> Told:
    """Reads what `message_json` wrote. Raises Unreadable."""
    try:
        document = json.loads(body)
        headers, data = document["headers"], document["data"].encode()
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable("no kept message: headers or data are missing") from None
    return from_message(headers, data)


def kept(told: Told, headers: Mapping[str, str], payload: bytes) -> Message:
    """`told` as a store keeps or parks it."""
    return Message(told.service, told.position, told.case, told.name, message_json(headers, payload))
