"""What the tests of imports share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from whatmatters.foundation.kernel.actor import Actor

from ...importing.bringing_in import Wanted, bring_in
from ...importing.running.report import Report
from ...models import Organisation

SHARED_DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
collect_ignore = [] if SHARED_DATA.is_dir() else ["test_real_data.py"]

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
IMPORT = Actor.system("import")


@dataclass
class Said:
    """What a run said: the report's counts, and every notice."""

    people: dict[str, int]
    report: dict[str, Any]
    notices: list[dict[str, str]] = field(default_factory=list)

    def codes(self, kind: str) -> list[str]:
        """The codes of the notices of one kind."""
        return [notice["code"] for notice in self.notices if notice["kind"] == kind]


class Silent:
    """Nobody watches."""

    def reading(self, entries: int, file: str) -> None:
        """Says nothing."""

    def taking(self, done: int, total: int) -> None:
        """Says nothing."""


BringIn = Callable[..., Said]


@pytest.fixture
def receive(surgery: Organisation) -> BringIn:
    """Bring files in for the surgery, and give back what was said."""

    def receive_files(*files: Path, by: Actor = IMPORT, at: datetime = AT, **wanted: Any) -> Said:
        with Report() as report:
            bring_in(Wanted(files, **({"organisation": surgery} | wanted)), report, Silent(), by=by, at=at)
            return Said(dict(report.people), report.as_json(), list(report.notices()))

    return receive_files


@pytest.fixture
def shared_data() -> Path:
    """The real records beside the repository."""
    return SHARED_DATA
