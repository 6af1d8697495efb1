"""Which listings mean what a sentence means: the sentence's vector against every listing's.

The vectors of this installation are held in memory, 1.5 kB a listing, and brought up to date when some were made anew;
a hundred thousand are compared in a few milliseconds, so there is no index that could miss one. What is no longer to
be found stays in memory and does no harm: finding rows decide what is found.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from django.db.models import Count, Max
from numpy.typing import NDArray

from ...embedding import SIZE, Vectors, embed
from ...models import ListingVector

_OVERLAP = timedelta(minutes=10)
"""Rows written while others were being committed are read again rather than missed."""


def nearest_in_meaning(sentence: str, *, among: Sequence[int] | None, limit: int) -> dict[int, float]:
    """How near (-1 to 1) listings are to a sentence, by number: the nearest of all, or each of `among`.

    A listing whose vector has not been made yet is not in the answer.
    """
    numbers, place_of, vectors = _HELD.read()
    if not len(vectors):
        return {}
    (asked,) = embed([sentence])
    if among is None:
        return _nearest(vectors @ asked, numbers, limit)
    numbers = np.array([number for number in set(among) if number < len(place_of)], np.int64)
    numbers = numbers[place_of[numbers] >= 0] if len(numbers) else numbers
    return _nearest(vectors[place_of[numbers]] @ asked, numbers, limit)


def _nearest(likeness: NDArray[np.float32], numbers: NDArray[np.int64], limit: int) -> dict[int, float]:
    if len(numbers) > limit:
        best = np.argpartition(-likeness, limit)[:limit]
        likeness, numbers = likeness[best], numbers[best]
    return dict(zip(numbers.tolist(), likeness.tolist(), strict=True))


class _Held:
    """The vectors in memory. `place_of[number]` is where a listing's vector stands, -1 for none."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: tuple[int, datetime | None] = (0, None)
        self.numbers: NDArray[np.int64] = np.empty(0, np.int64)
        self.vectors: Vectors = np.empty((0, SIZE), np.float32)
        self.place_of: NDArray[np.int64] = np.empty(0, np.int64)

    def read(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Vectors]:
        """The numbers of listings, where each one's vector stands, and the vectors, as the database has them now."""
        with self.lock:
            now = ListingVector.objects.aggregate(count=Count("pk"), newest=Max("made_at"))
            mark = (now["count"], now["newest"])
            if mark != self.seen:
                self._take_up(mark)
            return self.numbers, self.place_of, self.vectors

    def _take_up(self, mark: tuple[int, datetime | None]) -> None:
        """Read what is new; everything, when nothing was read before or the table was emptied."""
        count, newest = mark
        seen_count, seen_newest = self.seen
        is_fresh = seen_newest is None or newest is None or newest < seen_newest or count < seen_count
        rows = ListingVector.objects.order_by("pk")
        if not is_fresh and seen_newest is not None:
            rows = rows.filter(made_at__gte=seen_newest - _OVERLAP)
        pairs = [(number, bytes(packed)) for number, packed in rows.values_list("pk", "vector").iterator(5000)]
        numbers = np.array([number for number, _ in pairs], np.int64)
        vectors = (
            np.frombuffer(b"".join(packed for _, packed in pairs), np.float16).reshape(-1, SIZE).astype(np.float32)
        )
        self._keep(numbers, vectors, is_fresh)
        self.seen = mark

    def _keep(self, numbers: NDArray[np.int64], vectors: Vectors, is_fresh: bool) -> None:
        if not is_fresh:
            others = ~np.isin(self.numbers, numbers)
            numbers = np.concatenate([self.numbers[others], numbers])
            vectors = np.concatenate([self.vectors[others], vectors])
        self.numbers, self.vectors = numbers, vectors
        self.place_of = np.full(int(numbers.max()) + 1 if len(numbers) else 0, -1, np.int64)
        self.place_of[numbers] = np.arange(len(numbers))


_HELD = _Held()
