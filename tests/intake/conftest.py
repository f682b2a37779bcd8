"""Intake on paper: Green Doorstep and the Council, with Voluntary Action to advise."""

import sqlite3
from datetime import date

import pytest

from concord_intake.main import service
from concord_shared.envelope import Actor
from concord_shared.packs.loading import builtin, load
from concord_shared.testing.databases import (  # noqa: F401
    any_keys_url,
    any_store,
    any_store_url,
    opened_store,
    postgres_database,
    postgres_server,
)
from concord_shared.testing.directory_sample import rotherham_sample
from concord_shared.testing.paper_desk import PaperDesk

RAISER, RESPONDENT = "green-doorstep", "rmbc"
CONCERN = {
    "channel": "phone_by_proxy",
    "raiser_kind": "organisation",
    "raiser_org": RAISER,
    "respondent_orgs": [RESPONDENT],
    "cited": ["9.2"],
    "text": "The grant was ended without notice.",
    "reach": "caller@green-doorstep.example",
}
BOTH = ["informal_attempts_explored", "no_acceptable_agreement"]


def actor(org, office="representative", officer=None, on_behalf_of=None):
    return Actor(organisation=org, office=office, officer=officer, on_behalf_of=on_behalf_of)


ADVISER = actor("var", "advice_body")
ANYBODY = actor("public", "public")


class Intake(PaperDesk):
    """Scenario helpers that build on one another; each returns the case's id."""

    def raised(self, by=ADVISER, on=None, **body):
        said = {**CONCERN, "raiser_name": "A caller", **body}
        return self.do("RaiseConcern", by, None, on, **said).accepted().answer["case"]

    def advised(self, on=None, **raised):
        case = self.raised(on=on, **raised)
        self.advise(case, on=on).accepted()
        return case

    def advise(self, case, by=ADVISER, on=None, **body):
        return self.do("AdviseCompactRelated", by, case, on, **{"advice": "yes", "reasons": "Named.", **body})

    def confirm(self, case, org, on=None, **body):
        return self.do("ConfirmExhausted", actor(org), case, on, **{"statements": BOTH, **body})

    def formal(self, on=None, orgs=(RAISER, RESPONDENT), **raised):
        case = self.advised(on=on, **raised)
        for org in orgs:
            self.confirm(case, org, on).accepted()
        return case

    def rows(self, sql, *args):
        table = sqlite3.connect(":memory:")
        table.row_factory = sqlite3.Row
        for projection in self.service.projections:
            table.executescript(projection.create)
            for recorded in self.recorded:
                projection.project(table, recorded)
        return [dict(row) for row in table.execute(sql, args).fetchall()]


@pytest.fixture(scope="session")
def pack():
    return load(builtin()["rotherham"])


@pytest.fixture
def intake(pack):
    return Intake(service(), pack, rotherham_sample(pack).copy, date(2027, 3, 1))
