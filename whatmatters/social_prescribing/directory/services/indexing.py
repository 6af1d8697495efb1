"""What is searched, made anew from listings: finding rows, sessions and the full-text index.

Called inside the transaction of whatever changed the listings. Only a published listing that is running has rows;
so nothing else can be found, and nothing else leaves through the open API.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..models import FindingRow, Listing, ListingVector, Session
from ..models.full_text import WordsRow, drop_words, write_words
from ..rules.asked import without_accents
from ..rules.entries import Entry, entry_of
from ..rules.groups import group_bits
from ..rules.meaning import digest_of, words_of_meaning
from ..rules.needs import need_bits
from ..rules.places import Point, square_of


def index_listings(listings: Sequence[Listing]) -> None:
    """Make the rows of these listings anew, in as many statements for a hundred as for two."""
    unindex_listings([listing.number for listing in listings])
    found = [(listing, entry_of(listing.document)) for listing in listings if is_findable(listing)]
    rows = [(row, entry) for listing, entry in found for row in _rows_of(listing, entry)]
    made = FindingRow.objects.bulk_create([row for row, _ in rows])
    write_words(
        WordsRow(row.pk, without_accents(entry.name), without_accents(entry.words), _facts_at(row, entry))
        for row, (_, entry) in zip(made, rows, strict=True)
    )
    _drop_stale_vectors([listing for listing, _ in found])
    Session.objects.bulk_create(session for listing, entry in found for session in _sessions_of(listing, entry))


def unindex_listings(numbers: Sequence[int]) -> None:
    """Take listings out of everything that is searched."""
    rows = FindingRow.objects.filter(listing_id__in=numbers)
    drop_words(list(rows.values_list("pk", flat=True)))
    rows.delete()
    Session.objects.filter(listing_id__in=numbers).delete()


def is_findable(listing: Listing) -> bool:
    """Whether the public may find it."""
    return listing.state == "published" and listing.is_active


def _rows_of(listing: Listing, entry: Entry) -> Iterable[FindingRow]:
    """A row for each place; one without a place when the listing says none."""
    places: Sequence[Point | None] = entry.places or (None,)
    for place in places:
        yield FindingRow(
            listing=listing,
            minimum_age=entry.minimum_age,
            maximum_age=entry.maximum_age,
            latitude_millionths=place.latitude if place else None,
            longitude_millionths=place.longitude if place else None,
            needs=need_bits(entry.needs),
            groups=group_bits(entry.groups),
            is_last=listing.is_unconfirmed,
        )


def _facts_at(row: FindingRow, entry: Entry) -> list[str]:
    """The listing's facts, with the grid square of this place only."""
    others = [fact for fact in entry.facts if not fact.startswith("sq")]
    if row.latitude_millionths is None or row.longitude_millionths is None:
        return [*others, "noplace"]
    return [*others, square_of(row.latitude_millionths, row.longitude_millionths)]


def _sessions_of(listing: Listing, entry: Entry) -> Iterable[Session]:
    for meeting in entry.meetings:
        yield Session(
            listing=listing,
            weekday=meeting.weekday,
            opens_minute=meeting.opens_minute,
            closes_minute=meeting.closes_minute,
            week_of_month=meeting.week_of_month,
        )


def _drop_stale_vectors(listings: Sequence[Listing]) -> None:
    """Take away the vectors of listings whose words have changed; the worker makes them anew."""
    kept = dict(ListingVector.objects.filter(listing__in=listings).values_list("pk", "made_from"))
    stale = [
        listing.pk
        for listing in listings
        if listing.pk in kept and kept[listing.pk] != digest_of(words_of_meaning(listing.document))
    ]
    ListingVector.objects.filter(pk__in=stale).delete()
