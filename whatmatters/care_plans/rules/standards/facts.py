"""What a standard asks for, read from its table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STEP = " > "
"""Between two names of a path."""

STANDARDS = ("pcsp", "about_me")
"""The tables there are, by the name of their file."""

MARKS = ("", "either", "if-any", "no-place")
"""What we say of a fact: `either` a code or words will do, a person may well have none (`if-any`), or whatmatters does
not keep it (`no-place`)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field or group. `at_most` is None where there may be any number; `standing` is M, R or O."""

    path: tuple[str, ...]
    at_least: int
    at_most: int | None
    standing: str
    mark: str

    @property
    def name(self) -> str:
        """The last name of the path."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard: its name, version and source, and its facts in order, each group before what is in it."""

    code: str
    name: str
    version: str
    source: str
    facts: tuple[Fact, ...]

    def inside(self, path: tuple[str, ...]) -> tuple[Fact, ...]:
        """The facts right inside a group; those at the top for an empty path."""
        return _inside(self.code).get(path, ())


@cache
def load_standard(code: str) -> Standard:
    """One of `STANDARDS`. Raises `KeyError` for a name that is none."""
    if code not in STANDARDS:
        raise KeyError(code)
    table = tomllib.loads((Path(__file__).parent / f"{code}.toml").read_text(encoding="utf-8"))
    return Standard(code, table["name"], table["version"], table["source"], tuple(_facts(table["facts"])))


def _facts(rows: Iterable[tuple[str, str, str, str]]) -> Iterable[Fact]:
    for path, cardinality, standing, mark in rows:
        lowest, _, highest = cardinality.partition("..")
        at_most = None if highest == "*" else int(highest)
        yield Fact(tuple(path.split(STEP)), int(lowest), at_most, standing, mark)


@cache
def _inside(code: str) -> dict[tuple[str, ...], tuple[Fact, ...]]:
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in load_standard(code).facts:
        found.setdefault(fact.path[:-1], []).append(fact)
    return {path: tuple(facts) for path, facts in found.items()}
