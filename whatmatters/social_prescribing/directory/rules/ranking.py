"""Which services come first when somebody says in their own words what they need.

Meaning leads: equal weight for words was seen to hurt. A need that was plainly said brings a service forward among
those that mean much the same. The weights were chosen on the open two thirds of the labelled sentences
(`benchmarks/finding/`), never on the sealed third.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

FOR_A_NEED = 0.08
FOR_A_SECOND_NEED = 0.03
LEAST_LIKENESS = 0.15
"""Less than this is no likeness at all: nothing is shown rather than anything."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One listing that may be meant: how near in meaning (-1 to 1), and how many of the needs that were said it
    serves.
    """

    number: int
    likeness: float
    shared_needs: int


def score_of(candidate: Candidate) -> float:
    """How well it fits; only the order of scores means anything."""
    needs = FOR_A_NEED * min(candidate.shared_needs, 1) + FOR_A_SECOND_NEED * max(candidate.shared_needs - 1, 0)
    return candidate.likeness + needs


def in_order(candidates: Sequence[Candidate], last: Collection[int] = ()) -> list[Candidate]:
    """The best first; those in `last` (nobody confirms them) after all others."""
    fitting = [candidate for candidate in candidates if candidate.likeness >= LEAST_LIKENESS]
    return sorted(fitting, key=lambda one: (one.number in last, -score_of(one), one.number))
