"""What a form is filled in with: a listing's document, read back as what was told of it.

The inverse of `rules.documents.document_of`. What the form cannot hold (a second place, the third Tuesday of a month)
is left out here and stays in the document; `untold_parts` says how much that is, so that a page can say so.
"""

from __future__ import annotations

from typing import Any

from .documents import Document, Told, language_said
from .sessions import DAYS, WHOLE_DAY, list_meetings, minutes


def told_of(document: Document) -> Told:
    """What the document says, as far as a form has questions for it.

    `document_of(told_of(document), before=document)` says the same as `document`.
    """
    return Told(
        name=_words(document, "name"),
        description=_words(document, "description"),
        eligibility=_words(document, "eligibility_description"),
        how_to_join=_words(document, "application_process"),
        cost=_words(document, "fees_description"),
        email=_words(document, "email"),
        website=_words(document, "url"),
        minimum_age=_age(document.get("minimum_age")),
        maximum_age=_age(document.get("maximum_age")),
        organisation=_words(document.get("organization") or {}, "name"),
        phone=_words(_first(document, "phones"), "number"),
        languages=tuple(filter(None, map(language_said, document.get("languages") or ()))),
        **_place(document),
        **_times(document),
        **_needs(document),
    )


def untold_parts(document: Document) -> tuple[int, int]:
    """How many places, and how many times of the week, the document has beyond those that the form shows."""
    places = len(document.get("service_at_locations") or ())
    return places - bool(_place(document)), len(set(list_meetings(document))) - len(_times(document)["weekdays"])


def _place(document: Document) -> dict[str, Any]:
    """The first place, unless it is none that one can go to. An address that only repeats its name is not told."""
    location = _first(document, "service_at_locations").get("location") or {}
    if not location or location.get("location_type", "physical") != "physical":
        return {}
    address = _first(location, "addresses")
    name, line = _words(location, "name"), _words(address, "address_1")
    return {
        "place": name,
        "address": "" if line == name else line,
        "town": _words(address, "city"),
        "postcode": _words(address, "postal_code"),
        "latitude": location.get("latitude"),
        "longitude": location.get("longitude"),
        "access": _words(_first(location, "accessibility"), "description"),
    }


def _times(document: Document) -> dict[str, Any]:
    """The first schedule, when it is one that the form can hold: days of every week."""
    schedule = _first(document, "schedules")
    days = [day.strip() for day in str(schedule.get("byday") or "").upper().split(",")]
    if schedule.get("freq") == "MONTHLY" or not set(days) <= set(DAYS):
        return {"weekdays": (), "opens_at": "", "closes_at": ""}
    return {
        "weekdays": tuple(dict.fromkeys(DAYS.index(day) for day in days)),
        "opens_at": _clock(schedule.get("opens_at")),
        "closes_at": _clock(schedule.get("closes_at")),
    }


def _needs(document: Document) -> dict[str, Any]:
    """The needs of our own list, with their names."""
    attributes = [one for one in document.get("attributes") or () if one.get("link_type") == "need"]
    terms = [one.get("taxonomy_term") or {} for one in attributes]
    named = {str(term["term"]): _words(term, "name") for term in terms if term.get("term")}
    return {"needs": tuple(named), "terms": named}


def _first(thing: Document, key: str) -> Document:
    return next(iter(thing.get(key) or ()), None) or {}


def _words(thing: Document, key: str) -> str:
    return str(thing.get(key) or "")


def _age(said: Any) -> int | None:
    """Whole years; None when the document gives none, or something that is no number."""
    try:
        return None if said is None else int(float(said))
    except (TypeError, ValueError, OverflowError):
        return None


def _clock(said: Any) -> str:
    """`10:30` of a time with or without seconds; empty when it is none."""
    minute = minutes(said)
    return "" if minute is None else f"{minute % WHOLE_DAY // 60:02d}:{minute % 60:02d}"
