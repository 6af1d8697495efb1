"""What the index says of one listing, worked out from its document: words to look for, facts, places and sessions.

Serves `services.indexing`. Facts are words of ours that stand in the same full-text index as a listing's own words.
Refuses to guess: a fact is there when the document says it, and absent when it does not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale

from .groups import groups_of
from .needs import needs_of_listing
from .places import Point, square_of
from .sessions import Meeting, list_meetings

Document = dict[str, Any]


def _said(*ways: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(ways)})", re.IGNORECASE)


ONLINE = _said(
    "online", "on-line", "zoom", "video call", "by video", "webinar", "virtual", "telephone service", "helpline"
)
AT_HOME = _said("home visits?", "visit(s|ing)? you at home", "in your (own )?home", "to your (home|door)", "housebound")
STEP_FREE = _said("step[- ]?free", "wheelchair", "level access", "ramp", "lift access", "accessible (toilet|entrance)")
NOT_STEP_FREE = _said(
    "(no|not|without|isn't) (fully |a )?(wheelchair|step[- ]?free|level access|ramp|accessible|lift)", "steps? (up )?to"
)
FREE_WORDS = re.compile(r"^\s*(free\b|none\b|no (charge|fee|cost)s?\b|nothing to pay|£?0(\.00)?\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing in the index. `places` holds a point for each place that says where it is."""

    name: str
    words: str
    facts: tuple[str, ...]
    places: tuple[Point, ...]
    meetings: tuple[Meeting, ...]
    needs: tuple[str, ...]
    groups: tuple[str, ...]
    minimum_age: int
    maximum_age: int


def entry_of(document: Document) -> Entry:
    """The index entry of a listing's document."""
    tags = tuple(terms_of(document))
    name, words = _name(document), _words(document, tags)
    everything = f"{name}\n{words}"
    needs, groups = needs_of_listing(everything, tags), groups_of(everything)
    places, meetings = tuple(points_of(document)), tuple(list_meetings(document))
    return Entry(
        name=name,
        words=words,
        facts=tuple(dict.fromkeys(_facts(document, everything, needs, places, meetings))),
        places=places,
        meetings=meetings,
        needs=needs,
        groups=groups,
        minimum_age=_age(document.get("minimum_age"), 0),
        maximum_age=_age(document.get("maximum_age"), 150),
    )


def terms_of(document: Document) -> Iterator[str]:
    """The names of the taxonomy terms that the feed gave the listing."""
    for attribute in document.get("attributes") or ():
        if name := (attribute.get("taxonomy_term") or {}).get("name"):
            yield str(name)


def locations_of(document: Document) -> Iterator[Document]:
    """The places at which the service is given."""
    for at in document.get("service_at_locations") or ():
        if at.get("location"):
            yield at["location"]


def points_of(document: Document) -> Iterator[Point]:
    """Where its places are; 0,0 is how feeds say that they do not know."""
    for location in locations_of(document):
        latitude, longitude = location.get("latitude"), location.get("longitude")
        if latitude is not None and longitude is not None and (latitude or longitude):
            yield Point.from_degrees(float(latitude), float(longitude))


def is_free(document: Document) -> bool | None:
    """Whether it costs nothing; None when the document does not say."""
    amounts = [option["amount"] for option in document.get("cost_options") or () if option.get("amount") is not None]
    if amounts:
        return not any(amounts)
    said = str(document.get("fees_description") or document.get("fees") or "")
    return bool(FREE_WORDS.search(said)) if said else None


def is_step_free(document: Document) -> bool | None:
    """Whether somebody in a wheelchair gets in; None when the document does not say."""
    said = " ".join(
        str(access.get(key) or "")
        for location in locations_of(document)
        for access in location.get("accessibility") or ()
        for key in ("description", "details", "accessibility")
    )
    if NOT_STEP_FREE.search(said):
        return False
    return True if STEP_FREE.search(said) else None


def languages_of(document: Document) -> tuple[str, ...]:
    """The languages that it is given in, as lower-case English names."""
    said = [language.get("name") or language.get("code") for language in document.get("languages") or ()]
    return tuple(dict.fromkeys(name for one in said if one and (name := _language_name(str(one)))))


@functools.cache
def _language_name(said: str) -> str:
    known = Locale("en").languages.get(said.strip().lower().replace("-", "_"), said)
    return re.sub(r"[^a-z]", "", known.lower())


def _facts(
    document: Document,
    everything: str,
    needs: tuple[str, ...],
    places: tuple[Point, ...],
    meetings: tuple[Meeting, ...],
) -> Iterator[str]:
    """Words of ours. Each is letters and digits only, so that every engine keeps it whole."""
    kinds = {location.get("location_type") for location in locations_of(document)}
    if "virtual" in kinds or ONLINE.search(everything):
        yield "isonline"
    if AT_HOME.search(everything):
        yield "athome"
    if is_free(document):
        yield "isfree"
    if is_step_free(document):
        yield "stepfree"
    yield from (f"need{code.replace('-', '')}" for code in needs)
    yield from (f"lang{name}" for name in languages_of(document))
    yield from (f"day{meeting.weekday}" for meeting in meetings)
    yield from (square_of(point.latitude, point.longitude) for point in places)


def _name(document: Document) -> str:
    organisation = (document.get("organization") or {}).get("name") or ""
    names = [document.get("name"), document.get("alternate_name"), organisation]
    return " · ".join(dict.fromkeys(str(name) for name in names if name))


def _words(document: Document, tags: tuple[str, ...]) -> str:
    said = [
        document.get(key)
        for key in ("description", "eligibility_description", "application_process", "fees_description")
    ]
    return "\n".join(str(part) for part in (*said, ", ".join(tags), *_place_words(document)) if part)


def _place_words(document: Document) -> Iterator[str]:
    for location in locations_of(document):
        yield str(location.get("name") or "")
        for address in location.get("addresses") or ():
            yield " ".join(str(address.get(key) or "") for key in ("city", "region", "postal_code"))


def _age(said: Any, otherwise: int) -> int:
    return otherwise if said is None else max(0, min(150, int(float(said))))
