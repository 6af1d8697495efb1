"""What somebody typed into the search box, understood: names, a birth date, an NHS number, in any order.

Serves the search page. Refuses to guess: two-figure years and impossible days stay words, and are then not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ...kernel.identifiers import bare_nhs_number
from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _
from .names import folded
from .settings import SETTINGS

_NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[\s\-]?\d{3}[\s\-]?\d{4}(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})[a-z]*\.?\s+(\d{{4}})(?!\d)", re.I)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every word must begin a word of the name; the others must be equal."""

    words: tuple[str, ...] = ()
    birth_date: date | None = None
    nhs_number: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.words or self.birth_date or self.nhs_number)

    @property
    def names_one_person(self) -> bool:
        """Whether it says enough to be about one person: an NHS number, or a whole name and a birth date."""
        return bool(self.nhs_number) or (self.birth_date is not None and len(self.words) >= 2)


def read_search(typed: str) -> Sought:
    """Understand a search text."""
    nhs_number, birth_date = "", None
    if found := _NHS_NUMBER.search(typed):
        nhs_number, typed = bare_nhs_number(found[0]), _without(typed, found)
    for pattern, order in ((_ISO, (1, 2, 3)), (_NUMBERS, (3, 2, 1)), (_WORDED, (3, 2, 1))):
        found = pattern.search(typed)
        day = _day(*(found[place] for place in order)) if found and not birth_date else None
        if found and day:
            birth_date, typed = day, _without(typed, found)
    return Sought(tuple(dict.fromkeys(folded(typed).split())), birth_date, nhs_number)


def search_reasons(sought: Sought, *, day: date) -> Reasons:
    """Why this cannot be looked for: there is nothing in it, or too little."""
    shortest = SETTINGS.value("search.shortest-word", day)
    if sought.is_empty:
        return (Reason("search.empty", _("Type a name, a birth date or an NHS number."), "text"),)
    # One sign of Chinese or Korean is a whole name.
    has_enough = any(len(word) >= shortest or not word.isascii() for word in sought.words)
    if not (sought.birth_date or sought.nhs_number or has_enough):
        text = _("Type at least %(count)d letters of the name.") % {"count": shortest}
        return (Reason("search.short", text, "text"),)
    return YES


def _without(typed: str, found: re.Match[str]) -> str:
    return f"{typed[: found.start()]} {typed[found.end() :]}"


def _day(year: str, month: str, day: str) -> date | None:
    number = month if month.isdecimal() else str(_MONTHS.index(month[:3].lower()) + 1)
    try:
        return date(int(year), int(number), int(day))
    except ValueError:
        return None
