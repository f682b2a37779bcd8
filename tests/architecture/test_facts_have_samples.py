"""Every kind of fact has a stored name of its own and a stored sample that still reads as that fact."""

import importlib
import json
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from concord_shared.contracts.registry import TOLD_BY
from concord_shared.facts import Fact

STORED_NAME = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9]\d*")


def test_every_fact_has_a_stored_sample(root, facts):
    assert without_sample(root, facts) == []


def test_every_sample_is_of_a_fact_that_is_known(root, facts, upcast):
    known = {fact.stored_name for fact in facts} | upcast
    unknown = [path.name for path in samples(root) if path.stem not in known]

    assert not unknown


def test_no_two_facts_share_a_stored_name(facts):
    assert doubled(facts) == []


def test_every_stored_name_is_well_formed(facts):
    assert [fact.stored_name for fact in facts if not STORED_NAME.fullmatch(fact.stored_name)] == []


def test_a_service_lists_every_fact_of_its_domain(services):
    for service in services:
        own = {fact for fact in subclasses(Fact) if fact.__module__.startswith(f"concord_{service.name}.")}
        missing = {fact.__name__ for fact in own if "stored_name" in vars(fact)} - {f.__name__ for f in service.facts}
        assert not missing, f"{service.name} would not be able to read {sorted(missing)}"


def test_a_planted_fact_without_a_sample_is_found(root, facts):
    class Forgotten(Fact):
        stored_name = "intake.forgotten.v1"

    assert set(without_sample(root, [*facts, Forgotten])) - set(without_sample(root, facts)) == {"intake.forgotten.v1"}


def test_a_planted_second_owner_of_a_stored_name_is_found(facts):
    class Impostor(Fact):
        stored_name = facts[0].stored_name

    assert doubled([*facts, Impostor]) == [facts[0].stored_name]


def without_sample(root: Path, facts: Iterable[type[Fact]]) -> list[str]:
    stored = {path.stem for path in samples(root)}
    return sorted({fact.stored_name for fact in facts} - stored)


def samples(root: Path) -> list[Path]:
    """Those of stored facts; tests/contracts has its own, of what is told."""
    return sorted(path for path in root.glob("tests/**/samples/*.v*.json") if "contracts" not in path.parts)


def doubled(facts: Iterable[type[Fact]]) -> list[str]:
    counted = Counter(fact.stored_name for fact in set(facts))
    return [name for name, times in counted.items() if times > 1]


def subclasses(kind: type[Fact]) -> set[type[Fact]]:
    direct = set(kind.__subclasses__())
    return direct | {lower for each in direct for lower in subclasses(each)}


def test_every_sample_is_json(root):
    for path in samples(root):
        assert json.loads(path.read_text()), path


@pytest.fixture(scope="module")
def services():
    found = [importlib.import_module(f"concord_{name}.main").service() for name in TOLD_BY]
    for service in found:
        package = importlib.import_module(f"concord_{service.name}.domain")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return found


@pytest.fixture(scope="module")
def facts(services) -> list[type[Fact]]:
    return [fact for service in services for fact in service.facts]


@pytest.fixture(scope="module")
def upcast(services) -> set[str]:
    return {name for service in services for name in service.upcasts}
