from datetime import UTC, datetime

import pytest

from concord_directory.main import service
from concord_shared.contracts.base import Told
from concord_shared.directory import DirectoryCopy
from concord_shared.envelope import Envelope, Recorded
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.directory_sample import ADMINISTRATOR, rotherham_sample
from concord_shared.testing.paper_desk import PaperDesk


@pytest.fixture(scope="session")
def pack():
    return load(builtin()["rotherham"])


@pytest.fixture
def desk(pack):
    return PaperDesk(service(), pack, DirectoryCopy(), datetime(2027, 1, 4, 9, tzinfo=UTC))


@pytest.fixture
def administrator():
    return ADMINISTRATOR


@pytest.fixture
def do(desk, administrator):
    """Does a command as the administrator; what was told so far is in the desk's copy of the directory."""

    def act(command_name, by=administrator, in_case=None, /, **body):
        outcome = desk.do(command_name, by, in_case, **body)
        learn(desk)
        return outcome

    return act


@pytest.fixture
def set_up(do, pack):
    """The sample directory, brought about by its own commands."""
    for command, body in rotherham_sample(pack).commands:
        outcome = do(command, **body)
        assert outcome.refusal is None, f"{command} {body.get('org')}: {outcome.refusal}"


def learn(desk):
    for position, each in enumerate(desk.written, 1):
        envelope = Envelope(
            event_id=f"event-{position}",
            recorded_at=desk.now,
            occurred_on=each.on,
            actor=desk.actor,
            case=each.case,
            correlation_id="test",
        )
        contract = desk.service.tell(Recorded(position, each.stream, 1, envelope, each.fact))
        if contract is not None:
            told = Told(
                "directory", position, each.stream, each.case, envelope.event_id, each.on, desk.now, "test", contract
            )
            desk.directory.hear(told)
