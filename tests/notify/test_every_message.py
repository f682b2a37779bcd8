"""Every message that notify hears, given twice: one letter for each recipient, however often it is redelivered."""

import importlib
import json
from pathlib import Path

import pytest

from concord_notify.domain import facts
from concord_notify.main import service
from concord_shared.testing.paper_desk import PaperDesk

SAMPLES = Path(__file__).parents[1] / "contracts" / "samples"
HEARD = sorted(service().reactions)


@pytest.fixture(params=HEARD)
def message(request, desk, stage, raised, accepted):
    """The message of the stored sample, in a case that is under way."""
    of, _, name = request.param.partition(".")
    for each in (raised, accepted, stage("facilitated")):
        desk.receive(desk.message("intake", each, "ROT-7K3M-9QX"))
    kind = next(
        each for each in importlib.import_module(f"concord_shared.contracts.{of}").TOLD if each.__name__ == name
    )
    sample = kind.model_validate_json((SAMPLES / f"{request.param}.v1.json").read_text())
    versions = {"pack_version": desk.in_force.version} if "pack_version" in kind.model_fields else {}
    return desk.message(of, sample.model_copy(update=versions), "ROT-7K3M-9QX")


def test_a_message_given_twice_causes_its_letters_once(desk, message):
    desk.receive(message)
    before = list(desk.recorded)
    desk.receive(message)

    letters = [each.fact for each in desk.recorded[len(before) :] if isinstance(each.fact, facts.NoticePrepared)]
    assert letters == []
    ids = [each.notice_id for each in desk.facts(facts.NoticePrepared)]
    assert len(ids) == len(set(ids))


def test_two_instances_write_the_same_letters_under_the_same_ids(desk, message, pack, sample):
    other = PaperDesk(desk.service, pack, sample.copy, desk.today)
    for each in (*desk.heard, message):
        other.receive(each)
    desk.receive(message)

    assert sorted(one(each) for each in desk.recorded) == sorted(one(each) for each in other.recorded)


def one(recorded):
    return json.dumps([recorded.stream, getattr(recorded.fact, "subject", ""), type(recorded.fact).__name__])
