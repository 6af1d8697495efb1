"""Vectors for listings that have none yet, or whose words have changed since theirs was made."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import allow

from ..embedding import embed
from ..models import FindingRow, Listing, ListingVector
from ..permissions import steward_reasons
from ..rules.meaning import digest_of, words_of_meaning
from .taking import batches

_BATCH = 64


def make_vectors(*, limit: int = 2000, by: Actor, at: datetime) -> int:
    """Make the vectors that are missing, at most `limit`; returns how many. Who: the worker, set-up, stewards.

    A vector goes when the words change that it was made from (`services.indexing`), so what is missing is what is to
    do.
    """
    allow(steward_reasons(by))
    # Numbers first: SQLite refuses to write while a list that is still being read is older than another's change.
    numbers = list(_without_vector().values_list("pk", flat=True)[:limit])
    for part in batches(numbers, _BATCH):
        _make(list(Listing.objects.filter(pk__in=part)), at)
    return len(numbers)


def _without_vector() -> QuerySet[Listing]:
    has_rows = Exists(FindingRow.objects.filter(listing=OuterRef("pk")))
    return Listing.objects.filter(has_rows, vector__isnull=True).order_by("pk")


def _make(listings: list[Listing], at: datetime) -> None:
    texts = [words_of_meaning(listing.document) for listing in listings]
    vectors = embed(texts).astype(np.float16)
    with transaction.atomic():
        ListingVector.objects.bulk_create(
            (
                ListingVector(listing=listing, made_from=digest_of(text), vector=vector.tobytes(), made_at=at)
                for listing, text, vector in zip(listings, texts, vectors, strict=True)
            ),
            update_conflicts=True,
            unique_fields=["listing"],
            update_fields=["made_from", "vector", "made_at"],
        )
