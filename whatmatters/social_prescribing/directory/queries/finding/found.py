"""A page of services that answer a question, each with why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...models import Listing
from ...models.searching import Found, Wanted, find_rows, rows_of
from ...rules.asked import Asked, fact_groups
from ...rules.groups import group_bits
from ...rules.needs import need_bits, needs_said
from ...rules.places import distance_km
from ...rules.ranking import Candidate, in_order
from .map import DrawnMap, draw_map
from .meaning import nearest_in_meaning
from .shown import ServiceCard, card_of
from .why import why_found

PAGE_SIZE = 20
_BY_MEANING = 200


@dataclass(frozen=True, slots=True)
class FoundService:
    """One service that answers the question; `km` is as the crow flies, None without a place."""

    card: ServiceCard
    km: float | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of the answer. `total` counts services, not places; pages count from 1."""

    services: tuple[FoundService, ...]
    total: int
    page: int
    pages: int
    map: DrawnMap | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """One listing at its nearest place."""

    number: int
    km: float | None
    is_last: bool
    needs: int
    rank: float


def find_services(asked: Asked, *, day: date, page: int = 1, size: int = PAGE_SIZE) -> FoundPage:
    """The services that answer: nearest first where a place was named, else the best words or the nearest meaning.

    With a sentence, meaning decides the order and only what is near in meaning is shown. Anybody may ask: only
    published listings have finding rows. `day` is for what is said about being assured.
    """
    hits = _hits(asked)
    pages = max(1, -(-len(hits) // size))
    page = min(max(page, 1), pages)
    here = hits[(page - 1) * size : page * size]
    services = _services(here, asked, day)
    return FoundPage(services, len(hits), page, pages, _map(asked, services))


def _map(asked: Asked, services: Sequence[FoundService]) -> DrawnMap | None:
    """The services of one page that say where they are, numbered as in the list."""
    placed = [
        (number, one.card.name, place.latitude, place.longitude)
        for number, one in enumerate(services, 1)
        for place in one.card.places[:1]
        if one.km is not None and place.latitude is not None and place.longitude is not None
    ]
    return draw_map(asked.centre, placed)


def list_numbers(asked: Asked) -> list[int]:
    """The numbers of the listings that answer, in order: for the open API and the benchmark."""
    return [hit.number for hit in _hits(asked)]


def _hits(asked: Asked) -> list[_Hit]:
    """By meaning for a sentence; by words else, and by the meaning of the words when nothing has them all."""
    if asked.sentence:
        return _by_meaning(asked)
    hits = _by_words(asked)
    return hits if hits or not asked.words else _by_meaning(replace(asked, words="", sentence=asked.words))


def _by_words(asked: Asked) -> list[_Hit]:
    hits = _nearest_places(find_rows(_wanted(asked, wants_rank=asked.centre is None)), asked)
    if asked.centre is not None:
        return sorted(hits, key=lambda hit: (hit.is_last, hit.km is None, hit.km or 0.0, hit.number))
    return sorted(hits, key=lambda hit: (hit.is_last, hit.rank, hit.number))


def _by_meaning(asked: Asked) -> list[_Hit]:
    """Those near in meaning; with a place or another wish, among those that fulfil it."""
    wanted = _wanted(asked, wants_rank=False)
    if wanted.facts or wanted.tokens or wanted.age is not None or asked.needs_times:
        hits = _nearest_places(find_rows(wanted), asked)
        likeness = nearest_in_meaning(asked.sentence, among=[hit.number for hit in hits], limit=_BY_MEANING)
    else:
        likeness = nearest_in_meaning(asked.sentence, among=None, limit=_BY_MEANING)
        hits = _nearest_places(rows_of(list(likeness)), asked)
    found = {hit.number: hit for hit in hits}
    said = need_bits(needs_said(asked.sentence))
    candidates = [
        Candidate(number, near, (found[number].needs & said).bit_count())
        for number, near in likeness.items()
        if number in found
    ]
    last = {hit.number for hit in hits if hit.is_last}
    return [found[candidate.number] for candidate in in_order(candidates, last)]


def _wanted(asked: Asked, *, wants_rank: bool) -> Wanted:
    return Wanted(
        tokens=asked.tokens,
        facts=tuple(fact_groups(asked)),
        groups=group_bits(asked.groups),
        age=asked.age,
        weekday=asked.weekday,
        from_minute=asked.from_minute,
        to_minute=asked.to_minute,
        wants_rank=wants_rank,
    )


def _nearest_places(rows: Iterable[Found], asked: Asked) -> list[_Hit]:
    """One hit a listing, at the nearest of its places; those beyond the distance are left out."""
    hits: dict[int, _Hit] = {}
    for row in rows:
        km = _km(row, asked)
        if km is not None and km > asked.km:
            continue
        known = hits.get(row.listing)
        if known is None or (km is not None and (known.km is None or km < known.km)):
            hits[row.listing] = _Hit(row.listing, km, bool(row.is_last), row.needs, row.rank)
    return list(hits.values())


def _km(row: Found, asked: Asked) -> float | None:
    if asked.centre is None or row.latitude is None or row.longitude is None:
        return None
    return distance_km(asked.centre, row.latitude, row.longitude)


def _services(hits: Sequence[_Hit], asked: Asked, day: date) -> tuple[FoundService, ...]:
    listings = Listing.objects.in_bulk([hit.number for hit in hits])
    cards = [(card_of(listings[hit.number], day), hit.km) for hit in hits if hit.number in listings]
    return tuple(FoundService(card, km, why_found(card, asked, km)) for card, km in cards)
