"""The drawing of a procedure says what its pack says, and shows whose word each way is."""

import importlib.util
from pathlib import Path

import pytest

from concord.drawing import chart, rows, ways
from concord.pack_files import that_come
from concord_shared.packs.loading import builtin, load
from concord_shared.packs.model import Pack

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=sorted(that_come()))
def pack(request: pytest.FixtureRequest) -> Pack:
    return load(that_come()[request.param])


def test_the_pages_are_as_the_packs_are() -> None:
    spec = importlib.util.spec_from_file_location("make_procedures", ROOT / "tools" / "make_procedures.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)

    there = {file.name: file.read_text() for file in made.FOLDER.glob("*.md")}

    assert there == made.pages(), "run: uv run python tools/make_procedures.py"


def test_every_stage_and_every_way_out_is_drawn_once(pack: Pack) -> None:
    lines = chart(pack).splitlines()
    edges = [line for line in lines if "-->|" in line or "-.->|" in line]

    assert len(edges) == len(set(edges)) == len(list(ways(pack))) == len(list(rows(pack)))
    for stage in pack.stages:
        assert sum(line.startswith(f"  at_{stage.id}[") for line in lines) == 1
        assert any(line.startswith(f"  at_{stage.id} -") for line in edges), "no way out"


def test_a_full_line_needs_a_place_in_the_text(pack: Pack) -> None:
    for way in ways(pack):
        if way.basis == "text":
            assert way.exit.source, way
    assert "-.->" in chart(pack)


def test_a_pack_without_a_text_is_drawn_broken_throughout() -> None:
    made_up = load(that_come()["example-five-stage"])

    assert {way.basis for way in ways(made_up)} == {"ours"}
    assert "-->|" not in chart(made_up)
    assert ":::text" not in chart(made_up)


def test_what_is_ours_in_rotherham_is_drawn_broken() -> None:
    lines = chart(load(builtin()["rotherham"]))

    assert 'at_mediation -->|"failed"| at_investigation' in lines
    assert 'at_review -.->|"referred back"| at_investigation' in lines
    assert 'at_responses["Your answers to the recommendation"]:::ours' in lines


def test_a_pack_with_another_way_is_drawn_otherwise() -> None:
    pack = load(builtin()["rotherham"])
    changed = pack.to_data()
    changed["procedure"]["stages"][1]["exits"][1]["to"] = "review"

    assert chart(Pack.from_data(changed)) != chart(pack)
