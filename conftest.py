"""What every test may use, and what every test starts from: an empty journal of reads, and audit tables that can be
emptied between tests although their triggers refuse it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import TransactionTestCase

from whatmatters.foundation.kernel.audit.triggers import lifted_triggers

pytest_plugins = ["whatmatters.foundation.accounts.tests.fixtures"]


@pytest.fixture(autouse=True)
def _own_files(settings: object, tmp_path: Path) -> None:
    """Each test has its own journal of reads and its own folder of uploads; nothing is drained behind its back."""
    settings.AUDIT_FOLDER = tmp_path / "audit"  # type: ignore[attr-defined]
    settings.AUDIT_DRAINS_IN_BACKGROUND = False  # type: ignore[attr-defined]
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _emptying_is_allowed_between_tests() -> Iterator[None]:
    """A test with real transactions ends by emptying every table: the only place where the triggers are lifted."""
    empty_tables = TransactionTestCase._fixture_teardown

    def with_triggers_lifted(self: TransactionTestCase) -> None:
        with lifted_triggers():
            empty_tables(self)

    TransactionTestCase._fixture_teardown = with_triggers_lifted  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = empty_tables  # type: ignore[method-assign]
