"""`concord packs`: the Compacts as data."""

import re
from pathlib import Path

from concord_shared.packs.loading import builtin


def test_all_four_compacts_are_listed_with_version_and_status(concord):
    found = concord("packs", "list", "--json").data
    assert [each["id"] for each in found] == ["darlington", "derbyshire", "rotherham", "staffordshire"]
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
