"""What a report may see: what is allowed by name, and nothing that a person wrote or that says who raised it."""

import json
import types
from datetime import UTC, date, datetime
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from concord_oversight.domain.disclosure import HOW, Known, disclose, shown
from concord_oversight.domain.reportable import REPORTABLE
from concord_shared.contracts.base import Citation, Party
from concord_shared.contracts.intake import ConcernAccepted, ConcernRaised, ConcernSignposted, StageOpened
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.contracts.reporting import Reported
from concord_shared.sealed import Sealed

SECTORS = {"rmbc": "public", "green-doorstep": "vcs", "var": "vcs"}
KINDS = {"green-doorstep": "community_group", "var": "infrastructure"}
KNOWN = Known(SECTORS.get, KINDS.get)
MARKER = "Mrs Example of the marker"
NEVER = ("parties", "party", "by_party", "agreed_by", "confirmed_by", "by", "to", "org", "officer_ref", "mediator_ref")
PARTIES = (Party(org="green-doorstep", side="raising"), Party(org="rmbc", side="responding"))
of_every_kind = pytest.mark.parametrize("of", sorted(REPORTABLE))


def figures(of, contract):
    return disclose(of, contract.__dict__, KNOWN)


@of_every_kind
def test_every_field_that_is_allowed_is_one_of_the_public_fact(of):
    service, _, fact = of.partition(".")
    fields = TOLD_BY[service][fact].model_fields

    assert {field for field, _ in REPORTABLE[of].values()} <= fields.keys()
    assert {how for _, how in REPORTABLE[of].values()} <= HOW.keys()


@of_every_kind
def test_what_a_person_could_have_written_never_appears(of):
    """Every text of the fact holds the marker: whatever is shown of it is no text of its own."""
    service, _, fact = of.partition(".")
    marked = {name: planted(field.annotation) for name, field in TOLD_BY[service][fact].model_fields.items()}

    found = disclose(of, marked, KNOWN)

    assert found is not None
    assert MARKER not in json.dumps(found)
    assert found.keys() == REPORTABLE[of].keys()


@of_every_kind
def test_who_did_it_is_shown_by_side_or_sector_alone(of):
    for field, how in REPORTABLE[of].values():
        shown = ("raising_sectors", "responding_bodies", "held_by_others")
        assert field not in NEVER or how in shown, (of, field)


def test_the_plant_would_be_seen():
    assert shown("code", "kept_as_is", KNOWN) == "kept_as_is"
    assert MARKER in json.dumps({"text": planted(str)})


def test_whoever_raised_it_appears_by_sector_and_whom_it_is_about_by_name():
    accepted = ConcernAccepted(
        pack_version="2017.1",
        cited=(Citation(number="9.2"), Citation(principle="openness")),
        themes=("resources.funding",),
        raising=("green-doorstep",),
        responding=("rmbc",),
        same_sector=False,
        adopted=False,
    )
    found = figures("intake.ConcernAccepted", accepted)

    assert found["raising_sectors"] == ("vcs",)
    assert found["responding"] == ("rmbc",)
    assert (found["responding_sectors"], found["small_groups"]) == (("public",), 1)
    assert found["cited"] == ("9.2", "openness")
    assert "green-doorstep" not in json.dumps(found)


def test_a_stage_shows_its_sides_in_the_same_way():
    opened = StageOpened(
        stage_id="mediation",
        stage_type="facilitated",
        label="x",
        caused_by="y",
        parties=PARTIES,
        pack_version="1",
    )
    found = figures("intake.StageOpened", opened)

    assert (found["raising_sectors"], found["responding"]) == (("vcs",), ("rmbc",))
    assert "label" not in found


def test_a_name_that_the_directory_does_not_know_is_not_repeated():
    raised = ConcernRaised(channel="web", raiser_kind="person", respondent_orgs=("Mr Smith's team", "rmbc"))

    assert figures("intake.ConcernRaised", raised)["responding"] == ("rmbc", "unknown")


def test_sealed_values_are_counted_at_most():
    route = Sealed("case", "CASE-1", "Write to them.")
    found = figures("intake.ConcernSignposted", ConcernSignposted(reason="service_complaint", route=route))

    assert found == {"reason": "service_complaint", "partial": False}


@pytest.mark.parametrize(
    "of", ["directory.OrganisationRegistered", "directory.InterestDeclared", "intake.SplitProposed"]
)
def test_of_what_is_not_allowed_nothing_is_noted(of):
    assert disclose(of, {}, KNOWN) is None


def test_the_published_schema_is_the_one_of_the_code(root):
    published = json.loads((root / "docs/reference/reported.schema.json").read_text())

    assert published == json.loads(json.dumps(Reported.model_json_schema()))


def planted(kind: Any) -> Any:
    """A value of the type with the marker wherever a text can stand."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return planted(next(part for part in parts if part is not type(None)))
    if origin is tuple:
        return (planted(parts[0]), planted(parts[0]))
    if origin is dict:
        return {MARKER: planted(parts[1])}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_construct(**{name: planted(field.annotation) for name, field in kind.model_fields.items()})
    plain = {bool: True, int: 3, date: date(2027, 3, 1), datetime: datetime(2027, 3, 1, tzinfo=UTC)}
    return Sealed("case", "CASE-1", MARKER) if kind is Sealed else plain.get(kind, MARKER)
