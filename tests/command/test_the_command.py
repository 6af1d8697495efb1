"""`./test` calls nothing passed that was not tried."""

from __future__ import annotations

import sys

import pytest

from .checks import Check
from .running import Outcome, run_side_by_side, run_tests, summarise


def pytest_that_says(*lines: str, code: int = 0) -> Check:
    return Check("tests", (sys.executable, "-c", f"import sys; print({chr(10).join(lines)!r}); sys.exit({code})"))


EMPTY = "SKIPPED [2] tests/test_x.py:4: got empty parameter set for (file)"
LAZY = "SKIPPED [1] tests/test_x.py:9: too slow"


@pytest.mark.parametrize(
    ("lines", "code", "passed"),
    [
        (["3 passed in 1.0s"], 0, True),
        (["=== 3 passed, 2 warnings in 1.0s ==="], 0, True),
        ([EMPTY, "3 passed, 2 skipped in 1.0s"], 0, True),
        ([LAZY, "3 passed, 1 skipped in 1.0s"], 0, False),
        ([EMPTY, LAZY, "3 passed, 3 skipped in 1.0s"], 0, False),
        (["3 passed, 1 xfailed in 1.0s"], 0, False),
        (["no tests ran in 0.1s"], 5, False),
        (["no tests ran in 0.1s"], 0, False),
        (["1 failed, 3 passed in 1.0s"], 1, False),
        (["3 passed in 1.0s"], 3, False),
        (["2 passed, 1 error in 1.0s"], 1, False),
    ],
)
def test_a_run_passes_only_when_every_test_was_tried_and_passed(lines, code, passed):
    assert run_tests(pytest_that_says(*lines, code=code), {}).passed is passed


def test_the_last_line_counts_all_tests_of_all_runs(capsys):
    runs = [
        Outcome("on SQLite", passed=True, seconds=1, closing="3 passed in 1.0s"),
        Outcome("on PostgreSQL", passed=False, seconds=1, closing="1 failed, 2 passed, 1 error in 1.0s"),
        Outcome("types", passed=True, seconds=1),
    ]
    assert summarise(runs) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "5 passed, 2 failed"
    assert said[-2] == "Failed: on PostgreSQL."


def test_a_check_says_what_it_found_only_when_it_failed(capsys):
    well = Check("well", (sys.executable, "-c", "print('all the files')"))
    badly = Check("badly", (sys.executable, "-c", "print('line 3 is wrong'); raise SystemExit(1)"))
    assert [outcome.passed for outcome in run_side_by_side([well, badly], {})] == [True, False]
    said = capsys.readouterr().out
    assert "line 3 is wrong" in said
    assert "all the files" not in said
