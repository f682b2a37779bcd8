import asyncio
from datetime import date

import pytest

from concord_notify.main import service
from concord_notify.settings import NotifySettings
from concord_shared.contracts.base import Citation, Party
from concord_shared.contracts.intake import ConcernAccepted, ConcernRaised, StageOpened
from concord_shared.packs.loading import builtin, load
from concord_shared.parts import Tools
from concord_shared.sealed import Sealed
from concord_shared.testing.directory_sample import rotherham_sample
from concord_shared.testing.paper_desk import PaperDesk

CASE = "ROT-7K3M-9QX"
PARTIES = (
    Party(org="green-doorstep", side="raising", sector="vcs"),
    Party(org="syp", side="responding", sector="public"),
)


@pytest.fixture(scope="session")
def pack():
    return load(builtin()["rotherham"])


@pytest.fixture
def sample(pack):
    return rotherham_sample(pack)


@pytest.fixture
def outbox(tmp_path):
    return tmp_path / "outbox"


@pytest.fixture
def desk(pack, sample, outbox):
    made = service(NotifySettings(outbox_dir=outbox, mail_from="desk@concord.example"))
    return PaperDesk(made, pack, sample.copy, date(2027, 3, 15))


@pytest.fixture
def tools(desk):
    """Keys of persons named in `gone` are destroyed."""
    gone: set[str] = set()

    def opened(sealed):
        return None if sealed.subject in gone else sealed.clear

    def make():
        return Tools(desk.now, opened, lambda subject: 0, desk.directory, desk.kept)

    make.gone = gone
    return make


@pytest.fixture
def hear(desk):
    def heard(contract, on=date(2027, 3, 15), case=CASE, service="intake"):
        return desk.hear(service, contract, case, on)

    return heard


@pytest.fixture
def post(desk, tools):
    """Carries out what is due today, as the sweeper would: effect first, then the facts."""

    def carry_out():
        for stream in desk.due():
            done = asyncio.run(desk.service.effect(stream, desk.load(stream), tools()))
            desk.sweep_stream(stream, done)

    return carry_out


@pytest.fixture
def stage(pack):
    """StageOpened for the stage of a type."""

    def opened(kind, **more):
        found = next(each for each in pack.stages if each.type == kind)
        said = {"caused_by": "FormalResolutionInvoked", "parties": PARTIES, **more}
        return StageOpened(
            stage_id=found.id, stage_type=found.type, label=found.label, pack_version=pack.version, **said
        )

    return opened


@pytest.fixture
def raised():
    """`reach` is that of the person who raised it."""
    reach = Sealed("contact", "person-1", "caller@home.example")
    return ConcernRaised(channel="phone_by_proxy", raiser_kind="person", reach=reach)


@pytest.fixture
def accepted(pack):
    return ConcernAccepted(
        pack_version=pack.version,
        cited=(Citation(number="9.2"),),
        themes=("resources.decisions",),
        raising=("green-doorstep",),
        responding=("syp",),
        same_sector=False,
        adopted=True,
    )
