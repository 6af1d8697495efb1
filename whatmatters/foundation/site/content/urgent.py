"""Whom to call at once: dated numbers that a steward holds against their sources every six months.

Serves the urgent help page and every page that must show help first. Refuses a number that has no day of review.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing

from ...nhsuk.wording import text_direction
from .files import ENGLISH, read_file

LEFT_TO_RIGHT, END = "\u2066", "\u2069"
"""What is between these is written from left to right, whatever is around it (Unicode isolates)."""


@dataclass(frozen=True, slots=True)
class UrgentLine:
    """One place to turn to: when, what to do, and the number to call (or to text a word to)."""

    key: str
    when: str
    what: str
    note: str
    call: str
    text: str
    word: str
    reviewed_on: date

    @property
    def number(self) -> str:
        """The number as people read it."""
        return self.call or self.text

    @property
    def address(self) -> str:
        """What a telephone opens."""
        number = self.number.replace(" ", "")
        return f"tel:{number}" if self.call else f"sms:{number}?body={self.word}"


def _rows() -> list[Dated]:
    return [
        Dated(
            key=key,
            value=row.get("call") or row["text"],
            valid_from=row["since"],
            standing=Standing(row["standing"]),
            source=row["source"],
            means=f"{row[ENGLISH]['when']}: {row[ENGLISH]['what'][0].lower()}{row[ENGLISH]['what'][1:]}.",
            reviewed_on=row["reviewed_on"],
        )
        for key, row in read_file("urgent.toml").items()
    ]


URGENT = DatedTable("site.urgent", _rows())


def _words(row: dict[str, Any], language: str) -> dict[str, str]:
    """The words of a line, with its number set apart from right-to-left words.

    Without that, "116 123" would be shown as "123 116" in Urdu.
    """
    said = row.get(language) or row[ENGLISH]
    number = row.get("call") or row["text"]
    apart = f"{LEFT_TO_RIGHT}{number}{END}" if text_direction(language) == "rtl" else number
    return {part: said.get(part, "").replace(number, apart) for part in ("when", "what", "note")}


def list_urgent_lines(language: str) -> tuple[UrgentLine, ...]:
    """Every line in the order of the file, in a language, or in English where it is not translated."""
    return tuple(
        UrgentLine(
            key=key,
            **_words(row, language),
            call=row.get("call", ""),
            text=row.get("text", ""),
            word=row.get("word", ""),
            reviewed_on=row["reviewed_on"],
        )
        for key, row in read_file("urgent.toml").items()
    )
