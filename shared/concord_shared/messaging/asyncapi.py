"""The public contracts as documents: an AsyncAPI 3 document (by FastStream) and a JSON Schema for each."""

import json
from collections.abc import Iterator
from typing import Any

from faststream.nats import NatsBroker
from faststream.specification import AsyncAPI

from concord_shared.contracts.base import Contract
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.messaging.cloudevents import type_of

VERSION = "1.0.0"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTION = (
    "What the services of Concord tell one another and whoever may listen. CloudEvents 1.0 in binary "
    "mode: attributes "
    "in NATS headers (ce-id, ce-source, ce-type, ce-subject, ce-time; ce-occurredon is the local "
    "date on which it "
    "happened), the contract as JSON in the payload. Concord-Position is the fact's place in its "
    "service's store."
)


def contracts() -> Iterator[tuple[str, type[Contract]]]:
    """Every (service, contract), services in order of the registry, contracts by name."""
    for service, told in TOLD_BY.items():
        for name in sorted(told):
            yield service, told[name]


def document() -> dict[str, Any]:
    """The AsyncAPI 3 document of all that is told."""
    broker = NatsBroker("nats://localhost:4222", description="The NATS of one Compact's area")
    for service, contract in contracts():
        name = contract.__name__
        broker.publisher(
            f"concord.{{compact}}.told.{service}.{name}.v{contract.major}.{{about}}",
            title=f"{service}:{name}",
            description=_first_line(contract),
            schema=contract,
        )
    specification = AsyncAPI(
        broker, title="Concord: what is told", version=VERSION, description=DESCRIPTION, schema_version="3.0.0"
    )
    found = json.loads(specification.to_specification().to_json())
    # FastStream lists publishers in the order of a set: sorted, the document is the same each time.
    ordered: dict[str, Any] = json.loads(json.dumps(found, sort_keys=True))
    return ordered


def schemas() -> dict[str, dict[str, Any]]:
    """For each contract its path below docs/reference/contracts/ and its JSON Schema, as it is published."""
    return {
        f"{service}/{contract.__name__}.v{contract.major}.json": _schema(service, contract)
        for service, contract in contracts()
    }


def _schema(service: str, contract: type[Contract]) -> dict[str, Any]:
    schema = contract.model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": type_of(service, contract)} | schema


def _first_line(contract: type[Contract]) -> str | None:
    text = contract.__doc__ or ""
    return " ".join(text.split()) if contract.__doc__ != Contract.__doc__ else None
