"""What a person has a right to, what guidance says and what we do here: dated, sourced facts that pages name by key.

Serves the public pages and the factsheets. Refuses to let one page state a fact otherwise than another: each fact has
its words once in each language, beside what gives it its force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing

from .files import ENGLISH, BadContent, read_file
from .sources import Source, sources_in


@dataclass(frozen=True, slots=True)
class Right:
    """One fact in one language. `read_at_source` says whether somebody read the source itself, or what others say."""

    key: str
    words: str
    standing: Standing
    sources: tuple[Source, ...]
    since: date
    read_at_source: bool


def _rows() -> list[Dated]:
    return [
        Dated(
            key=key,
            value=True,
            valid_from=row["since"],
            standing=Standing(row["standing"]),
            source=row["source"],
            means=row[ENGLISH],
            reviewed_on=row.get("checked"),
        )
        for key, row in read_file("rights.toml").items()
    ]


RIGHTS = DatedTable("site.rights", _rows())


def get_right(key: str, language: str) -> Right:
    """One fact in a language, or in English where it has no words in that language yet. Raises `BadContent`."""
    row = read_file("rights.toml").get(key)
    if row is None:
        raise BadContent(f"rights.toml has no {key}")
    return Right(
        key=key,
        words=row.get(language) or row[ENGLISH],
        standing=Standing(row["standing"]),
        sources=sources_in(row["source"]),
        since=row["since"],
        read_at_source="checked" in row,
    )


@dataclass(frozen=True, slots=True)
class RightsGroup:
    """The facts of a page that have the same force."""

    standing: Standing
    rights: tuple[Right, ...]


@dataclass(frozen=True, slots=True)
class RightsShown:
    """The facts of a page looked up, in groups of equal force."""

    kind: ClassVar[str] = "rights"
    groups: tuple[RightsGroup, ...]


def show_rights(keys: Iterable[str], language: str, *, says_no_law: bool = False) -> RightsShown:
    """The facts by what gives them their force: law first, then guidance, then what we do here.

    With `says_no_law` there is a group for the law even when it is empty, so that a page can say so.
    """
    rights = [get_right(key, language) for key in keys]
    groups = [
        RightsGroup(standing, tuple(right for right in rights if right.standing is standing)) for standing in Standing
    ]
    kept = (group for group in groups if group.rights or (says_no_law and group.standing is Standing.LAW))
    return RightsShown(tuple(kept))


def has_words(key: str, language: str) -> bool:
    """Whether a fact has been put into a language."""
    return language in read_file("rights.toml").get(key, {})
