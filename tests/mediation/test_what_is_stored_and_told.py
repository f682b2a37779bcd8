"""No text of a case stands in the clear in what is stored or told; with the key, the same facts come back."""

import pytest

from concord_mediation.domain.facts import FACTS
from concord_shared.store.keys import open_keys
from concord_shared.store.mapper import Mapper

SECRETS = ("Pay within", "We met before.", "I know one")


@pytest.fixture
def keys(tmp_path):
    ring = open_keys(f"sqlite:///{tmp_path}/keys.sqlite", {"mediation": b"k" * 32})
    yield ring
    ring.close()


@pytest.fixture
def whole(case):
    case.appoint().accepted()
    case.by(case.raiser, "ObjectToMediator", reason="We met before.").accepted()
    case.by_mediator("StandDown", reason="I know one of them.").accepted()
    case.working().by_mediator("RecordTerms", text="Pay within thirty days.").accepted()
    case.by(case.respondent, "DeclineMediation").accepted()
    return case


def stored(mapper, recorded):
    return [mapper.encode(each.stream, each.version, each.envelope, each.fact) for each in recorded]


def test_stored_bytes_hold_no_text_and_read_back_as_the_same_facts(whole, keys):
    mapper = Mapper("mediation", FACTS, keys)
    for recorded, event in zip(whole.recorded, stored(mapper, whole.recorded), strict=True):
        assert not any(secret.encode() in event.state for secret in SECRETS)
        clear = [(name, getattr(value, "clear", value)) for name, value in mapper.decode(event).fact]
        assert clear == [(name, getattr(value, "clear", value)) for name, value in recorded.fact]


def test_what_is_told_is_made_without_any_key(whole, keys):
    events = stored(Mapper("mediation", FACTS, keys), whole.recorded)
    reader = Mapper("mediation", FACTS, keys.without_keys())
    told = [whole.service.tell(reader.decode(event)) for event in events]

    text = " ".join(each.model_dump_json() for each in told if each is not None)
    assert text and not any(secret in text for secret in SECRETS)


def test_without_the_key_every_state_is_the_same(whole, keys):
    events = stored(Mapper("mediation", FACTS, keys), whole.recorded)
    reader = Mapper("mediation", FACTS, keys.without_keys())
    stream = f"mediation-{whole.case}"
    aggregate = whole.service.aggregates["mediation-"]
    state = aggregate.start(stream)
    for event in events:
        recorded = reader.decode(event)
        state = aggregate.evolve(state, recorded.fact, recorded.envelope.occurred_on)
    assert state == whole.load(stream)
