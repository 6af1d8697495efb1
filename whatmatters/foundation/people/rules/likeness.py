"""How alike two records are, and why: points of 100 with reasons in words.

Serves duplicate proposals only. Never acted on by itself: twins, and father and son of one name, look alike too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from ...kernel.translating import _
from .names import folded
from .settings import SETTINGS


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the comparison found: `points` from 0 to 100, and the reasons as stable codes."""

    points: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What of a record is compared. `contacts` are telephone digits and folded e-mail addresses."""

    given: str = ""
    family: str = ""
    birth_date: date | None = None
    nhs_number: str = ""
    postcode: str = ""
    contacts: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, folded, in order."""
        return tuple(sorted(folded(f"{self.given} {self.family}").split()))


POINTS = {
    "nhs-number": 80,
    "name-same": 30,
    "name-within": 28,
    "name-alike": 20,
    "family-same": 10,
    "birth-date": 35,
    "birth-date-near": 10,
    "postcode": 20,
    "contact": 15,
    "nhs-number-differs": -30,
    "birth-date-differs": -40,
}
"""What each finding is worth. Ours; an NHS number that both have and that differs speaks strongly against."""


def reason_in_words(code: str) -> str:
    """One finding in plain words."""
    return {
        "nhs-number": _("The same NHS number"),
        "name-same": _("The same name"),
        "name-within": _("The same name, but one of them has more names"),
        "name-alike": _("A name that sounds alike"),
        "family-same": _("The same family name"),
        "birth-date": _("The same birth date"),
        "birth-date-near": _("A birth date that differs in one figure, or with day and month changed round"),
        "postcode": _("The same postcode"),
        "contact": _("The same telephone number or email"),
        "nhs-number-differs": _("But two different NHS numbers"),
        "birth-date-differs": _("But two different birth dates"),
    }[code]


def likeness(one: Particulars, other: Particulars, *, day: date) -> Likeness:
    """How alike two records are."""
    codes = [
        *_of_numbers(one.nhs_number, other.nhs_number),
        *_of_names(one, other, SETTINGS.value("duplicate.name-alike", day)),
        *_of_birth_dates(one.birth_date, other.birth_date),
    ]
    if one.postcode and _bare(one.postcode) == _bare(other.postcode):
        codes.append("postcode")
    if one.contacts & other.contacts:
        codes.append("contact")
    return Likeness(max(0, min(100, sum(POINTS[code] for code in codes))), tuple(codes))


def is_worth_proposing(found: Likeness, *, day: date) -> bool:
    """Whether somebody should look at the two side by side."""
    return found.points >= SETTINGS.value("duplicate.propose-from", day)


def contact_key(value: str) -> str:
    """A telephone number or e-mail address for comparing: the last ten digits, or the folded address."""
    digits = "".join(letter for letter in value if letter.isdecimal())
    return value.strip().casefold() if "@" in value else digits[-10:]


def _bare(postcode: str) -> str:
    return folded(postcode).replace(" ", "")


def _of_numbers(one: str, other: str) -> list[str]:
    if not (one and other):
        return []
    return ["nhs-number"] if one == other else ["nhs-number-differs"]


def _of_names(one: Particulars, other: Particulars, alike: float) -> list[str]:
    first, second = one.words, other.words
    if not first or not second:
        return []
    if first == second:
        return ["name-same"]
    shorter, longer = sorted((set(first), set(second)), key=len)
    if len(shorter) > 1 and shorter < longer:
        return ["name-within"]
    if shorter < longer or jaro_winkler(" ".join(first), " ".join(second)) >= alike:
        return ["name-alike"]
    return ["family-same"] if one.family and folded(one.family) == folded(other.family) else []


def _of_birth_dates(one: date | None, other: date | None) -> list[str]:
    if one is None or other is None:
        return []
    if one == other:
        return ["birth-date"]
    figures = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    turned = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    return ["birth-date-near"] if figures == 1 or turned else ["birth-date-differs"]


def jaro_winkler(one: str, other: str) -> float:
    """Likeness of two texts from 0 to 1 (Winkler 1990): letters in common nearby, with weight on the beginning."""
    if one == other:
        return 1.0
    reach = max(len(one), len(other)) // 2 - 1
    pairs = _matches(one, other, max(reach, 0))
    if not pairs:
        return 0.0
    others = sorted(place for _, place in pairs)
    swapped = sum(one[a] != other[b] for (a, _), b in zip(pairs, others, strict=True)) / 2
    count = len(pairs)
    jaro = (count / len(one) + count / len(other) + (count - swapped) / count) / 3
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(one[:4], other[:4], strict=False))
    prefix = sum(1 for _ in shared)
    return jaro + prefix * 0.1 * (1 - jaro)


def _matches(one: str, other: str, reach: int) -> list[tuple[int, int]]:
    taken: set[int] = set()
    pairs = []
    for a, letter in enumerate(one):
        for b in range(max(0, a - reach), min(len(other), a + reach + 1)):
            if b not in taken and other[b] == letter:
                taken.add(b)
                pairs.append((a, b))
                break
    return pairs
