"""Gathers, while one resource is read, everything that the report must say about it."""

from __future__ import annotations

from typing import Any, TypeVar

from whatmatters.foundation.fhir.values.reads import Read
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.reasons import Reason, Reasons

T = TypeVar("T")


def columns_of(taken: Any) -> dict[str, Any]:
    """The fields of a dataclass with slots, by name. Copies nothing within them, as `asdict` would for every row."""
    return {name: getattr(taken, name) for name in taken.__slots__}


class Taking:
    """The reasons so far: `flagged` is to be looked at, `left_out` has no place here."""

    def __init__(self) -> None:
        self.flagged: list[Reason] = []
        self.left_out: list[Reason] = []

    def part(self, read: Read[T]) -> T:
        """The value that was read; what could not be is flagged."""
        self.flagged.extend(read.reasons)
        return read.value

    def fit(self, text: str, longest: int, where: str) -> str:
        """The text, if a column of this length can keep it whole; else nothing, and that is said."""
        found = clean_text(text)
        if len(found) <= longest:
            return found
        words = f"This is longer than we can keep ({len(found):,} characters; at most {longest:,}), so it was left out."
        self.leave_out("too-long", words, where)
        return ""

    def flag(self, code: str, text: str, where: str) -> None:
        """Somebody should look at this."""
        self.flagged.append(Reason(code, text, where))

    def flag_all(self, reasons: Reasons, where: str) -> None:
        """Somebody should look at what a rule says of this."""
        self.flagged.extend(Reason(reason.code, str(reason), where) for reason in reasons)

    def leave_out(self, code: str, text: str, where: str) -> None:
        """This part has no place here."""
        self.left_out.append(Reason(code, text, where))
