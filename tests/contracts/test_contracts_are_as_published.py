"""What is told stays readable: published schemas match the code, and every stored sample still parses."""

import json
import runpy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from concord_shared.contracts.base import Contract, Told
from concord_shared.contracts.registry import contract_of
from concord_shared.messaging.asyncapi import contracts, document, schemas
from concord_shared.messaging.cloudevents import from_json, from_message, message_json, to_message

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "tests/contracts/samples").glob("*.json"))
MAKE = runpy.run_path(str(ROOT / "tools/make_contracts.py"))


def sample_of(path: Path) -> tuple[str, type[Contract], Any]:
    service, name, _, _ = path.name.split(".")
    return service, contract_of(service, name), json.loads(path.read_text())


def differing(expected: dict[Path, str]) -> list[str]:
    """Files that are missing, left over or different."""
    there = {*(ROOT / "docs/reference/contracts").glob("*/*.json"), ROOT / "docs/reference/asyncapi.json"}
    texts = {path: path.read_text() for path in there if path.exists()}
    return sorted(path.name for path in there | expected.keys() if texts.get(path) != expected.get(path))


def test_the_published_documents_are_those_that_the_code_makes() -> None:
    assert differing(MAKE["files"]()) == [], "run: python tools/make_contracts.py"


def test_a_changed_contract_would_be_seen() -> None:
    expected = MAKE["files"]()
    path = next(path for path in expected if path.name == "MediationFailed.v1.json")
    assert differing(expected | {path: expected[path].replace("reason", "grounds")}) == ["MediationFailed.v1.json"]


def test_every_contract_has_a_stored_sample() -> None:
    named = {f"{service}.{contract.__name__}.v{contract.major}.json" for service, contract in contracts()}
    assert named == {path.name for path in SAMPLES}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_stored_sample_still_parses_and_is_told_as_its_schema_says(path: Path) -> None:
    service, contract, data = sample_of(path)
    told = Told(
        service=service,
        position=7,
        previous=5,
        about="ROT-7K3M-9QX",
        case="ROT-7K3M-9QX",
        event_id="e1",
        occurred_on=date(2026, 12, 14),
        recorded_at=datetime(2026, 12, 14, 9, 30, tzinfo=UTC),
        correlation_id="ROT-7K3M-9QX",
        contract=contract.model_validate(data),
        heard={"directory": 3},
    )
    _, headers, payload = to_message(told, "rotherham")
    assert json.loads(payload) == data
    schema = schemas()[f"{service}/{contract.__name__}.v{contract.major}.json"]
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(payload))
    assert from_message(headers, payload) == told == from_json(message_json(headers, payload))


def test_an_added_field_breaks_no_reader() -> None:
    _, contract, data = sample_of(SAMPLES[0])
    assert contract.model_validate(data | {"added_later": 1}) == contract.model_validate(data)


def test_the_asyncapi_document_is_whole() -> None:
    found = document()
    assert found["asyncapi"] == "3.0.0" and len(found["channels"]) == len(list(contracts()))

    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [each for value in node.values() for each in references(value)]
        return [each for value in node for each in references(value)] if isinstance(node, list) else []

    for reference in references(found):
        place = found
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
