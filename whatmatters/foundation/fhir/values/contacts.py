"""Ways to reach someone: telephone, e-mail, addresses.

Serves persons, organisations and staff. Does not decide which way is safe or wanted: that is the person's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .periods import Period, period
from .reads import Read, Reading, code, each, not_a, text, texts


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One way to reach someone. `system` is phone, sms, email and so on; `rank` 1 comes first."""

    value: str
    system: str = ""
    use: str = ""
    rank: int | None = None
    period: Period | None = None

    def is_current(self, day: date) -> bool:
        """Whether it may still be used on that day."""
        return self.use != "old" and (self.period is None or self.period.holds_on(day))


@dataclass(frozen=True, slots=True)
class Address:
    """One address: `lines` are house and street, `text` the whole of it if the sender wrote it so."""

    use: str = ""
    type: str = ""
    text: str = ""
    lines: tuple[str, ...] = ()
    city: str = ""
    district: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    period: Period | None = None

    @property
    def all_lines(self) -> tuple[str, ...]:
        """The address as on an envelope; from the text when there are no parts."""
        parts = (*self.lines, self.city, self.district, self.state, self.postcode, self.country)
        return tuple(part for part in parts if part) or tuple(line for line in self.text.split("\n") if line)

    def is_current(self, day: date) -> bool:
        """Whether the person is there on that day."""
        return self.use != "old" and (self.period is None or self.period.holds_on(day))


def contact_point(value: Any, where: str) -> Read[ContactPoint | None]:
    """A FHIR ContactPoint; None when it reaches nobody."""
    if not isinstance(value, dict):
        return Read(None, () if value is None else not_a("a way to reach someone", where))
    reading = Reading()
    rank = value.get("rank")
    found = ContactPoint(
        value=reading.part(text(value.get("value"), f"{where}.value")),
        system=reading.part(code(value.get("system"), f"{where}.system")),
        use=reading.part(code(value.get("use"), f"{where}.use")),
        rank=rank if isinstance(rank, int) and not isinstance(rank, bool) and rank > 0 else None,
        period=reading.part(period(value.get("period"), f"{where}.period")),
    )
    return reading.of(found if found.value else None)


def contact_points(value: Any, where: str) -> Read[tuple[ContactPoint, ...]]:
    """A list of ways to reach someone, the best (lowest rank) first."""
    read = each(value, where, contact_point)
    ranked = sorted(read.value, key=lambda point: (point.rank is None, point.rank or 0))
    return Read(tuple(ranked), read.reasons)


def address(value: Any, where: str) -> Read[Address | None]:
    """A FHIR Address; None when it leads nowhere."""
    if not isinstance(value, dict):
        return Read(None, () if value is None else not_a("an address", where))
    reading = Reading()
    found = Address(
        use=reading.part(code(value.get("use"), f"{where}.use")),
        type=reading.part(code(value.get("type"), f"{where}.type")),
        text=reading.part(text(value.get("text"), f"{where}.text")),
        lines=reading.part(texts(value.get("line"), f"{where}.line")),
        city=reading.part(text(value.get("city"), f"{where}.city")),
        district=reading.part(text(value.get("district"), f"{where}.district")),
        state=reading.part(text(value.get("state"), f"{where}.state")),
        postcode=reading.part(text(value.get("postalCode"), f"{where}.postalCode")).upper(),
        country=reading.part(text(value.get("country"), f"{where}.country")),
        period=reading.part(period(value.get("period"), f"{where}.period")),
    )
    return reading.of(found if found.all_lines else None)


def addresses(value: Any, where: str) -> Read[tuple[Address, ...]]:
    """A list of addresses."""
    return each(value, where, address)
