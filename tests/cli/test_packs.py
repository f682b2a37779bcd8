"""`concord packs`: the Compacts as data."""

import re
from pathlib import Path

import pytest
import yaml

from concord_shared.packs.loading import builtin, load


def test_all_four_compacts_and_the_example_are_listed_with_version_and_status(concord):
    found = concord("packs", "list", "--json").data
    assert [each["id"] for each in found[:4]] == ["darlington", "derbyshire", "rotherham", "staffordshire"]
    assert [each["id"] for each in found[4:]] == ["example-five-stage"]
    assert all(each["version"] and each["status"] and len(each["sha256"]) == 64 for each in found)
    assert "The Rotherham Compact" in concord("packs", "list").out


def test_a_pack_is_shown_with_its_stages_deadlines_and_rules(concord):
    found = concord("packs", "show", "rotherham", "--json").data
    assert found["stages"] == ["informal", "mediation", "investigation", "review", "responses"]
    assert {"ROT-D01", "ROT-D02", "ROT-D03"} <= {each["id"] for each in found["deadlines"]}
    assert all(each["sentence"] for each in found["guards"])
    said = concord("packs", "show", "rotherham").out
    assert "Stage 2: mediation" in said
    assert "20 working days" in said


def test_an_unknown_pack_is_answered_with_those_that_exist(concord):
    said = concord("packs", "show", "atlantis")
    assert said.code == 2
    assert "rotherham" in said.err


def test_a_builtin_pack_is_valid(concord):
    said = concord("packs", "check", builtin()["rotherham"], "--json")
    assert said.code == 0
    assert said.data["valid"]


def test_what_is_wrong_with_a_pack_is_named_with_file_line_and_cure(concord, tmp_path: Path):
    text = builtin()["rotherham"].read_text()
    broken = re.sub(r"type: facilitated\n", "type: duel\n", text, count=1)
    assert broken != text
    line = next(number for number, each in enumerate(broken.splitlines(), 1) if "type: duel" in each)
    path = tmp_path / "mine.yaml"
    path.write_text(broken)
    said = concord("packs", "check", path)
    assert said.code == 1
    assert f"mine.yaml:{line}" in said.out
    found = concord("packs", "check", path, "--json").data
    assert any(each["line"] == line and each["cure"] for each in found["problems"])


def test_a_file_that_is_no_pack_or_not_there_is_said_so(concord, tmp_path: Path):
    (tmp_path / "list.yaml").write_text("- 1\n")
    (tmp_path / "no.yaml").write_text("a: [1\n")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    assert concord("packs", "check", tmp_path / "list.yaml").code == 1
    assert concord("packs", "check", tmp_path / "no.yaml").code == 1
    assert concord("packs", "check", tmp_path / "binary.yaml").code == 2
    said = concord("packs", "check", tmp_path / "missing.yaml")
    assert said.code == 2
    assert "cannot be read" in said.err


def test_what_is_left_to_fill_is_listed_and_has_an_exit_code_of_its_own(concord):
    said = concord("packs", "check", "darlington")
    assert said.code == 3
    assert "to fill in the pack: text of the Compact and of its five codes (needed to go live)" in said.out
    assert "not looked up in a directory: Champion of each signatory" in said.out
    found = concord("packs", "check", "staffordshire", "--json").data
    assert found["valid"]
    assert "renewal of the term, which has ended (2014-2018)" in [each["what"] for each in found["to_fill"]]
    assert concord("packs", "check", "rotherham").code == 0


