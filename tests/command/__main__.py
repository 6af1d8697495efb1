"""`python -m tests.command [--fast | PATH…]`: what `./test` becomes when everything is installed."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whatmatters.project.set_up.said import CannotGoOn, say_wrong

from .checks import journeys, journeys_again, on_postgresql, on_sqlite, quiet_checks
from .chromium import ensure_chromium
from .postgresql import postgresql
from .running import Outcome, run_side_by_side, run_tests, summarise

Environment = dict[str, str]


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 when all of it holds."""
    for number in (signal.SIGTERM, signal.SIGINT):  # SIGINT too: a command in the background is started without it
        signal.signal(number, signal.default_int_handler)
    fast, paths = "--fast" in arguments, tuple(word for word in arguments if word != "--fast")
    try:
        with tempfile.TemporaryDirectory(prefix="whatmatters-tests-") as home:
            environment = {"WHATMATTERS_HOME": home, "WHATMATTERS_DATABASE_URL": ""}
            return summarise(list(_run(environment, fast=fast, paths=paths)))
    except KeyboardInterrupt:
        say_wrong("Stopped before the end.")
        return 130


def _run(environment: Environment, *, fast: bool, paths: tuple[str, ...]) -> Iterator[Outcome]:
    if paths:
        yield run_tests(on_sqlite(paths), environment)
        return
    yield from run_side_by_side(quiet_checks(), environment)
    yield run_tests(on_sqlite(), environment)
    if not fast:
        yield from _on_postgresql(environment)
        yield from _in_browser(environment)


def _on_postgresql(environment: Environment) -> Iterator[Outcome]:
    with _said("tests on PostgreSQL") as failed, postgresql() as address:
        yield run_tests(on_postgresql(address), environment)
    yield from failed


def _in_browser(environment: Environment) -> Iterator[Outcome]:
    with _said("journeys in a browser") as failed:
        browser, memory = ensure_chromium(), Path(environment["WHATMATTERS_HOME"]) / "stories"
        told = run_tests(journeys(browser, memory), environment)
        yield told if told.passed else run_tests(journeys_again(browser, memory), environment)
    yield from failed


@contextmanager
def _said(name: str) -> Iterator[list[Outcome]]:
    """What the machine lacks is said, and counts as failed."""
    failed: list[Outcome] = []
    try:
        yield failed
    except CannotGoOn as reason:
        say_wrong(str(reason))
        failed.append(Outcome(name, passed=False, seconds=0, closing=str(reason)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
