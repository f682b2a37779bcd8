"""Missing, wrong, too long, unknown and hostile fields: each is refused by its name, and nothing is written."""

import pytest
from pydantic import ValidationError

from concord_directory.main import service

ORG = {"org": "rmbc"}
VALID = {
    "RegisterOrganisation": {**ORG, "name": "The Council", "sector": "public", "kind": "local_authority"},
    "SignUpOrganisation": {**ORG, "compact": "rotherham"},
    "DeclareClosure": {**ORG, "on": "2027-12-24", "name": "Snow"},
    "AssignRole": {**ORG, "office": "clerk"},
    "EndRole": {**ORG, "office": "clerk", "officer": "officer-9"},
    "DeclareInterest": {"tie": "trustee", "with_org": "rmbc"},
    "ClearInterest": {"tie": "trustee", "with_org": "rmbc"},
    "ScheduleMeeting": {"body": "ceo_group", "meets_on": "2027-02-03"},
    "DeclareBankHoliday": {"on": "2027-06-18", "name": "Jubilee"},
    "PublishPack": {"content": {}},
    "RetirePack": {"pack_id": "rotherham", "version": "1", "reason": "replaced"},
    "RenewPack": {"pack_id": "rotherham", "version": "1", "reason": "the term goes on", "until": "2028-03-31"},
    "ErasePersonalData": {"person": "person-1", "ground": "asked for it"},
}
HOSTILE = ["", " ", "a.b", "a b", "*", ">", "../x", "x" * 81, "x\x00", "ü", "-x", "{}", None, 7, [], {}]
TOKENS = [
    (command, field)
    for command, body in VALID.items()
    for field in ("org", "office", "officer", "with_org", "body", "compact", "kind", "pack_id")
    if field in body
]
DATES = [(command, field) for command, body in VALID.items() for field in ("on", "meets_on") if field in body]
TEXTS = [(command, field) for command, body in VALID.items() for field in ("name", "reason", "ground") if field in body]


def model(command):
    return service().commands[command].model


def taken(command, **changed):
    return model(command).model_validate({**VALID[command], **changed})


def fields(error):
    return {str(each["loc"][0]) for each in error.value.errors()}


def test_every_command_is_among_those_tried():
    assert set(VALID) == set(service().commands)
    for command in VALID:
        taken(command)


@pytest.mark.parametrize("command", VALID)
def test_what_is_missing_is_named(command):
    required = {name for name, each in model(command).model_fields.items() if each.is_required()}
    with pytest.raises(ValidationError) as error:
        model(command).model_validate({})
    assert fields(error) == required


@pytest.mark.parametrize("command", VALID)
def test_what_nobody_asked_for_is_named(command):
    with pytest.raises(ValidationError) as error:
        taken(command, cleared_by=["rmbc"])
    assert fields(error) == {"cleared_by"}


@pytest.mark.parametrize("value", HOSTILE, ids=repr)
@pytest.mark.parametrize(("command", "field"), TOKENS)
def test_an_id_that_is_none_is_named(command, field, value):
    if value is None and not model(command).model_fields[field].is_required():
        return
    with pytest.raises(ValidationError) as error:
        taken(command, **{field: value})
    assert fields(error) == {field}


@pytest.mark.parametrize("value", ["", "soon", "2027-13-01", "2027-02-30", "03/02/2027", None, 10**20, []], ids=repr)
@pytest.mark.parametrize(("command", "field"), DATES)
def test_a_date_that_is_none_is_named(command, field, value):
    with pytest.raises(ValidationError) as error:
        taken(command, **{field: value})
    assert fields(error) == {field}


@pytest.mark.parametrize("value", ["", "x" * 201, None, 7, {"$gt": ""}], ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize(("command", "field"), TEXTS)
def test_a_text_that_is_none_or_too_long_is_named(command, field, value):
    with pytest.raises(ValidationError) as error:
        taken(command, **{field: value})
    assert fields(error) == {field}


@pytest.mark.parametrize("tie", ["friend", "", "TRUSTEE", None])
def test_a_tie_that_nobody_knows_is_named(tie):
    for command in ("DeclareInterest", "ClearInterest"):
        with pytest.raises(ValidationError, match="tie"):
            taken(command, tie=tie)


@pytest.mark.parametrize("content", [{}, {"pack": 7}, {"pack": {"id": "x"}}, {"schema": "compact-pack/1"}])
def test_a_pack_that_is_none_is_refused_in_a_sentence(do, desk, set_up, content):
    before = len(desk.recorded)
    refusal = do("PublishPack", content=content).refused("PackInvalid").refusal
    assert refusal.message.endswith(".")
    assert len(desk.recorded) == before


def test_a_refusal_writes_nothing(do, desk, set_up):
    before = len(desk.recorded)
    do("AssignRole", org="nobody", office="clerk").refused("UnknownOrganisation")
    do("EndRole", officer="officer-9", office="clerk", org="rmbc").refused("RoleNotHeld")
    do("RetirePack", pack_id="nowhere", version="1", reason="x").refused("PackNotPublished")
    do("ScheduleMeeting", body="tea_club", meets_on="2027-02-03").refused("UnknownBody")
    assert len(desk.recorded) == before


def test_a_thousand_kinds_of_training_are_too_many():
    with pytest.raises(ValidationError, match="training"):
        taken("AssignRole", training={f"kind-{number}": "2026-01-05" for number in range(21)})
