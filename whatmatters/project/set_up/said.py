"""What is said to whoever started the command: a line for each long step, one sentence when it cannot go
on.
"""

from __future__ import annotations

import sys


class CannotGoOn(Exception):
    """Something is missing on this machine. Its text is one plain sentence that says what, and what to do."""


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_wrong(line: str) -> None:
    """Print one line where errors go."""
    sys.stdout.flush()
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
