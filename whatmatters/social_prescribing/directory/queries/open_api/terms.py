"""`/taxonomies` and `/taxonomy_terms`: the terms that published listings use, and those that came with their feeds."""

from __future__ import annotations

from whatmatters.foundation.kernel.errors import NotFound

from ...openreferral.found import Document
from ...openreferral.summarising import page_of
from .giving import own_fields
from .held import read_held
from .listings import as_uuid
from .parameters import PAGING, Parameters, read_filters


def list_taxonomies(asked: Parameters) -> Document:
    """A page of taxonomies, by name. Anybody may ask. Raises `BadParameter`."""
    return _page("taxonomy", read_held().taxonomies, asked)


def list_taxonomy_terms(asked: Parameters) -> Document:
    """A page of terms, by name. Anybody may ask. Raises `BadParameter`."""
    return _page("taxonomy_term", read_held().terms, asked)


def get_taxonomy(taxonomy_id: str) -> Document:
    """One taxonomy. Anybody may ask. Raises `NotFound`."""
    return _one(read_held().taxonomies, taxonomy_id)


def get_taxonomy_term(term_id: str) -> Document:
    """One term. Anybody may ask. Raises `NotFound`, also for a term that only unpublished listings use."""
    return _one(read_held().terms, term_id)


def _page(kind: str, records: dict[str, Document], asked: Parameters) -> Document:
    filters = read_filters(asked, PAGING)
    items = [own_fields(kind, record) for record in list(records.values())[filters.window]]
    return page_of(items, filters.page, filters.per_page, len(records))


def _one(records: dict[str, Document], said: str) -> Document:
    record = records.get(str(as_uuid(said)))
    if record is None:
        raise NotFound
    return record
