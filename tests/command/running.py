"""Run checks, keep what they said and how long they took, and sum it up."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from whatmatters.project.set_up.place import ROOT
from whatmatters.project.set_up.said import say

from .checks import Check

CLOSING = re.compile(r"\b(?P<count>\d+) (?P<what>passed|failed|errors?|skipped|xfailed|xpassed)\b")
NOTHING_TO_TRY = re.compile(r"^SKIPPED \[(\d+)\] .*empty parameter set")
"""A test of examples, where there are none: those of ../shared, which a newcomer does not have."""
SECONDS_TO_STOP = 60
_NOT_ALLOWED = ("failed", "error", "errors", "skipped", "xfailed", "xpassed")


@dataclass(frozen=True)
class Outcome:
    """How one check ended: `closing` is the last line of a test run, empty for other checks."""

    name: str
    passed: bool
    seconds: float
    closing: str = ""

    def counted(self, *what: str) -> int:
        """How many tests ended so, by the run's own closing line."""
        return sum(int(found["count"]) for found in CLOSING.finditer(self.closing) if found["what"] in what)


def run_side_by_side(checks: Iterable[Check], environment: dict[str, str]) -> list[Outcome]:
    """Run quiet checks two at a time; show what one says only when it fails."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda check: _run_quietly(check, environment), checks))


def _run_quietly(check: Check, environment: dict[str, str]) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **environment, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    outcome = Outcome(check.name, done.returncode == 0, time.monotonic() - began)
    say(_line(outcome) if outcome.passed else f"{_line(outcome)}\n{done.stdout.rstrip()}\n")
    return outcome


def run_tests(check: Check, environment: dict[str, str]) -> Outcome:
    """Run pytest and show it as it goes. A run without a test, or with one that was skipped, has failed."""
    say(f"\n--- {check.name}")
    began, last, empty = time.monotonic(), "", 0
    with _started(check, environment) as process:
        for line in _lines(process):
            say(line.rstrip("\n"))
            last = line.strip() if CLOSING.search(line) else last
            empty += int(found[1]) if (found := NOTHING_TO_TRY.match(line)) else 0
    outcome = Outcome(check.name, process.returncode == 0, time.monotonic() - began, last.strip("= "))
    passed = outcome.passed and outcome.counted("passed") > 0 and outcome.counted(*_NOT_ALLOWED) == empty
    return Outcome(check.name, passed, outcome.seconds, outcome.closing)


def _lines(process: subprocess.Popen[str]) -> Iterator[str]:
    """What a run says; when we are stopped, it is stopped too, and given time to put its servers away."""
    assert process.stdout
    try:
        yield from process.stdout
    finally:
        if process.poll() is None and sys.exc_info()[0]:
            _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()


def _started(check: Check, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        check.command,
        cwd=ROOT,
        env={**os.environ, **environment, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def summarise(outcomes: list[Outcome]) -> int:
    """Print the summary and a closing line that counts the tests; return the exit code."""
    say("\n--- Summary")
    for outcome in outcomes:
        say(_line(outcome))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    say(f"Failed: {', '.join(outcome.name for outcome in failed)}." if failed else "All is well.")
    tests = sum(outcome.counted("passed") for outcome in outcomes)
    wrong = sum(outcome.counted("failed", "error", "errors") for outcome in outcomes)
    say(f"{tests} passed, {wrong} failed")
    return 1 if failed else 0


def _line(outcome: Outcome) -> str:
    word = "passed" if outcome.passed else "FAILED"
    return f"{word}  {outcome.name:<26} {outcome.seconds:7.1f} s  {outcome.closing}".rstrip()
