"""A change of a contract that would break a subscriber fails; one that every reader can live with does not."""

import copy
import importlib.util
from typing import Any

import pytest

from concord_shared.messaging.asyncapi import schemas

PATH = "panel/PanelRecommendation.v1.json"
OF_MEDIATION = "mediation/MediationFailed.v1.json"


@pytest.fixture(scope="module")
def changes(pytestconfig: pytest.Config) -> Any:
    return _tool(pytestconfig, "contract_changes")


def _tool(config: pytest.Config, name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, config.rootpath / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def known() -> dict[str, Any]:
    return copy.deepcopy(dict(schemas()))


def changed(known: dict[str, Any], path: str = PATH) -> tuple[dict[str, Any], Any]:
    new = copy.deepcopy(known)
    return new, new[path]


def test_what_the_code_tells_breaks_nobody_who_reads_what_was_published(changes, pytestconfig):
    folder = pytestconfig.rootpath / "docs/reference/contracts"
    assert changes.breaks(changes.published(folder), schemas()) == []


def test_every_contract_is_compatible_with_itself(changes, known):
    assert changes.breaks(known, schemas()) == []


def test_a_field_that_need_not_be_there_breaks_nobody(changes, known):
    new, contract = changed(known)
    contract["properties"]["more"] = {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}
    assert changes.breaks(known, new) == []


def test_other_words_for_people_break_nobody(changes, known):
    new, contract = changed(known)
    contract["description"] = "Said in other words"
    assert changes.breaks(known, new) == []


def test_a_new_contract_breaks_nobody(changes, known):
    new, contract = changed(known)
    new["panel/Later.v1.json"] = contract
    assert changes.breaks(known, new) == []


@pytest.mark.parametrize("path", sorted(schemas()))
def test_a_field_that_is_gone_breaks_its_readers_in_every_contract(changes, known, path):
    if not known[path]["properties"]:
        return
    for field in known[path]["properties"]:
        new, contract = changed(known, path)
        del contract["properties"][field]
        contract["required"] = [name for name in contract.get("required", []) if name != field]
        assert any(each.startswith(path) for each in changes.breaks({path: known[path]}, new)), field


def test_a_new_field_that_must_be_there_breaks_what_was_told_before(changes, known):
    new, contract = changed(known)
    contract["properties"]["more"] = {"type": "string"}
    contract["required"] = [*contract.get("required", []), "more"]
    (found,) = changes.breaks(known, new)
    assert found.startswith(PATH) and "told before" in found


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ({"type": "integer"}, "does not fit"),
        ({"enum": ["only-this"], "type": "string"}, "told before"),
        ({"type": "string", "maxLength": 3}, "told before"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "does not fit"),
    ],
)
def test_a_type_that_changes_breaks_somebody(changes, known, to, says):
    field = next(name for name, kind in known[OF_MEDIATION]["properties"].items() if kind.get("type") == "string")
    new, contract = changed(known, OF_MEDIATION)
    contract["properties"][field] = to
    found = changes.breaks(known, new)
    assert found and all(each.startswith(OF_MEDIATION) for each in found)
    assert any(says in each for each in found)


def test_a_change_inside_a_shared_part_is_found(changes, known):
    path = next(path for path in sorted(known) if known[path].get("$defs"))
    new, contract = changed(known, path)
    inner = next(iter(contract["$defs"].values()))
    inner["properties"]["must"] = {"type": "string"}
    inner["required"] = [*inner.get("required", []), "must"]
    assert changes.breaks(known, new) != []


def test_a_contract_that_is_gone_breaks_whoever_waits_for_it(changes, known):
    new = {path: schema for path, schema in known.items() if path != PATH}
    assert changes.breaks(known, new) == [f"{PATH}: it is gone; a subscriber may still wait for it"]
