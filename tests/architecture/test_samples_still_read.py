"""Every fact that a service ever stored still reads, is said in a sentence, and is told as its contract says."""

import importlib
import json
from datetime import UTC, date, datetime

import pytest
from jsonschema import Draft202012Validator

from concord_shared.contracts.base import Told
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.deadlines.facts import DeadlineFact
from concord_shared.envelope import TIMER, Envelope, Recorded
from concord_shared.messaging.asyncapi import schemas
from concord_shared.messaging.cloudevents import from_message, to_message
from concord_shared.sealed import Sealed

from .conftest import ROOT

SERVICES = [importlib.import_module(f"concord_{name}.main").service() for name in TOLD_BY]
SAMPLES = {path.stem: path for path in ROOT.glob("tests/**/samples/*.json") if "contracts" not in path.parts}
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
ENVELOPE = Envelope(
    event_id="e1",
    recorded_at=AT,
    occurred_on=AT.date(),
    actor=TIMER,
    case="ROT-7K3M-9QX",
    correlation_id="e1",
)
of_every_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
of_every_fact = pytest.mark.parametrize(
    ("service", "kind"),
    [
        pytest.param(service, kind, id=f"{service.name}-{kind.__name__}")
        for service in SERVICES
        for kind in service.facts
    ],
)


@of_every_fact
def test_a_stored_sample_still_reads_as_its_fact_and_is_written_the_same(service, kind):
    text = SAMPLES[kind.stored_name].read_text()

    assert json.loads(kind.model_validate_json(text).model_dump_json()) == json.loads(text)


@of_every_fact
def test_a_fact_is_said_in_a_sentence(service, kind):
    words = importlib.import_module(f"concord_{service.name}.read_side.words").say(sample(kind))

    assert words.endswith(".")
    assert kind.__name__ not in words


@of_every_fact
def test_what_is_told_of_a_fact_is_as_its_schema_says(service, kind):
    contract = service.tell(recorded(kind))

    if contract is None:
        return
    assert type(contract) is TOLD_BY[service.name][type(contract).__name__]
    told = Told(service.name, 7, "ROT-7K3M-9QX", ENVELOPE.case, "e1", date(2027, 3, 1), AT, "e1", contract)
    _, headers, payload = to_message(told, "rotherham")
    schema = schemas()[f"{service.name}/{told.name}.v{contract.major}.json"]
    Draft202012Validator(schema).validate(json.loads(payload))
    assert from_message(headers, payload) == told


@of_every_service
def test_every_contract_of_a_service_comes_from_one_of_its_facts(service):
    told = {type(service.tell(recorded(kind, everybodys))) for kind in service.facts} - {type(None)}

    assert told == set(TOLD_BY[service.name].values())


@of_every_service
def test_a_service_is_granted_the_keys_of_what_it_stores_sealed(service):
    own = [kind for kind in service.facts if kind.__module__.startswith(f"concord_{service.name}.")]
    sealed = [value for kind in own for _, value in sample(kind) if isinstance(value, Sealed)]

    assert {value.kind for value in sealed} <= service.kinds
    assert all(value.is_gap for value in sealed)


def sample(kind):
    return kind.model_validate_json(SAMPLES[kind.stored_name].read_text())


def recorded(kind, changed=lambda fact: fact):
    return Recorded(1, "case-ROT-7K3M-9QX", 1, ENVELOPE, changed(sample(kind)))


def everybodys(fact):
    """A party's own deadline may be kept back; that of the whole case is told."""
    return fact.model_copy(update={"party": None}) if isinstance(fact, DeadlineFact) else fact
