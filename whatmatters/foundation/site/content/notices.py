"""Whose work this program stands on, with the words that their licences ask for.

Serves the page About and the file NOTICE, which a test compares with these.
"""

from __future__ import annotations

from dataclasses import dataclass

from .files import read_file


@dataclass(frozen=True, slots=True)
class Notice:
    """One work: what it is, what must be said, and where its licence can be read."""

    what: str
    says: str
    address: str = ""


def list_notices() -> tuple[Notice, ...]:
    """Every notice, in the order of the file."""
    return tuple(Notice(**row) for row in read_file("notices.toml")["notice"])
