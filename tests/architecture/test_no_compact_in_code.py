"""No Compact's name and no id of a pack's rule, deadline, stage or office stands in a service's code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

# Words that packs use as ids and that are ours too. A pack in which all ids are renamed is run through the
# whole journey elsewhere, so a word on this list cannot hide a comparison with a stage or an office.
OURS = {
    "informal": "a stage type",
    "investigation": "a stage type",
    "mediation": "the name of a service, and a kind of key",
    "panel": "the name of a service, and a kind of key",
    "mediator": "who helps in a facilitated stage: an office held in a case, whatever the pack calls it",
    "critical_friend": "who helps in a facilitated stage with seats: an office held in a case (handbook 2.0)",
    "investigator": "who holds an investigation stage: an office held in a case",
    "review_group": "a recipient that packs may name: whoever reviews this case",
    "raiser": "a recipient that packs may name: whoever raised the concern",
    "coordinator": "the desk that keeps any case moving (handbook 2.0, roles on commands)",
    "review": "a kind of review group (handbook row 52)",
    "advice_body": "who gave the first advice, in CompactRelatednessAdvised",
}
KEYS_WITH_OFFICES = {"appointers", "chain", "bodies", "body"}


def test_no_service_knows_a_compact(root, ids, names):
    found = [hit for file in sorted(root.glob("services/*/*/**/*.py")) for hit in said(file, ids, names)]

    assert not found, "\n".join(found)


def test_the_packs_have_ids_to_look_for(ids, names):
    assert {"ROT-D01", "STA-G01", "ceo_group", "rtp_manager", "steering_group", "champions"} <= ids
    assert {"rotherham", "darlington", "derbyshire", "staffordshire"} <= names


def test_every_word_of_ours_is_also_a_pack_s(all_ids):
    assert set(OURS) <= all_ids, "a word that no pack uses needs no permission"


def test_every_permission_is_used(root, all_ids):
    files = root.glob("services/*/*/**/*.py")
    used = {word for file in files for node in ast.walk(ast.parse(file.read_text())) for word in words(node)}

    assert set(OURS) <= used, "take off the list what no service says"


@pytest.mark.parametrize(
    "line",
    [
        "if stage == 'champions': pass",
        "RULE = 'ROT-G05'",
        "why = f'see ROT-D01 for {1}'",
        "OFFICES = ('rtp_manager',)",
        "match stage:\n    case 'further_mediation': pass",
        "'''What the Rotherham Compact asks for.'''",
        "def of_darlington(): pass",
        "def decide(): return dict(office='ceo_group')",
        "ceo_group = 1",
    ],
)
def test_a_planted_word_is_found(tmp_path, ids, names, line):
    file = tmp_path / "planted.py"
    file.write_text(line + "\n")

    assert list(said(file, ids, names))


def said(file: Path, ids: set[str], names: set[str]) -> Iterator[str]:
    tree = ast.parse(file.read_text())
    for node in ast.walk(tree):
        for word in words(node):
            if word in ids or any(name in word.lower() for name in names) or RULE.search(word):
                yield f"{file}:{getattr(node, 'lineno', '?')}: {word[:60]!r} belongs to a pack"


def words(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Name(id=text) | ast.arg(arg=text) | ast.FunctionDef(name=text) | ast.ClassDef(name=text):
            yield text
        case ast.Attribute(attr=text) | ast.keyword(arg=str(text)):
            yield text


RULE = re.compile(r"\b(ROT|DAR|DER|STA)-[DG]\d+")


@pytest.fixture(scope="module")
def packs(root: Path) -> list[dict[str, Any]]:
    read = [yaml.safe_load(path.read_text()) for path in sorted(root.glob("shared/concord_shared/packs/*.yaml"))]
    return [pack for pack in read if "procedure" in pack]


@pytest.fixture(scope="module")
def names(packs: list[dict[str, Any]]) -> set[str]:
    return {pack["pack"]["id"] for pack in packs}


@pytest.fixture(scope="module")
def all_ids(packs: list[dict[str, Any]]) -> set[str]:
    return {name for pack in packs for name in ids_of(pack)}


@pytest.fixture(scope="module")
def ids(all_ids: set[str]) -> set[str]:
    return all_ids - set(OURS)


def ids_of(pack: dict[str, Any]) -> Iterator[str]:
    procedure = pack["procedure"]
    for section in ("guards", "roles", "signatories"):
        yield from (row["id"] for row in pack[section])
    yield from (row["id"] for row in [*procedure["stages"], *procedure["triage"].get("waiting", [])])
    yield from pack["terminology"].get("roles", {})
    yield from under(pack, "deadlines")
    yield from offices(pack)


def under(value: Any, key: str) -> Iterator[str]:
    """The ids of every list that stands under `key`, at any depth."""
    if isinstance(value, dict):
        yield from (row["id"] for row in value.get(key) or () if isinstance(row, dict))
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from under(each, key)


def offices(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in KEYS_WITH_OFFICES:
                yield from inner if isinstance(inner, list) else [inner] if isinstance(inner, str) else []
            yield from offices(inner)
    if isinstance(value, list):
        for each in value:
            yield from offices(each)
