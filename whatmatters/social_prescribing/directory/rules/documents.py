"""A listing's document as a form sees it, and the document again when a form was filled in.

Only what the form has is changed: whatever else the document holds stays as it is.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .sessions import DAYS

Document = dict[str, Any]
_SPACE = uuid.UUID("5b0d6d0e-5c8e-4a53-9d5f-6d3d7c1f9b10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a form says of a service. Ages are years; `weekdays` 0 to 6; times `10:30`; coordinates degrees."""

    name: str
    organisation: str = ""
    description: str = ""
    eligibility: str = ""
    how_to_join: str = ""
    cost: str = ""
    email: str = ""
    website: str = ""
    phone: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    place: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    latitude: float | None = None
    longitude: float | None = None
    access: str = ""
    weekdays: tuple[int, ...] = ()
    opens_at: str = ""
    closes_at: str = ""
    needs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    terms: Mapping[str, str] = field(default_factory=dict)


_PLAIN = {
    "name": "name",
    "description": "description",
    "eligibility": "eligibility_description",
    "how_to_join": "application_process",
    "cost": "fees_description",
    "email": "email",
    "website": "url",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
}


def document_of(told: Told, *, service_id: uuid.UUID, before: Document | None = None) -> Document:
    """The document with what was told: a new one, or `before` with only these parts changed."""
    document = copy.deepcopy(before) if before else {"id": str(service_id), "status": "active"}
    for name, key in _PLAIN.items():
        _put(document, key, getattr(told, name))
    _put_organisation(document, told)
    _put_phone(document, told)
    _put_place(document, told)
    _put_schedule(document, told)
    _put_terms(document, told)
    _put_languages(document, told)
    return document


def _put(thing: Document, key: str, value: Any) -> None:
    """Set a key, or take it away when there is nothing to say."""
    if value in (None, "", ()):
        thing.pop(key, None)
    else:
        thing[key] = value


def _first(document: Document, key: str, kind: str) -> Document:
    """The first of a list of parts, made with an id of its own when there is none."""
    parts = document.setdefault(key, [])
    if not parts:
        parts.append({"id": str(uuid.uuid5(_SPACE, f"{kind}:{document['id']}"))})
    first: Document = parts[0]
    return first


def _put_organisation(document: Document, told: Told) -> None:
    if told.organisation:
        made = {"id": str(uuid.uuid5(_SPACE, f"organization:{told.organisation.lower()}"))}
        organisation = document.setdefault("organization", made)
        organisation["name"] = told.organisation
        organisation.setdefault("description", told.organisation)


def _put_phone(document: Document, told: Told) -> None:
    if told.phone:
        _first(document, "phones", "phone")["number"] = told.phone
    elif document.get("phones"):
        document["phones"] = document["phones"][1:]


def _put_place(document: Document, told: Told) -> None:
    """The first place; the others stay as they are."""
    if not (told.place or told.address or told.postcode):
        return
    at = _first(document, "service_at_locations", "service_at_location")
    location = at.setdefault("location", {"id": str(uuid.uuid5(_SPACE, f"location:{document['id']}"))})
    location.setdefault("location_type", "physical")
    _put(location, "name", told.place)
    _put(location, "latitude", told.latitude)
    _put(location, "longitude", told.longitude)
    address = _first(location, "addresses", "address")
    known = {"address_1": told.address or told.place, "city": told.town, "postal_code": told.postcode}
    address.update(known | {"address_type": "physical"})
    address.setdefault("state_province", "")
    address.setdefault("country", "GB")
    if told.access:
        _first(location, "accessibility", "accessibility")["description"] = told.access


def _put_schedule(document: Document, told: Told) -> None:
    if told.weekdays:
        schedule = _first(document, "schedules", "schedule")
        schedule |= {"freq": "WEEKLY", "byday": ",".join(DAYS[day] for day in told.weekdays)}
        _put(schedule, "opens_at", told.opens_at)
        _put(schedule, "closes_at", told.closes_at)


def _put_terms(document: Document, told: Told) -> None:
    """The needs that were ticked, as terms of our own list; terms of other lists stay."""
    others = [one for one in document.get("attributes") or () if one.get("link_type") != "need"]
    ours = [_need_term(document, code, told.terms.get(code, code)) for code in told.needs]
    _put(document, "attributes", [*others, *ours])


def _need_term(document: Document, code: str, label: str) -> Document:
    term_id = str(uuid.uuid5(_SPACE, f"need:{code}"))
    return {
        "id": str(uuid.uuid5(_SPACE, f"attribute:{document['id']}:{code}")),
        "link_type": "need",
        "taxonomy_term": {"id": term_id, "name": label, "description": label, "term": code},
    }


def _put_languages(document: Document, told: Told) -> None:
    """The languages that were told; one that was there before keeps all that was said of it."""
    known = {language_said(one): one for one in document.get("languages") or ()}
    _put(document, "languages", [known.get(name) or _language(document, name) for name in told.languages])


def language_said(language: Document) -> str:
    """A language of a document as a form names it: by its name, or by its code when it has none."""
    return str(language.get("name") or language.get("code") or "")


def _language(document: Document, name: str) -> Document:
    return {"id": str(uuid.uuid5(_SPACE, f"language:{document['id']}:{name}")), "name": name}
