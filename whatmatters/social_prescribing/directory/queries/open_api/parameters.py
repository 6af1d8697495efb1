"""What a program may put behind the `?` of an address, read into values; whatever is wrong is named.

Serves the lists of the open API. A parameter that an address does not know is refused rather than passed over: whoever
misspells a filter would take the whole directory for the answer. Source: HSDS-UK 3.0, OpenAPI document; `full` and
`modified_after` are those of the international standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from types import MappingProxyType
from typing import Any

from whatmatters.foundation.kernel.errors import WhatmattersError

from ...rules.asked import Asked
from ...rules.places import tidy_outcode, tidy_postcode
from ...rules.sessions import DAYS, minutes

Parameters = Mapping[str, Sequence[str]]
"""Every parameter with all the values that it was given."""

PAGING = ("page", "per_page")
SERVICES = (
    *PAGING, "search", "taxonomy_term_id", "taxonomy_id", "minimum_age", "maximum_age", "start_time", "end_time", "day",
    "modified_after",
)  # fmt: skip
MOST_ON_A_PAGE = 100
FARTHEST_METRES = 50_000


class BadParameter(WhatmattersError):
    """A parameter that cannot be used as it was given: which one, and what to do. Becomes a 400."""

    def __init__(self, parameter: str, why: str) -> None:
        self.parameter, self.why = parameter, why
        super().__init__(f"{parameter}: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list was asked for. Ages are whole years, times minutes after midnight, `day` 0 for Monday."""

    page: int = 1
    per_page: int = 50
    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    start_time: int | None = None
    end_time: int | None = None
    day: int | None = None
    modified_after: datetime | None = None
    full: bool = False
    postcode: str = ""
    proximity: int | None = None

    @property
    def window(self) -> slice:
        """Which of all things stand on this page."""
        return slice((self.page - 1) * self.per_page, self.page * self.per_page)


def read_filters(asked: Parameters, allowed: Sequence[str]) -> Filters:
    """The values of the parameters, of which an address knows `allowed`. Raises `BadParameter`."""
    read: dict[str, Any] = {}
    for name, values in asked.items():
        if name not in allowed:
            raise BadParameter(name[:60], f"This address does not know it. It knows: {', '.join(allowed)}.")
        if len(values) > 1:
            raise BadParameter(name, "Give it once.")
        if said := values[0].strip():
            read[name] = _READERS[name](name, said)
    if "proximity" in read and "postcode" not in read:
        raise BadParameter("proximity", "Say from where: give a postcode too.")
    return Filters(**read)


def _page(name: str, said: str) -> int:
    number = int(said) if re.fullmatch(r"[0-9]{1,7}", said) else 0
    if not number:
        raise BadParameter(name, "Give a whole number from 1, such as 2.")
    return number


def _per_page(name: str, said: str) -> int:
    return min(_page(name, said), MOST_ON_A_PAGE)


def _words(name: str, said: str) -> str:
    if not Asked(words=said).tokens:
        raise BadParameter(name, "Give at least one word.")
    return said


def _age(name: str, said: str) -> int:
    number = float(said) if re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,9})?", said) else -1.0
    if not isfinite(number) or not 0 <= number <= 150:
        raise BadParameter(name, "Give an age in years from 0 to 150, such as 18.")
    return int(number)


def _time(name: str, said: str) -> int:
    known = minutes(said) if re.fullmatch(r"[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?", said) else None
    if known is None:
        raise BadParameter(name, "Give a time of day such as 09:30 or 09:30:00.")
    return known


def _day(name: str, said: str) -> int:
    if said.upper() not in DAYS:
        raise BadParameter(name, f"Give one of {', '.join(DAYS)}.")
    return DAYS.index(said.upper())


def _moment(name: str, said: str) -> datetime:
    try:
        read = datetime.fromisoformat(said)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadParameter(name, "Give a moment such as 2026-11-23T10:30:00Z, or a day such as 2026-11-23.") from None


def _yes_or_no(name: str, said: str) -> bool:
    if said.lower() not in ("true", "false"):
        raise BadParameter(name, "Give true or false.")
    return said.lower() == "true"


def _postcode(name: str, said: str) -> str:
    known = tidy_postcode(said) or tidy_outcode(said)
    if not known:
        raise BadParameter(name, "Give a postcode such as M4 5JD, or its first half.")
    return known


def _metres(name: str, said: str) -> int:
    number = float(said) if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,9})?", said) else 0.0
    if not 1 <= number <= FARTHEST_METRES:
        raise BadParameter(name, f"Give a distance in metres from 1 to {FARTHEST_METRES}, such as 3000.")
    return int(number)


def _id(_name: str, said: str) -> str:
    return said.lower()


_READERS: Mapping[str, Callable[[str, str], Any]] = MappingProxyType(
    {
        "page": _page,
        "per_page": _per_page,
        "search": _words,
        "taxonomy_term_id": _id,
        "taxonomy_id": _id,
        "minimum_age": _age,
        "maximum_age": _age,
        "start_time": _time,
        "end_time": _time,
        "day": _day,
        "modified_after": _moment,
        "full": _yes_or_no,
        "postcode": _postcode,
        "proximity": _metres,
    }
)
