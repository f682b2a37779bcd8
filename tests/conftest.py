"""The longest tests begin first, so that two workers end at about the same time."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("torture") is None)
