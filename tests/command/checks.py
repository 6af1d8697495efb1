"""What `./test` runs, in order, and how each is called."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

BIN = Path(sys.executable).parent
PYTHON = str(BIN / "python")


@dataclass(frozen=True)
class Check:
    """One thing that must hold: a name for the summary and the program that finds out."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def quiet_checks() -> list[Check]:
    """The checks that say nothing when all is well; they can run side by side."""
    return [
        Check("types (mypy)", (str(BIN / "mypy"), "whatmatters")),
        Check("style (ruff check)", (str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", ".")),
        Check("layout (ruff format)", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
        Check("imports (lint-imports)", (str(BIN / "lint-imports"), "--no-cache")),
        Check("migrations", _django("makemigrations", "--check", "--dry-run")),
        Check("Django's own checks", _django("check", "--fail-level", "WARNING")),
        Check("generated pages", (PYTHON, "-m", "whatmatters.project.state_diagrams", "--check")),
    ]


def on_sqlite(paths: tuple[str, ...] = ()) -> Check:
    """Every test but the journeys on the embedded database; or the named ones alone, journeys too."""
    return Check("tests on SQLite", _pytest(*paths))


def on_postgresql(address: str) -> Check:
    """Every test but the journeys on PostgreSQL."""
    return Check("tests on PostgreSQL", _pytest(), {"WHATMATTERS_DATABASE_URL": address})


def journeys(browser: Path, memory: Path) -> Check:
    """The stories in a real browser, against a real server; `memory` is a folder that remembers which failed."""
    return _stories("journeys in a browser", browser, memory)


def journeys_again(browser: Path, memory: Path) -> Check:
    """Those stories that failed, told once more: a browser on a busy machine is slow in ways that are not ours."""
    return _stories("journeys that failed, told once more", browser, memory, "--last-failed")


def _stories(name: str, browser: Path, memory: Path, *more: str) -> Check:
    command = _pytest("tests/journeys", *more, memory=memory)
    return Check(name, command, {"WHATMATTERS_TEST_BROWSER": str(browser)})


def _django(*arguments: str) -> tuple[str, ...]:
    return (PYTHON, "-m", "django", *arguments, "--settings=whatmatters.project.settings")


def _pytest(*arguments: str, memory: Path | None = None) -> tuple[str, ...]:
    processes = str(max(2, min(4, os.cpu_count() or 2)))
    remembers = ("-o", f"cache_dir={memory}") if memory else ("-p", "no:cacheprovider")
    return (PYTHON, "-m", "pytest", "-q", "-n", processes, *remembers, "--tb=short", "-rfEs", *arguments)
