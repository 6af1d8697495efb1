"""What reading a value gives, and the reading of text and lists on which the other readers stand.

Serves the readers of this package. Refuses to shorten: text longer than the reader may keep is left out, and said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.reasons import Reason, Reasons

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

STRING_LIMIT = 1_048_576
"""Characters in one string. Source: FHIR R4 2.24.0.1 ("Strings SHALL NOT exceed 1MB")."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T_co]):
    """A value that was read, with a reason for each part of it that could not be."""

    value: T_co
    reasons: Reasons = ()


class Reading:
    """Gathers the reasons while the parts of one value are read."""

    def __init__(self) -> None:
        self._reasons: list[Reason] = []

    def part(self, read: Read[T]) -> T:
        """The part's value; its reasons are kept."""
        self._reasons.extend(read.reasons)
        return read.value

    def refuse(self, code: str, text: str, where: str) -> None:
        """Keep one reason of one's own."""
        self._reasons.append(Reason(code, text, where))

    def of(self, value: T) -> Read[T]:
        """The whole, with everything that was gathered."""
        return Read(value, tuple(self._reasons))


def not_a(kind: str, where: str) -> Reasons:
    """The reason why something is not even of the right kind."""
    return (Reason("structure", f"This should be {kind}.", where),)


def text(value: Any, where: str, *, longest: int = STRING_LIMIT) -> Read[str]:
    """Plain text without control characters; "" when absent. Longer than `longest` characters is left out, and said."""
    if value is None:
        return Read("")
    if not isinstance(value, str):
        return Read("", not_a("text", where))
    found = clean_text(value)
    if len(found) > longest:
        words = f"This is longer than we can keep ({len(found):,} characters; at most {longest:,}), so it was left out."
        return Read("", (Reason("too-long", words, where),))
    return Read(found)


def code(value: Any, where: str) -> Read[str]:
    """A code: text without white space at either end and with single spaces inside."""
    read = text(value, where)
    return Read(" ".join(read.value.split()), read.reasons)


def each(value: Any, where: str, reader: Callable[[Any, str], Read[T | None]]) -> Read[tuple[T, ...]]:
    """A list, read one by one; what could not be read at all is left out. Absent is the empty tuple."""
    if value is None:
        return Read(())
    if not isinstance(value, list):
        return Read((), not_a("a list", where))
    reading = Reading()
    found = [reading.part(reader(part, f"{where}[{number}]")) for number, part in enumerate(value)]
    return reading.of(tuple(part for part in found if part is not None and part != ""))


def texts(value: Any, where: str, *, longest: int = STRING_LIMIT) -> Read[tuple[str, ...]]:
    """A list of plain texts; null parts, which FHIR allows where there is only an extension, are left out."""
    return each(value, where, lambda part, place: text(part, place, longest=longest))


def flag(value: Any, where: str) -> Read[bool | None]:
    """True, false, or None when absent."""
    if value is None or isinstance(value, bool):
        return Read(value)
    return Read(None, not_a("true or false", where))
