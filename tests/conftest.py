"""The longest files begin first, so that two workers end at about the same time; no test's log settings outlive it."""

from collections.abc import Iterator

import pytest
import structlog

from concord_shared.running.collecting import collect_seldom

LONGEST = ("test_torture", "test_scenarios_postgres", "test_scenarios_sqlite", "test_one_machine", "test_snippets")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


def pytest_collection_finish() -> None:
    """What was collected stays until the end: it is not looked through again for rubbish."""
    collect_seldom()


@pytest.fixture(autouse=True)
def log_settings_as_they_were() -> Iterator[None]:
    yield
    structlog.reset_defaults()
