from datetime import date

import pytest

from concord_directory.main import service
from concord_shared.directory import DirectoryCopy
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.directory_sample import ADMINISTRATOR, rotherham_sample, told_by_directory
from concord_shared.testing.paper_desk import PaperDesk


@pytest.fixture(scope="session")
def pack():
    return load(builtin()["rotherham"])


@pytest.fixture
def desk(pack):
    return PaperDesk(service(), pack, DirectoryCopy(), date(2027, 1, 4))


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
    for position, contract in enumerate(desk.told(), 1):
        desk.directory.hear(told_by_directory(position, contract))
