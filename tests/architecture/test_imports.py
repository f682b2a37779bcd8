"""The nine import rules: the tree keeps them, and each catches a breach planted in a copy of the tree."""

import configparser
from pathlib import Path

import grimp
import pytest

IN_DOMAIN, IN_MESSAGING = "concord_intake/domain/planted.py", "concord_intake/messaging/planted.py"
IN_APPLICATION, IN_SHARED = "concord_intake/application/planted.py", "concord_shared/planted.py"
THROUGH_SHARED = {IN_DOMAIN: "import concord_shared.planted", IN_SHARED: "import random"}

BREACHES = [
    ("independence", {IN_APPLICATION: "import concord_mediation"}),
    ("independence", {IN_DOMAIN: "import concord_shared.planted", IN_SHARED: "import concord_panel"}),
    ("layers", {IN_DOMAIN: "import concord_intake.application"}),
    ("layers", {IN_APPLICATION: "import concord_intake.messaging"}),
    ("layers", {IN_APPLICATION: "import concord_intake.read_side"}),
    ("layers", {IN_MESSAGING: "import concord_intake.main"}),
    ("layers", {"concord_intake/planted.py": "import json"}),
    ("pure-domain", {IN_DOMAIN: "import os"}),
    ("pure-domain", {IN_DOMAIN: "import random"}),
    ("pure-domain", {IN_DOMAIN: "import faststream"}),
    ("pure-domain", {IN_DOMAIN: "import concord_shared.store.ports"}),
    ("pure-domain", {IN_DOMAIN: "from concord_shared.clock import SystemClock"}),
    ("pure-domain", THROUGH_SHARED),
    ("broker", {IN_APPLICATION: "import nats"}),
    ("broker", {"concord_intake/read_side/planted.py": "from faststream.nats import NatsBroker"}),
    ("broker", {"concord_shared/store/planted.py": "import nats"}),
    ("settings", {IN_MESSAGING: "import concord_intake.settings"}),
    ("settings", {"concord/planted.py": "from concord_intake import settings"}),
    ("shared", {IN_SHARED: "import concord_intake"}),
    ("contracts", {"concord_shared/contracts/planted.py": "import concord_shared.store.ports"}),
    ("contracts", {"concord_shared/contracts/planted.py": "import yaml"}),
    ("test-kit", {IN_APPLICATION: "import concord_shared.testing.given"}),
    ("test-kit", {IN_SHARED: "from concord_shared.testing import given"}),
    (
        "cycles",
        {
            "concord_shared/planted.py": "import concord_shared.planted_too",
            "concord_shared/planted_too.py": "import concord_shared.planted",
        },
    ),
    (
        "cycles",
        {
            "concord_intake/domain/planted.py": "import concord_intake.domain.planted_too",
            "concord_intake/domain/planted_too.py": "import concord_intake.domain.planted",
        },
    ),
]  # fmt: skip

PLAIN = {
    *("__future__", "base64", "calendar", "collections", "contextlib", "copy", "dataclasses", "datetime"),
    *(
        "decimal",
        "difflib",
        "enum",
        "functools",
        "statistics",
        "hashlib",
        "html",
        "inspect",
        "itertools",
        "json",
        "math",
        "operator",
        "pydantic",
    ),
    *("pydantic_core", "re", "string", "types", "typing", "unicodedata", "warnings", "zoneinfo"),
}
PURE_SHARED = {
    *("calendar", "commitments", "conflicts", "contracts", "deadlines", "decisions", "directory", "envelope", "facts"),
    *("packs", "parts", "refusals", "sealed", "states", "world"),
}
KNOWS_THE_BROKER = {"messaging", "running", "testing"}


def test_the_tree_keeps_all_nine_rules(tree):
    found = tree.lint()

    assert "9 kept, 0 broken" in found, found


@pytest.mark.parametrize(("contract", "planted"), BREACHES)
def test_a_planted_breach_is_caught_by_its_own_rule(tree, contract, planted):
    for path, text in planted.items():
        tree.plant(path, text)

    found = tree.lint(contract)

    assert "0 kept, 1 broken" in found, found
    assert "planted" in found


def test_every_rule_has_a_breach(rules):
    named = {section.rpartition(":")[2] for section in rules.sections() if ":contract:" in section}

    assert {contract for contract, _ in BREACHES} == named
    assert len(named) == 9


def test_every_package_that_is_used_is_either_forbidden_to_the_domain_or_plain(rules, graph):
    unnamed = externals(graph) - listed(rules, "pure-domain", "forbidden_modules") - PLAIN

    assert not unnamed, f"forbid these to the domain or name them PLAIN: {sorted(unnamed)}"


def test_every_shared_module_is_either_kept_from_the_domain_or_pure(rules, graph):
    forbidden = {name.split(".")[1] for name in listed(rules, "pure-domain", "forbidden_modules") if "." in name}

    assert shared_modules(graph) - forbidden - PURE_SHARED == set()


def test_every_shared_module_is_kept_from_the_broker_or_named_as_knowing_it(rules, graph):
    kept = inner(listed(rules, "broker", "source_modules"))

    assert shared_modules(graph) - kept == KNOWS_THE_BROKER


def test_contracts_are_kept_from_every_shared_module_but_sealed_values(rules, graph):
    kept = inner(listed(rules, "contracts", "forbidden_modules"))

    assert shared_modules(graph) - kept == {"contracts", "sealed"}


def test_contracts_import_only_plain_packages(graph):
    modules = {m for m in graph.modules if m.startswith("concord_shared.contracts")}
    used = {m for module in modules for m in graph.find_modules_directly_imported_by(module)}

    assert {name for name in used if not name.startswith("concord_")} <= PLAIN


@pytest.fixture(scope="module")
def rules(root: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(root / ".importlinter")
    return parser


@pytest.fixture(scope="module")
def graph(packages: list[Path]) -> grimp.ImportGraph:
    names = [package.name for package in packages]
    return grimp.build_graph(*names, include_external_packages=True, cache_dir=None)


def listed(rules: configparser.ConfigParser, contract: str, option: str) -> set[str]:
    return set(rules[f"importlinter:contract:{contract}"][option].split())


def inner(names: set[str]) -> set[str]:
    """The modules right under concord_shared that are named, whole or in part."""
    return {name.split(".")[1] for name in names if name.startswith("concord_shared.")}


def externals(graph: grimp.ImportGraph) -> set[str]:
    return {name for name in graph.modules if "." not in name and not name.startswith("concord")}


def shared_modules(graph: grimp.ImportGraph) -> set[str]:
    return {name.rpartition(".")[2] for name in graph.find_children("concord_shared")}
