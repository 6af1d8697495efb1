"""Journeys run when they are asked for: a developer's `pytest` leaves the browser alone."""

from __future__ import annotations

from pathlib import Path

import pytest

JOURNEYS = Path(__file__).parent / "journeys"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the journeys, and leave them out unless a path or a marker names them."""
    journeys = [item for item in items if JOURNEYS in item.path.parents]
    for item in journeys:
        item.add_marker("journey")
    named = any(JOURNEYS in (path := Path(given.partition("::")[0]).resolve(), *path.parents) for given in config.args)
    if not named and not config.option.markexpr:
        config.hook.pytest_deselected(items=journeys)
        items[:] = [item for item in items if item not in set(journeys)]
