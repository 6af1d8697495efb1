"""`/services` and `/services/{id}`: a page of services in short, and one service with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from whatmatters.foundation.kernel.errors import NotFound

from ...openreferral.found import Document
from ...openreferral.summarising import list_item, page_of
from .choosing import changed_since, chosen
from .giving import documents_of, given, published
from .parameters import SERVICES, Filters, Parameters, read_filters

_ALLOWED = (*SERVICES, "full")


@dataclass(frozen=True, slots=True)
class Given:
    """One service, and the moment at which it last changed here."""

    document: Document
    changed_at: datetime


def list_services(asked: Parameters) -> Document:
    """A page of published services: with their own fields, or with `full` everything. Anybody may ask.

    The oldest here come first, so that pages stand still while one reads them; with `search` the best words do.
    Raises `BadParameter`.
    """
    filters = read_filters(asked, _ALLOWED)
    total, numbers = _numbers_of_page(filters)
    documents = documents_of(numbers).values()
    items = list(documents) if filters.full else [list_item(document) for document in documents]
    return page_of(items, filters.page, filters.per_page, total)


def get_service(service_id: str) -> Given:
    """One published service, whole. Anybody may ask. Raises `NotFound`, also for one that is not published."""
    row = published().filter(id=as_uuid(service_id)).values_list("id", "feed_id", "document", "changed_at").first()
    if row is None:
        raise NotFound
    listing_id, feed_id, document, changed_at = row
    return Given(given(document, listing_id, feed_id), changed_at)


def as_uuid(said: str) -> UUID:
    """An id of an address. Raises `NotFound` for what is none."""
    try:
        return UUID(said)
    except ValueError:
        raise NotFound from None


def _numbers_of_page(filters: Filters) -> tuple[int, Sequence[int]]:
    """How many services there are on all pages, and the numbers of those on this one."""
    numbers = chosen(filters)
    if numbers is not None:
        return len(numbers), numbers[filters.window]
    rows = changed_since(filters)
    return rows.count(), list(rows[filters.window])
