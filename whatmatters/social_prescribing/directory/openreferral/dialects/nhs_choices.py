"""The tables of NHS Choices: hospitals, clinics, pharmacies and surgeries with their services and opening times.

Each place is a service of its type, given there by the organisation that its parent code names; trusts and practices
are those organisations. Serves reading. Source: NHS Choices open data (2014), Open Government Licence v2.0.
"""

from __future__ import annotations

from ..found import Document
from ..moments import WEEKDAYS, day_of
from .shapes import Cells, Headings, Table, TableDialect, TableOf

_COUNTRY = "GB"
_ORGANISATIONS = ("trust", "gp_practices", "practices")
"""Tables whose rows are organisations, not places."""


def _service(row: Document) -> Document:
    cells = Cells(row)
    made = {
        "id": cells.take("OrganisationID"),
        "name": cells.take("OrganisationName"),
        "status": _status(cells),
        "email": cells.take("Email"),
        "url": cells.take("Website"),
        "attributes": [*_types(cells)],
        "phones": _phones(cells),
        "organization_id": row.get("ParentODSCode"),
        "organization": _parent(cells),
    }
    made["service_at_locations"] = [{"location": _location(cells, made["id"], made["name"])}]
    return cells.into(made)


def _status(cells: Cells) -> str | None:
    """What is shown on NHS Choices is taken as active; other words stay as they are."""
    if str(cells.look("OrganisationStatus") or "").lower() == "visible":
        cells.read("OrganisationStatus")
        return "active"
    said: str | None = cells.take("OrganisationStatus")
    return said


def _types(cells: Cells) -> list[Document]:
    """What it is, as terms: its type, its subtype where there is one, and its sector."""
    names = {column: cells.read(column) for column in ("OrganisationType", "SubType", "Sector")}
    return [
        {
            "link_type": "type",
            "taxonomy_term": {"id": f"{column}: {name}", "name": name, "taxonomy": f"NHS Choices {column}"},
        }
        for column, name in names.items()
        if name and name != "UNKNOWN"
    ]


def _phones(cells: Cells) -> list[Document]:
    numbers = {"voice": cells.take("Phone"), "fax": cells.take("Fax")}
    return [{"number": number, "type": kind} for kind, number in numbers.items() if number]


def _parent(cells: Cells) -> Document:
    """What the row says of its organisation; the organisation's own row says more, where there is one."""
    code, name = cells.read("ParentODSCode"), cells.read("ParentName")
    return {"id": code, "name": name or code} if code else {}


def _location(cells: Cells, key: str | None, name: str | None) -> Document:
    code = cells.take("OrganisationCode")
    return {
        "id": key,
        "location_type": "physical",
        "name": name,
        "latitude": cells.take("Latitude"),
        "longitude": cells.take("Longitude"),
        "external_identifier": code,
        "external_identifier_type": "ODS code" if code else None,
        "addresses": [_address(cells)],
    }


def _address(cells: Cells) -> Document:
    """The lines of an address; the first line that is there is the first."""
    lines = [line for name in ("Address1", "Address2", "Address3") if (line := cells.take(name))]
    made = {f"address_{count}": line for count, line in enumerate(lines, start=1)}
    county = cells.take("County")
    return made | {
        "city": cells.take("City"),
        "state_province": county,
        "postal_code": cells.take("Postcode"),
        "country": _COUNTRY,
        "address_type": "physical",
    }


def _organisation(row: Document) -> Document:
    """A trust or practice, known by its code, since that is how places name it."""
    cells = Cells(row)
    number, name, code = cells.take("OrganisationID"), cells.take("OrganisationName"), cells.look("OrganisationCode")
    made = {
        "id": code or number,
        "name": name,
        "organization_identifiers": _identifiers(number, code),
        "attributes": _types(cells),
        "locations": [_location(cells, number, name)],
        "email": cells.take("Email"),
        "website": cells.take("Website"),
        "phones": _phones(cells),
        "NHS Choices status": cells.take("OrganisationStatus"),
    }
    return cells.into(made)


def _identifiers(number: str | None, code: str | None) -> list[Document]:
    known = {"NHS Choices number": number, "ODS code": code}
    return [{"identifier_type": name, "identifier": value} for name, value in known.items() if value]


def _in_house(row: Document) -> Document:
    """A service in house, as a term of the place's listing."""
    cells = Cells(row)
    name = cells.take("ServiceName")
    term = {"id": f"service: {name}", "name": name, "taxonomy": "NHS Choices ServiceName"}
    return cells.into(
        {
            "link_id": cells.take("OrganisationID"),
            "link_entity": "service",
            "link_type": "service in house",
            "taxonomy_term": term if name else {},
        }
    )


def _times(row: Document) -> Document:
    """Opening times of one day of every week, or of one date. A closed day names no weekday, so that none is open."""
    cells = Cells(row)
    is_open = str(row.get("IsOpen", "")).lower() == "true"
    day = WEEKDAYS.get(str(row.get("WeekDay", "")).lower())
    date = day_of(str(row.get("AdditionalOpeningDate", "")))
    opens, _, closes = str(row.get("Times", "")).partition("-")
    made: Document = {"service_id": cells.take("OrganisationID"), "valid_from": date, "valid_to": date}
    if is_open:
        weekly = {"freq": "WEEKLY", "byday": day} if day and not date else {}
        made |= {"opens_at": opens, "closes_at": closes} | weekly
    for name in ("IsOpen", "WeekDay", "AdditionalOpeningDate", "Times", "OpeningTimeType"):
        cells.read(name)
    return cells.into(made | {"description": None if is_open else "Closed"})


def _tables() -> TableOf:
    def table_of(stem: str) -> Table:
        if stem in _ORGANISATIONS:
            return Table("organization", _organisation)
        if stem.endswith("opening_times"):
            return Table("schedule", _times)
        return Table("attribute", _in_house) if stem.endswith("_services") else Table("service", _service)

    return table_of


def _suits(headings: Headings) -> bool:
    return any({"OrganisationID", "OrganisationType"} <= columns for columns in headings.values())


DIALECT = TableDialect(name="NHS Choices tables", suits=_suits, tables=_tables, required=("OrganisationID",))
