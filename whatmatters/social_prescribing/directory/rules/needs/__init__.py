"""The sixteen needs that a directory must cover: which a listing serves, and which a person speaks of.

Serves the index, the search and the steward's list of gaps. The words are data (`needs.toml`), read once.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Need:
    """One need: its stable code, its name, what it means in a sentence, and the words that point to it."""

    code: str
    label: str
    means: str
    tags: frozenset[str]
    in_listings: re.Pattern[str]
    said: re.Pattern[str]


@functools.cache
def list_needs() -> tuple[Need, ...]:
    """All needs, in the order of the list."""
    table = tomllib.loads(Path(__file__).with_name("needs.toml").read_text())
    return tuple(
        Need(
            code=code,
            label=row["label"],
            means=row["means"],
            tags=frozenset(row["tags"]) | {code, row["label"].lower()},
            in_listings=_any_of(row["listing"]),
            said=_any_of(row["said"]),
        )
        for code, row in table.items()
    )


def need_labels() -> dict[str, str]:
    """The name of each need by its code."""
    return {need.code: need.label for need in list_needs()}


def need_bits(codes: Iterable[str]) -> int:
    """A set of needs as one number: a bit for each, in the order of the list."""
    places = {need.code: place for place, need in enumerate(list_needs())}
    return sum(1 << places[code] for code in set(codes))


def needs_of_listing(words: str, tags: Iterable[str]) -> tuple[str, ...]:
    """The codes of the needs that a listing serves: by its feed's terms, else by two words of its own.

    One word is not enough ("no walk-ins" is not about walking), unless it stands in the first line: the name.
    """
    named = {tag.lower() for tag in tags}
    name = words.partition("\n")[0]
    return tuple(
        need.code
        for need in list_needs()
        if need.tags & named or need.in_listings.search(name) or _is_about(need.in_listings, words)
    )


def _is_about(pattern: re.Pattern[str], words: str) -> bool:
    return len({match.group().lower() for match in pattern.finditer(words)}) > 1


def needs_said(words: str) -> tuple[str, ...]:
    """The codes of the needs that somebody's own words point to, in the order of the list."""
    plain = words.replace("’", "'")
    return tuple(need.code for need in list_needs() if need.said.search(plain))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of these phrases as whole words; a star at the end lets the last word go on."""
    ways = sorted((re.escape(phrase).replace(r"\*", r"\w*") for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
