"""Jobs of these tests: what each did is kept in lists, or in the database where another process must see it."""

from __future__ import annotations

from uuid import UUID

from ..background import job

DONE: list[tuple[UUID, int]] = []
FAILURES: list[int] = []


@job
def remember(about_id: UUID, count: int) -> None:
    """Keep what it was given."""
    DONE.append((about_id, count))


@job
def fail(times: int) -> None:
    """Fail until it has failed so often."""
    if len(FAILURES) < times:
        FAILURES.append(times)
        raise ValueError("Mina Begum, 4 Quay Street")
