"""What the tests of the FHIR engine share. The tests on real data are collected only where the data lies beside us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ..entries import Entry, Fault
from ..limits import Limits, limits_on
from ..reading import read

SHARED_DATA = Path(__file__).resolve().parents[5] / "shared" / "data"
EXAMPLES = Path(__file__).parent / "examples"
collect_ignore = [] if SHARED_DATA.is_dir() else ["test_real_data.py"]

Reader = Callable[..., list[Entry | Fault]]


@pytest.fixture
def limits() -> Limits:
    """The limits in force when these tests were written."""
    return limits_on(date(2026, 1, 1))


@pytest.fixture
def reading(tmp_path: Path, limits: Limits) -> Reader:
    """Reads some bytes as a file of the given name, under the given limits."""

    def read_bytes(content: bytes, name: str = "given.json", limits: Limits = limits) -> list[Entry | Fault]:
        path = tmp_path / name
        path.write_bytes(content)
        return list(read([path], limits=limits))

    return read_bytes


@pytest.fixture
def shared_data() -> Path:
    """The real records beside the repository."""
    return SHARED_DATA
