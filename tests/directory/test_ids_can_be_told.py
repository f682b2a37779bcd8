"""An id that goes into the directory can stand in a subject, or the relay would stand still for everybody."""

import pytest
from pydantic import ValidationError

from concord_shared.ids import case_id, is_case_id
from concord_shared.messaging.subjects import name
from concord_shared.packs.model import Pack

NAMED = {"name": "Green", "sector": "vcs", "kind": "charity"}


@pytest.mark.parametrize("org", ["green.doorstep", "green doorstep", "*", "a>"])
def test_an_organisation_is_named_so_that_it_can_be_told(do, org):
    with pytest.raises(ValidationError):
        do("RegisterOrganisation", org=org, **NAMED)


@pytest.mark.parametrize("person", ["contact:person-1", "a.b"])
def test_a_person_to_be_erased_is_named_so_that_it_can_be_told(do, person):
    with pytest.raises(ValidationError):
        do("ErasePersonalData", person=person, ground="asked for it")


@pytest.mark.parametrize("org", ["system", "public"])
def test_no_organisation_takes_the_name_of_the_installation_or_the_public(do, org):
    assert do("RegisterOrganisation", org=org, **NAMED).refusal.code == "ReservedName"


def test_a_case_reference_begins_with_three_letters():
    body = case_id("ROT", "7K3M9Q")[3:]

    assert is_case_id(f"ROT{body}")
    assert [prefix for prefix in ("R.T", "*", ">", "", "rot", "ROTH") if is_case_id(f"{prefix}{body}")] == []


@pytest.mark.parametrize(("given", "fits"), [("north-east", True), ("north_east", False), ("north.east", False)])
def test_a_pack_is_named_as_a_compact_can_be(pack, given, fits):
    data = pack.to_data()
    data["pack"] = {**data["pack"], "id": given}

    if fits:
        assert name(Pack.from_data(data).id) == given
    else:
        with pytest.raises(ValidationError):
            Pack.from_data(data)
