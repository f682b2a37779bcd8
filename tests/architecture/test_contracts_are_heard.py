"""Every contract told is heard by a service, or declared public in docs/reference/public-facts.md."""

import importlib
import inspect
import re
from collections.abc import Iterable, Mapping

import pytest

from concord_shared import directory
from concord_shared.contracts.registry import TOLD_BY
from concord_shared.parts import Service

ToldBy = Mapping[str, Mapping[str, object]]
DECLARED = re.compile(r"^\| `(\w+\.\w+)` \|", re.MULTILINE)


def test_every_contract_is_heard_or_declared_public(services, declared):
    assert unheard(TOLD_BY, services, declared) == set()


def test_what_is_declared_public_is_told(declared):
    assert declared <= told(TOLD_BY)


def test_nothing_is_declared_public_without_need(services, declared):
    assert unheard(TOLD_BY, services, set()) == declared


def test_services_react_only_to_what_is_told_by_those_they_hear(services):
    for service in services:
        wrong = {key for key in service.reactions if key not in told(TOLD_BY)}
        assert not wrong, f"{service.name} waits for what nobody tells: {sorted(wrong)}"
        assert {key.partition(".")[0] for key in service.reactions} <= set(service.hears)


def test_a_planted_contract_that_nobody_hears_is_found(services, declared):
    planted = {**TOLD_BY, "intake": {**TOLD_BY["intake"], "ConcernForgotten": object}}

    assert unheard(planted, services, declared) == {"intake.ConcernForgotten"}


def test_a_service_that_stops_hearing_is_found(services, declared):
    deaf = [service for service in services if service.name != "notify"]

    assert unheard(TOLD_BY, deaf, declared)


def unheard(told_by: ToldBy, services: Iterable[Service], declared: set[str]) -> set[str]:
    heard = {name for service in services for name in heard_by(service, told_by)}
    return told(told_by) - heard - declared - in_the_directory_copy()


def heard_by(service: Service, told_by: ToldBy) -> set[str]:
    kept = {f"{up}.{name}" for up in service.hears for name in told_by.get(up, {}) if name in service.keeps}
    return set(service.reactions) | kept


def told(told_by: ToldBy) -> set[str]:
    return {f"{service}.{name}" for service, contracts in told_by.items() for name in contracts}


def in_the_directory_copy() -> set[str]:
    """Every service keeps its own copy of the directory: what that copy learns from is heard by all."""
    source = inspect.getsource(directory)
    return {f"directory.{name}" for name in TOLD_BY["directory"] if re.search(rf"\b{name}\b", source)}


@pytest.fixture(scope="module")
def services() -> list[Service]:
    return [importlib.import_module(f"concord_{name}.main").service() for name in TOLD_BY]


@pytest.fixture(scope="module")
def declared(root) -> set[str]:
    return set(DECLARED.findall((root / "docs/reference/public-facts.md").read_text()))
