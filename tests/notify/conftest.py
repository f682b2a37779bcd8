import asyncio
import email
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from concord_notify.application.folder import Folder
from concord_notify.application.outbox import Outbox
from concord_notify.application.patience import Patience
from concord_notify.domain import facts
from concord_notify.main import service
from concord_notify.settings import NotifySettings
from concord_shared.contracts.base import Citation, Party
from concord_shared.contracts.intake import ConcernAccepted, ConcernRaised, StageOpened
from concord_shared.packs.loading import builtin, load
from concord_shared.parts import NotNow, Tools
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


async def carry_out(desk, tools):
    """What a try comes to may be due again at once: by the next channel."""
    while streams := desk.due():
        before = len(desk.recorded)
        for stream in streams:
            with suppress(NotNow):
                desk.sweep_stream(stream, await desk.service.effect(stream, desk.load(stream), tools()))
        if len(desk.recorded) == before:
            return


@pytest.fixture
def post(desk, tools):
    """Carries out what is due today, as the sweeper would: effect first, then the facts."""

    return lambda: asyncio.run(carry_out(desk, tools))


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


class Mail:
    """A mail server on paper: it answers what stands in `answers`, and then takes every letter over."""

    def __init__(self, desk, tools):
        self.desk, self.tools = desk, tools
        self.answers, self.tried, self.to, self.seconds = [], [], [], 0.0

    async def send(self, message, sender, to):
        self.to.append(to)
        found = email.message_from_bytes(message)["Message-ID"]
        self.tried.append(found.strip("<>").partition("@")[0])
        return self.answers.pop(0) if self.answers else None

    def post(self):
        asyncio.run(carry_out(self.desk, self.tools))


@pytest.fixture
def mail(desk, tools, outbox):
    """The desk's letters go to this server; `post` carries out what is due, again until nothing is due today."""
    server = Mail(desk, tools)
    patience = Patience(lambda: server.seconds)
    desk.service = replace(desk.service, effect=Outbox(Folder(outbox), "desk@concord.example", server, patience).effect)
    return server


@pytest.fixture
def letters(desk):
    """{type: [(office, organisation)]} of the letters without their reminders."""

    def sorted_by_type():
        found = {}
        for fact in desk.facts(facts.NoticePrepared):
            if fact.number == 0:
                found.setdefault(fact.notice_type, []).append((fact.office, fact.org))
        return found

    return sorted_by_type


def parties():
    return [("representative", party.org) for party in PARTIES]


def said(desk, kind):
    """The text of the last letter of that type."""
    return [each for each in desk.facts(facts.NoticePrepared) if each.notice_type == kind][-1].letter.clear
