"""Public libraries in England as Arts Council England lists them, with the library services that run them.

A library is a service of its authority's library service. Days hold words ("AM Only"), not times, and stay words.
Prison libraries are not open to the public and are refused. Serves reading. Source: Arts Council England, basic
dataset for libraries (Open Government Licence v3.0); Libraries Hacked.
"""

from __future__ import annotations

import re

from ..found import Document
from ..moments import WEEKDAYS
from .shapes import Cells, Headings, Table, TableDialect, TableOf

_COUNTRY = "GB"
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.I)
_CLOSED = re.compile(r"(n/a )?closed|no regular opening", re.I)
_FORM_OF_PLACE = re.compile(r",? (city|county) of$|[^a-z]")
_STATUS = {"temporary closure": "temporarily closed", "closed": "inactive"}
_KEY = ("reporting", "name", "postcode", "address1", "type")
"""Libraries have no id in the source: these tell them apart."""


def _key_of_authority(name: str) -> str:
    """What an authority is known by, in whichever way it is written (`Bristol, City of`, `Bristol`)."""
    return _FORM_OF_PLACE.sub("", name.strip().lower())


def _library(row: Document) -> Document:
    cells = Cells(row)
    authority = str(row.get("reporting") or row.get("authority") or "")
    operation = str(row.get("operation_23", "")).strip().lower()
    made = {
        "id": " / ".join(str(row.get(name, "")) for name in _KEY) if row.get("name") else None,
        "name": cells.take("name"),
        "status": _STATUS.get(operation, "active"),
        "email": cells.take("email"),
        "attributes": _type(cells),
        "schedules": [made for name, day in WEEKDAYS.items() if (made := _day(cells, name, day))],
        "organization_id": _key_of_authority(authority),
        "organization": {"id": _key_of_authority(authority), "name": authority} if authority else {},
    }
    made["service_at_locations"] = [{"location": _place(cells, made["id"], made["name"])}]
    cells.read("reporting")
    return cells.into(made)


def _type(cells: Cells) -> list[Document]:
    """What kind of library it is, as a term; capitals differ in the source."""
    said = cells.read("type")
    name = str(said or "").strip().capitalize()
    return [{"link_type": "type", "taxonomy_term": {"id": f"type: {name}", "name": name}}] if name else []


def _day(cells: Cells, name: str, day: str) -> Document:
    """One day of the week in words. A closed day names no weekday to a machine, so that none is open."""
    said = cells.read(name)
    if not said:
        return {}
    if _CLOSED.fullmatch(str(said).strip()):
        return {"description": f"{name.capitalize()}: closed"}
    return {"freq": "WEEKLY", "byday": day, "description": str(said)}


def _place(cells: Cells, key: str | None, name: str | None) -> Document:
    uprn = str(cells.take("uprn") or "").strip()
    is_number = uprn.isdecimal()
    return {
        "id": key,
        "location_type": "physical",
        "name": name,
        "latitude": cells.take("lat"),
        "longitude": cells.take("lon"),
        "external_identifier": uprn if is_number else None,
        "external_identifier_type": "UPRN" if is_number else None,
        "original_values": {} if is_number or not uprn else {"uprn": uprn},
        "addresses": [_address(cells)],
    }


def _address(cells: Cells) -> Document:
    """The address. What stands instead of a postcode ("no registered public address") is kept aside."""
    postcode = str(cells.take("postcode") or "").strip()
    is_postcode = bool(_POSTCODE.fullmatch(postcode))
    return {
        "address_1": cells.take("address1"),
        "city": cells.take("address2"),
        "state_province": cells.take("address3"),
        "region": cells.take("authority"),
        "postal_code": postcode if is_postcode else None,
        "country": _COUNTRY,
        "address_type": "physical",
        "original_values": {} if is_postcode or not postcode else {"postal_code": postcode},
    }


def _library_service(row: Document) -> Document:
    """An authority's library service: an organisation."""
    cells = Cells(row)
    code, phone = cells.take("code"), cells.take("phone")
    made = {
        "id": _key_of_authority(str(row.get("name", ""))),
        "website": cells.take("service_url"),
        "organization_identifiers": [{"identifier_type": "ONS code", "identifier": code}] if code else [],
        "phones": [{"number": phone, "type": "voice"}] if phone else [],
    }
    return cells.into(made)


def _refuses(row: Document) -> str:
    if "prison" in str(row.get("type", "")).lower():
        return "It is not open to the public: a prison library. Leave it out of the directory."
    return ""


def _tables() -> TableOf:
    return lambda stem: (
        Table("organization", _library_service) if stem.endswith("services") else Table("service", _library)
    )


def _suits(headings: Headings) -> bool:
    return any({"reporting", "co_located", "monday"} <= columns for columns in headings.values())


DIALECT = TableDialect(
    name="UK libraries tables", suits=_suits, tables=_tables, refuses=_refuses, required=("reporting", "name")
)
