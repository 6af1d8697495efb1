"""Two ways in which a London council's directories answer: records of Airtable, and the "find support services" API.

Serves reading.
"""

from __future__ import annotations

from typing import Any

from ..found import Document
from ..kinds import LIST_KEYS
from .shapes import Cells, JsonDialect

_COUNTRY = "GB"


def _airtable(record: Document) -> tuple[str, Document]:
    """A record whose cells lie under `fields`."""
    fields = record.get("fields")
    cells = Cells(fields if isinstance(fields, dict) else {})
    outer = Cells(record)
    outer.take("fields")
    phone, organisations = cells.take("Telephone"), _each(cells.take("Organisation"))
    made = {
        "id": outer.take("id"),
        "status": "active",
        "last_modified": outer.take("createdTime"),
        "name": cells.take("Name"),
        "description": cells.take("Description"),
        "url": cells.take("Websites"),
        "email": cells.take("Email"),
        "eligibility_description": cells.take("Who's this for"),
        "phones": [{"number": phone}] if phone else [],
        "organization": {"id": organisations[0], "name": organisations[0]} if organisations else {},
        "contacts": _referral(cells.take("Referral Email"), None),
        "application_process": cells.take("Referral Website"),
        "attributes": [_term("category", name, name) for name in _each(cells.take("Categories"))],
    }
    if len(organisations) > 1:
        made["organisations"] = organisations
    made["service_at_locations"] = _at(cells.take("Address"), cells.take("Post code"))
    return "service", outer.into(cells.into(made))


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _referral(email: Any, website: Any) -> list[Document]:
    """Where to send a referral, as a contact."""
    made = {name: value for name, value in (("email", email), ("website", website)) if value}
    return [{"title": "Referrals"} | made] if made else []


def _term(link_type: str, key: Any, name: Any, **more: Any) -> Document:
    return {"link_type": link_type, "taxonomy_term": {"id": f"{link_type}: {key}", "name": name} | more}


def _at(address: Any, postcode: Any) -> list[Document]:
    """The place of an address in one line, whose last part is the town."""
    if not address and not postcode:
        return []
    street, _, town = str(address or "").rpartition(",")
    line = {
        "address_1": street.strip() or town.strip(),
        "city": town.strip() if street else "",
        "postal_code": postcode,
        "country": _COUNTRY,
        "address_type": "physical",
        "original_values": {"Address": address} if address else {},
    }
    return [{"location": {"location_type": "physical", "addresses": [line]}}]


def _find_support(record: Document) -> tuple[str, Document]:
    """A record of the "find support services" API."""
    cells = Cells(record)
    contact, referral = Cells(cells.take("contact") or {}), Cells(cells.take("referral") or {})
    phone = contact.take("telephone")
    made = {
        "email": contact.take("email"),
        "url": contact.take("website"),
        "phones": [{"number": phone}] if phone else [],
        "contacts": _referral(referral.take("email"), referral.take("website")),
        "attributes": [_listed("category", one) for one in _each(cells.take("categories"))]
        + [_listed("demographic", one) for one in _each(cells.take("demographic"))],
        LIST_KEYS["service_at_location"]: [
            {"location": _found_place(one)} for one in _each(cells.take("locations")) if isinstance(one, dict)
        ],
        "contact": contact.into({}),
        "referral": referral.into({}),
    }
    return "service", cells.into(made)


def _listed(link_type: str, record: Any) -> Document:
    """A category. Its words may be about this service alone, so they stay with the link, not with the term."""
    if not isinstance(record, dict):
        return _term(link_type, record, record)
    cells = Cells(record)
    key, name, taxonomy = cells.take("id"), cells.take("name"), cells.take("vocabulary")
    more = {"taxonomy": taxonomy} if taxonomy else {}
    number = {} if key is None else {"code": str(key)}
    return _term(link_type, key, name, **more, **number) | cells.into({"value": cells.take("description")})


_PLACE_NAMES = {
    "address1": "address_1",
    "address2": "address_2",
    "stateProvince": "state_province",
    "postalCode": "postal_code",
}


def _found_place(record: Document) -> Document:
    cells = Cells(record)
    uprn = cells.take("uprn")
    line = {new: cells.take(old) for old, new in _PLACE_NAMES.items()}
    line |= {"city": cells.take("city"), "country": cells.take("country"), "address_type": "physical"}
    return cells.into(
        {
            "location_type": "physical",
            "external_identifier": uprn,
            "external_identifier_type": "UPRN" if uprn else None,
            "addresses": [line],
        }
    )


AIRTABLE = JsonDialect(
    name="Airtable records",
    suits=lambda record: isinstance(record.get("fields"), dict) and "createdTime" in record,
    reshape=_airtable,
)
FIND_SUPPORT = JsonDialect(
    name="Find support services JSON",
    suits=lambda record: "categories" in record and isinstance(record.get("contact"), dict),
    reshape=_find_support,
)
