"""The terms and the places of published listings, held in memory: tables have neither by their own ids.

Serves the taxonomies, the filters by term, and the list of services at places. About a kilobyte a listing. What has
changed is read again when a version was written, a listing was published or taken out, or a feed was read; what is
not published any more is forgotten in the same moment. Documents themselves are never held.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Count, Max, QuerySet, TextField
from django.db.models.functions import Cast

from ...models import FeedRun, Listing, ListingVersion, LooseRecord
from ...openreferral.found import Document
from .giving import given, published
from .vocabulary import Term, terms_in, vocabulary_of

_OVERLAP = 1000
"""Versions written while others were being committed are read again rather than missed."""

Mark = tuple[tuple[int, UUID] | None, int, int, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What one listing's document says: the ids of the service at its places, and its terms."""

    places: tuple[str, ...]
    terms: tuple[Term, ...]


class Held:
    """What was read at one moment. Never changed: another takes its place."""

    def __init__(self, told: dict[int, Told], loose: Iterable[tuple[str, Document]]) -> None:
        self.told = told
        self.terms, self.taxonomies = vocabulary_of((term for one in told.values() for term in one.terms), loose)

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Every place of every listing: the listing's number, and which of its places it is."""
        return tuple(self.places_of(self.told))

    def places_of(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """The places of these listings, in this order."""
        return (
            (number, at) for number in numbers if number in self.told for at in range(len(self.told[number].places))
        )

    @cached_property
    def by_place(self) -> dict[str, tuple[int, int]]:
        """Where each service at a place is; the older listing's, should two use one id."""
        return {self.told[number].places[at]: (number, at) for number, at in reversed(self.places)}

    def listings_with(self, term_id: str, taxonomy_id: str) -> Iterator[int]:
        """The listings that have a term of this id, and one of this taxonomy; an empty one is not asked for."""
        for number, one in self.told.items():
            has_term = not term_id or any(term.id == term_id for term in one.terms)
            if has_term and (not taxonomy_id or any(term.taxonomy_id == taxonomy_id for term in one.terms)):
                yield number


@dataclass(slots=True)
class _Keeper:
    """Keeps the newest `Held` of this process, and what it was made from."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    mark: Mark = (None, 0, 0, None)
    held: Held = field(default_factory=lambda: Held({}, ()))
    known: dict[bytes, Term] = field(default_factory=dict)

    def read(self) -> Held:
        """As the database has it now."""
        with self.lock:
            mark = _mark()
            if mark != self.mark:
                told = self._told(self.mark[0])
                self.held = Held(told, _loose())
                self.mark = mark
            return self.held

    def _told(self, seen: tuple[int, UUID] | None) -> dict[int, Told]:
        """What published listings say; read again where a version is newer than what was seen."""
        listings, before = published(), self.held.told
        if seen is None or not ListingVersion.objects.filter(pk=seen[0], listing__id=seen[1]).exists():
            before, self.known = {}, {}
        else:
            newer = ListingVersion.objects.filter(pk__gt=seen[0] - _OVERLAP)
            listings = listings.filter(pk__in=newer.values("listing_id"))
        again = self._read(listings)
        numbers = published().order_by("pk").values_list("pk", flat=True)
        return {number: told for number in numbers if (told := again.get(number) or before.get(number))}

    def _read(self, listings: QuerySet[Listing]) -> dict[int, Told]:
        rows = listings.annotate(text=Cast("document", TextField())).values_list("pk", "id", "feed_id", "text")
        return {
            number: self._told_by(given(orjson.loads(text), listing_id, feed_id))
            for number, listing_id, feed_id, text in rows.iterator(2000)
        }

    def _told_by(self, document: Document) -> Told:
        places = tuple(str(at.get("id")) for at in document.get("service_at_locations") or ())
        found = {term.packed: self.known.setdefault(term.packed, term) for term in terms_in(document)}
        return Told(places, tuple(found.values()))


def read_held() -> Held:
    """The terms and places of what is published now."""
    return _KEEPER.read()


def _mark() -> Mark:
    """Changes whenever a listing, a loose record or what is published changes."""
    newest = ListingVersion.objects.order_by("-pk").values_list("pk", "listing__id").first()
    runs = FeedRun.objects.aggregate(count=Count("pk"), newest=Max("ended_at"))
    return newest, published().count(), runs["count"], runs["newest"]


def _loose() -> list[tuple[str, Document]]:
    """Terms and taxonomies that came with a feed and hang on none of its listings."""
    kinds = ("taxonomy", "taxonomy_term")
    return list(LooseRecord.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", "record"))


_KEEPER = _Keeper()
