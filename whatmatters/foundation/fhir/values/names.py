"""People's names, as they were given: in parts, as text only, old and new.

Serves everyone who has a name. Splits no text-only name into parts: whoever does that gets many of the world's names
wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .periods import Period, period
from .reads import Read, Reading, code, each, not_a, text, texts

_NOT_NOW = ("old", "maiden", "anonymous")
_LEGAL_FIRST = ("official", "usual", "", "temp", "nickname")
_LIKED_FIRST = ("usual", "nickname")


@dataclass(frozen=True, slots=True)
class HumanName:
    """One name. `text` is the whole of it, if the sender wrote it so."""

    use: str = ""
    text: str = ""
    family: str = ""
    given: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()
    period: Period | None = None

    @property
    def full(self) -> str:
        """The whole name, as the sender wrote it, else its parts in their order."""
        return self.text or " ".join((*self.prefix, *self.given, self.family, *self.suffix)).strip()

    def is_current(self, day: date) -> bool:
        """Whether it is a name that the person goes by on that day."""
        return self.use not in _NOT_NOW and (self.period is None or self.period.holds_on(day))


def human_name(value: Any, where: str) -> Read[HumanName | None]:
    """A FHIR HumanName; None when it names nobody."""
    if not isinstance(value, dict):
        return Read(None, () if value is None else not_a("a name", where))
    reading = Reading()
    found = HumanName(
        use=reading.part(code(value.get("use"), f"{where}.use")),
        text=reading.part(text(value.get("text"), f"{where}.text")),
        family=reading.part(text(value.get("family"), f"{where}.family")),
        given=reading.part(texts(value.get("given"), f"{where}.given")),
        prefix=reading.part(texts(value.get("prefix"), f"{where}.prefix")),
        suffix=reading.part(texts(value.get("suffix"), f"{where}.suffix")),
        period=reading.part(period(value.get("period"), f"{where}.period")),
    )
    return reading.of(found if found.text or found.family or found.given else None)


def human_names(value: Any, where: str) -> Read[tuple[HumanName, ...]]:
    """A list of names."""
    return each(value, where, human_name)


def name_on(names: tuple[HumanName, ...], day: date) -> HumanName | None:
    """The name for letters and records on that day: official, else usual, else what there is, however old."""
    return _first(names, _LEGAL_FIRST, day) or next(iter(names), None)


def liked_name_on(names: tuple[HumanName, ...], day: date) -> HumanName | None:
    """The name that the person is said to go by on that day (usual, nickname), if the record says so."""
    return _first(names, _LIKED_FIRST, day)


def _first(names: tuple[HumanName, ...], uses: tuple[str, ...], day: date) -> HumanName | None:
    """The first current name of the first of these uses that there is."""
    return next((name for use in uses for name in names if name.use == use and name.is_current(day)), None)
