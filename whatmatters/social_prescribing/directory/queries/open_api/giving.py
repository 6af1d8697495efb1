"""Which listings may leave, and what of them: published ones alone, and of our own no name of anybody.

Serves every address of the open API; nothing of a listing but its document is ever read here. A feed's document is
given as it came, for its publisher has published it. Source: rulebook 4.3 (a public feed holds no personal data).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from whatmatters.foundation.kernel.actor import STRANGER

from ...models import Listing
from ...openreferral.found import Document
from ...openreferral.kinds import KINDS
from ...permissions import visible_to

_NAMES_PEOPLE = frozenset({"assurer_email", "attention", "updated_by", "original_values"})
"""Keys of an object that may name or reach somebody in person, or keep what did."""


def published() -> QuerySet[Listing]:
    """Listings that anybody may read."""
    return visible_to(Listing.objects.all(), STRANGER)


def documents_of(numbers: Sequence[int]) -> dict[int, Document]:
    """The documents of these listings, in this order; one that is not published any more is left out."""
    rows = published().filter(pk__in=numbers).values_list("pk", "id", "feed_id", "document")
    found = {number: given(document, listing_id, feed_id) for number, listing_id, feed_id, document in rows}
    return {number: found[number] for number in numbers if number in found}


def given(document: Document, listing_id: UUID, feed_id: UUID | None) -> Document:
    """What leaves of a listing's document: all of a feed's, none of the people in one of our own."""
    kept: Document = document if feed_id else without_people(document)
    return {**kept, "id": str(listing_id)}


def without_people(thing: Any) -> Any:
    """A value without contacts that have a name and without what else may point to somebody in person."""
    if isinstance(thing, list):
        return [without_people(one) for one in thing]
    if not isinstance(thing, dict):
        return thing
    kept = {key: without_people(value) for key, value in thing.items() if key not in _NAMES_PEOPLE}
    if isinstance(kept.get("contacts"), list):
        kept["contacts"] = [one for one in kept["contacts"] if isinstance(one, dict) and not one.get("name")]
    if kept.get("contacts") == []:
        del kept["contacts"]
    return kept


def own_fields(kind: str, thing: Document) -> Document:
    """What an object says of itself, without what hangs on it."""
    names = {"id", *KINDS[kind].fields}
    return {name: value for name, value in thing.items() if name in names}
