"""Which needs the directory covers: how many services for each, how many have been confirmed, and what is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import allow

from ..models import FindingRow
from ..permissions import gaps_reasons
from ..rules.needs import list_needs, need_bits

FEW = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """One need: how many services that can be found serve it, and how many of these nobody confirms."""

    code: str
    label: str
    services: int
    unconfirmed: int

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing at all."""
        return self.services == 0

    @property
    def is_thin(self) -> bool:
        """Whether there are so few that one closing would be felt."""
        return 0 < self.services <= FEW


def list_gaps(*, by: Actor) -> tuple[Gap, ...]:
    """Every need, those with the fewest services first. Who: stewards and analysts. Raises `NotAllowed`."""
    allow(gaps_reasons(by))
    rows = FindingRow.objects.values_list("listing_id", "needs", "is_last").distinct()
    services: Counter[str] = Counter()
    unconfirmed: Counter[str] = Counter()
    bits = {need.code: need_bits([need.code]) for need in list_needs()}
    for _listing, needs, is_last in rows.iterator(5000):
        served = [code for code, bit in bits.items() if needs & bit]
        services.update(served)
        unconfirmed.update(served if is_last else ())
    gaps = (Gap(need.code, need.label, services[need.code], unconfirmed[need.code]) for need in list_needs())
    return tuple(sorted(gaps, key=lambda gap: gap.services))