@pytest.mark.parametrize("source", ["example-five-stage", "rotherham", "darlington", "derbyshire", "staffordshire"])
def test_a_new_pack_is_valid_and_claims_nothing_as_the_text(concord, tmp_path: Path, source):
    file = tmp_path / "dobshire.yaml"
    assert (
        concord("packs", "new", "dobshire", "--title", "The Dobshire Compact", "--from", source, "--to", file).code == 0
    )
    assert concord("packs", "check", file).code == 3
    pack = load(file)
    assert (pack.id, pack.title, pack.case_prefix, pack.status) == ("dobshire", "The Dobshire Compact", "DOB", "draft")
    assert not re.search(r"^\s*(source|basis): (?!ours|null|any)", file.read_text(), re.MULTILINE)
    assert not any(rule.source for rule in (*pack.guards, *pack.deadlines))
    assert "# The way through" in file.read_text()


def test_a_new_pack_is_not_written_over_another(concord, tmp_path: Path):
    (tmp_path / "mine.yaml").write_text("mine")
    said = concord("packs", "new", "mine", "--to", tmp_path / "mine.yaml")
    assert said.code == 2
    assert "is there already" in said.err
    assert (tmp_path / "mine.yaml").read_text() == "mine"
    assert concord("packs", "new", "No Id!", "--to", tmp_path / "no.yaml").code == 1
    assert not (tmp_path / "no.yaml").exists()


@pytest.fixture
def diff(concord, tmp_path: Path):
    """What `packs diff` says of a change to Rotherham's pack."""

    def said(change) -> set[tuple[str, str]]:
        data = load(builtin()["rotherham"]).to_data()
        change(data)
        (tmp_path / "new.yaml").write_text(yaml.safe_dump(data))
        return {
            (each["about"], each["words"])
            for each in concord("packs", "diff", "rotherham", tmp_path / "new.yaml", "--json").data
        }

    return said


def test_each_part_of_a_pack_is_compared(diff):
    def change(data):
        data["pack"] |= {"version": "2", "replaces": {"version": "2017.1", "commitments": {"9.2": "30.1", "9.3": None}}}
        data["commitments"] = [
            each | ({"no": "30.1"} if each["no"] == "9.2" else {})
            for each in data["commitments"]
            if each["no"] != "9.3"
        ]
        mediation = data["procedure"]["stages"][1]
        mediation["deadlines"][0] |= {"value": 15, "starts_on": "MediatorAppointed", "starts_when": {}}
        mediation["exits"][1]["to"] = "review"
        mediation["office"]["appointers"] = ["rtp_manager"]
        data["guards"][0]["sentence"] = "Members may raise a concern."
        data["notices"][0]["to"] = ["raiser", "coordinator"]
        data["procedure"]["exits_any_stage"][4]["effect"] = "pause"

    assert {
        ("ways", "mediation, failed: led to 'investigation' and leads to 'review'"),
        ("deadlines", "ROT-D01: was 20 working days and becomes 15 working days"),
        ("deadlines", "ROT-D01: began with StageOpened (stage mediation) and begins with MediatorAppointed"),
        ("guards", 'ROT-G01: said "Anyone may raise a concern, at any time." and says "Members may raise a concern."'),
        ("commitments", "9.2 becomes 30.1"),
        ("commitments", "9.3 is dropped: Offer useful feedback to losing applicants."),
        ("offices", "mediation: who appoints: was rtp manager, ceo group, becomes rtp manager"),
        ("notices", "acknowledgement: who gets it: was raiser, becomes raiser, coordinator"),
        ("outside routes", "ombudsman: what it does to the clocks: was record, becomes pause"),
    } == diff(change)


def test_a_stage_that_goes_and_another_order_are_said(diff):
    def change(data):
        stages = data["procedure"]["stages"]
        stages[1], stages[2] = stages[2], stages[1]

    assert (
        "stages",
        "their order was informal, mediation, investigation, review, responses and becomes informal, "
        "investigation, mediation, review, responses",
    ) in diff(change)


def test_the_same_pack_changes_nothing(concord):
    said = concord("packs", "diff", "rotherham", builtin()["rotherham"])
    assert (said.code, said.out.strip()) == (0, "Nothing changes for a case.")
    assert concord("packs", "diff", "rotherham", "atlantis").code == 2
