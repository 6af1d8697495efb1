"""The listings that a list was asked for, by their numbers.

Serves `listings` and `places`. Words are looked for in the same full-text index as everywhere (`models.searching`);
ages and times are compared as the standard says: a service's least age is at least the one asked for, its sessions lie
within the times. What has closed for a time has no words, ages or times here, so that these never find it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from ...models import FindingRow, Listing, Session
from ...models.searching import Wanted, find_rows
from ...rules.asked import Asked
from .giving import published
from .held import read_held
from .parameters import Filters


def chosen(filters: Filters) -> list[int] | None:
    """The numbers of the listings that fulfil every filter, the best words first.

    None when nothing was asked for but `modified_after`: that is left to the table (`changed_since`).
    """
    sets = list(_sets(filters))
    if not sets and not filters.search:
        return None
    if filters.modified_after is not None:
        sets.append(set(changed_since(filters)))
    if filters.search:
        return [number for number in _by_words(filters.search) if all(number in one for one in sets)]
    return sorted(set.intersection(*sets))


def changed_since(filters: Filters) -> QuerySet[Listing, int]:
    """The numbers of published listings, in order; with `modified_after` those that changed here since then."""
    listings = published()
    if filters.modified_after is not None:
        listings = listings.filter(changed_at__gte=filters.modified_after)
    return listings.order_by("pk").values_list("pk", flat=True)


def _by_words(words: str) -> list[int]:
    """The listings that have all of these words, once each, those that nobody would confirm at the end."""
    wanted = Wanted(Asked(words=words).tokens, (), 0, None, None, None, None, wants_rank=True)
    rows = sorted(find_rows(wanted), key=lambda row: (row.is_last, row.rank, row.listing))
    return list(dict.fromkeys(row.listing for row in rows))


def _sets(filters: Filters) -> Iterator[set[int]]:
    """For each kind of filter that was given, the listings that fulfil it."""
    if filters.minimum_age is not None or filters.maximum_age is not None:
        yield _by_age(filters)
    if filters.start_time is not None or filters.end_time is not None or filters.day is not None:
        yield _by_times(filters)
    if filters.taxonomy_term_id or filters.taxonomy_id:
        yield set(read_held().listings_with(filters.taxonomy_term_id, filters.taxonomy_id))


def _by_age(filters: Filters) -> set[int]:
    rows = FindingRow.objects.all()
    if filters.minimum_age is not None:
        rows = rows.filter(minimum_age__gte=filters.minimum_age)
    if filters.maximum_age is not None:
        rows = rows.filter(maximum_age__lte=filters.maximum_age)
    return set(rows.values_list("listing_id", flat=True))


def _by_times(filters: Filters) -> set[int]:
    """One session must fulfil all of it."""
    sessions = Session.objects.all()
    if filters.day is not None:
        sessions = sessions.filter(weekday=filters.day)
    if filters.start_time is not None:
        sessions = sessions.filter(opens_minute__gte=filters.start_time)
    if filters.end_time is not None:
        sessions = sessions.filter(closes_minute__lte=filters.end_time)
    return set(sessions.values_list("listing_id", flat=True))
