"""The statement that finds rows: words and facts from one full-text index, ages and times from columns.

The full-text index comes first in both databases, so that words, place and facts are one intersection of lists; joined
to an R-tree or asked for as a box the same question takes three to twelve times as long (`benchmarks/directory.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection


class Found(NamedTuple):
    """One finding row. Latitude and longitude are millionths of a degree; `rank` is lower for better words."""

    row_id: int
    listing: int
    latitude: int | None
    longitude: int | None
    is_last: bool
    needs: int
    rank: float


class Wanted(NamedTuple):
    """What rows must have: all of `tokens`; of each set of facts one; an age within; a session within minutes.

    `groups` are bits: a row that names groups must name one of them.
    """

    tokens: Sequence[str]
    facts: Sequence[Sequence[str]]
    groups: int
    age: int | None
    weekday: int | None
    from_minute: int | None
    to_minute: int | None
    wants_rank: bool


_ROWS = "r.id, r.listing_id, r.latitude_millionths, r.longitude_millionths, r.is_last, r.needs"
_FROM = {
    "sqlite": ("directory_words w JOIN directory_findingrow r ON r.id = w.rowid", "directory_words MATCH %s"),
    "postgresql": ("directory_words w JOIN directory_findingrow r ON r.id = w.id", "w.terms @@ ({})"),
}


def find_rows(wanted: Wanted) -> list[Found]:
    """Every row that has what is wanted, in no order."""
    source, conditions, values, rank = _text_part(wanted)
    more, more_values = _column_part(wanted)
    where = " AND ".join([*conditions, *more]) or "1 = 1"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_ROWS}, {rank} FROM {source} WHERE {where}", [*values, *more_values])  # noqa: S608
        return list(map(Found._make, cursor.fetchall()))


def rows_of(listings: Sequence[int]) -> list[Found]:
    """The rows of these listings."""
    if not listings:
        return []
    marks = ", ".join(["%s"] * len(listings))
    with connection.cursor() as cursor:
        statement = f"SELECT {_ROWS}, 0.0 FROM directory_findingrow r WHERE r.listing_id IN ({marks})"  # noqa: S608
        cursor.execute(statement, list(listings))
        return list(map(Found._make, cursor.fetchall()))


def _text_part(wanted: Wanted) -> tuple[str, list[str], list[str], str]:
    """Where rows come from, the condition on their text with its values, and what ranks them."""
    if not wanted.tokens and not wanted.facts:
        return "directory_findingrow r", [], [], "0.0"
    source, condition = _FROM[connection.vendor]
    if connection.vendor == "sqlite":
        rank = "bm25(directory_words, 5.0, 1.0, 0.0)" if wanted.tokens and wanted.wants_rank else "0.0"
        return source, [condition], [_fts5(wanted)], rank
    parts = ["plainto_tsquery('english', %s)"] if wanted.tokens else []
    parts += ["%s::tsquery"] * len(wanted.facts)
    values = [" ".join(wanted.tokens)] if wanted.tokens else []
    values += [" | ".join(group) for group in wanted.facts]
    ranked = f"-ts_rank(w.terms, plainto_tsquery('english', '{_plain(wanted.tokens)}'))"
    rank = ranked if wanted.tokens and wanted.wants_rank else "0.0"
    return source, [condition.format(" && ".join(parts))], values, rank


def _plain(tokens: Iterable[str]) -> str:
    """Letters and digits only (`Asked.tokens` has no others), so that they may stand in a statement."""
    return " ".join(token for token in tokens if token.isalnum())


def _fts5(wanted: Wanted) -> str:
    parts = [f"facts : ({' OR '.join(group)})" for group in wanted.facts]
    if wanted.tokens:
        words = " AND ".join(f'"{token}"' for token in wanted.tokens)
        parts.insert(0, f"{{name words}} : ({words})")
    return " AND ".join(parts)


def _column_part(wanted: Wanted) -> tuple[list[str], list[int]]:
    """Conditions on the columns of a row, with their values."""
    conditions: list[str] = []
    values: list[int] = []
    if wanted.age is not None:
        conditions.append("r.minimum_age <= %s AND r.maximum_age >= %s")
        values += [wanted.age, wanted.age]
    if wanted.groups:
        conditions.append("(r.groups = 0 OR (r.groups & %s) <> 0)")
        values.append(wanted.groups)
    if wanted.from_minute is not None or wanted.to_minute is not None:
        conditions.append(
            "EXISTS (SELECT 1 FROM directory_session s WHERE s.listing_id = r.listing_id "
            "AND s.weekday = COALESCE(CAST(%s AS integer), s.weekday) AND s.opens_minute < %s AND s.closes_minute > %s)"
        )
        values += [wanted.weekday, wanted.to_minute or 2880, wanted.from_minute or 0]  # type: ignore[list-item]
    return conditions, values
