"""Street Support: services for homeless people as JSON, and the calls for volunteers and things beside them.

Services have no id in the source: one is made from what they say. Calls hang on no service. Serves reading.
"""

from __future__ import annotations

import hashlib

from ..found import Document
from ..moments import WEEKDAYS
from .shapes import Cells, JsonDialect

_COUNTRY = "GB"
_TOLD_APART_BY = ("provider_key", "name", "address", "postcode", "description")


def _reshape(record: Document) -> tuple[str, Document]:
    return ("need", dict(record)) if "serviceProviderId" in record else ("service", _service(record))


def _service(record: Document) -> Document:
    cells = Cells(record)
    phone, provider, groups = cells.take("telephone"), cells.take("provider_key"), cells.take("client_groups") or []
    made = {
        "id": _key(record),
        "status": "active",
        "organization": {"id": provider, "name": record.get("name")} if provider else {},
        "eligibility_description": "; ".join(str(group) for group in groups),
        "attributes": [_group(str(group)) for group in groups],
        "phones": [{"number": phone}] if phone else [],
        "schedules": [_times(one) for one in cells.take("opening_times") or [] if isinstance(one, dict)],
    }
    made["service_at_locations"] = [{"location": _place(cells, str(made["id"]))}]
    return cells.into(made)


def _key(record: Document) -> str:
    """The provider and a digest of what tells its services apart."""
    said = "\n".join(str(record.get(name) or "") for name in _TOLD_APART_BY)
    provider = record.get("provider_key") or record.get("name") or ""
    return f"{provider}:{hashlib.blake2b(said.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def _group(name: str) -> Document:
    term = {"id": f"client group: {name.strip().lower()}", "name": name, "taxonomy": "Street Support client groups"}
    return {"link_type": "client group", "taxonomy_term": term}


def _times(record: Document) -> Document:
    cells = Cells(record)
    day = WEEKDAYS.get(str(cells.read("day") or "").lower())
    weekly = {"freq": "WEEKLY", "byday": day} if day else {}
    return cells.into(weekly | {"opens_at": cells.take("opens"), "closes_at": cells.take("closes")})


def _place(cells: Cells, key: str) -> Document:
    return {
        "id": key,
        "location_type": "physical",
        "latitude": cells.take("latitude"),
        "longitude": cells.take("longitude"),
        "addresses": [_address(cells)],
    }


def _address(cells: Cells) -> Document:
    """The address, whose last part is the town."""
    said = str(cells.read("address") or "")
    street, _, town = said.rpartition(",")
    return {
        "address_1": street.strip() or town.strip(),
        "city": town.strip() if street else "",
        "postal_code": cells.take("postcode"),
        "country": _COUNTRY,
        "address_type": "physical",
    }


def _suits(record: Document) -> bool:
    return ("client_groups" in record and "opening_times" in record) or "serviceProviderId" in record


DIALECT = JsonDialect(name="Street Support JSON", suits=_suits, reshape=_reshape)
