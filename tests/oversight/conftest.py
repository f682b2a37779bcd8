from datetime import date
from pathlib import Path

import pytest

from concord_oversight.main import service
from concord_shared.contracts.base import Citation
from concord_shared.contracts.intake import ConcernAccepted
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.directory_sample import rotherham_sample
from concord_shared.testing.paper_desk import PaperDesk


@pytest.fixture(scope="session")
def root():
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def pack():
    return load(builtin()["rotherham"])


@pytest.fixture(scope="session")
def sample(pack):
    return rotherham_sample(pack)


@pytest.fixture
def desk(pack, sample):
    return PaperDesk(service(), pack, sample.copy, date(2025, 1, 1))


@pytest.fixture
def accepted(desk, pack):
    """Hears that a concern was accepted: by whom, against whom, about what, and when."""

    def accept(case, on: date, *numbers, raising=("green-doorstep",), responding=("rmbc",), adopted=True):
        themes = tuple(dict.fromkeys(pack.commitments[number].theme for number in numbers))
        contract = ConcernAccepted(
            pack_version=pack.version,
            cited=tuple(Citation(number=number) for number in numbers),
            themes=themes,
            raising=raising,
            responding=responding,
            same_sector=False,
            adopted=adopted,
        )
        desk.hear("intake", contract, case, on)

    return accept
