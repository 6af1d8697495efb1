"""Tables of the Ohana API and of directories that grew from it (CHARMcare, Baltimore).

A service names its place, the place names the organisation, and categories are a tree of terms known by codes. Serves
reading.
"""

from __future__ import annotations

from ..found import Document
from ..nesting import Rows
from ..references import id_text
from .hsds_tables import kind_of_table
from .shapes import Cells, Headings, Table, TableDialect, TableOf


def _service(row: Document) -> Document:
    cells = Cells(row)
    made = {
        "eligibility_description": cells.take("eligibility"),
        "interpretation_services": cells.take("languages"),
    }
    if place := cells.read("location_id"):
        made["service_at_locations"] = [{"location_id": place}]
    return cells.into(made)


def _location(row: Document) -> Document:
    """A place. Its languages are a sentence here, not a list."""
    cells = Cells(row)
    return cells.into({"interpretation_services": cells.take("languages")})


def _phone(row: Document) -> Document:
    cells = Cells(row)
    return cells.into({"type": cells.take("number_type")})


class _Categories:
    """The categories of one feed. Services name them by number, each other by code: the code is what they keep."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def term(self, row: Document) -> Document:
        """A category as a term."""
        cells = Cells(row)
        number, code = cells.take("id"), cells.take("taxonomy_id")
        self._codes[id_text(number)] = id_text(code)
        return cells.into({"id": code or number, "code": code, "category_id": number})

    def of_service(self, row: Document) -> Document:
        """A service's category as an attribute. Categories are read first: files come in the order of their names."""
        cells = Cells(row)
        number = cells.take("category_id")
        code = self._codes.get(id_text(number)) or number
        return cells.into({"link_id": cells.take("service_id"), "link_entity": "service", "taxonomy_term_id": code})


def _tables() -> TableOf:
    categories = _Categories()
    known = {
        "services": Table("service", _service),
        "locations": Table("location", _location),
        "phones": Table("phone", _phone),
        "categories": Table("taxonomy_term", categories.term),
        "service_categories": Table("attribute", categories.of_service),
    }
    return lambda stem: known.get(stem) or Table(kind_of_table(stem))


def _organisation_of_its_place(record: Document, tables: Rows) -> None:
    """The organisation that the service's place belongs to."""
    for at in record.get("service_at_locations", ()):
        place = tables.find("location", id_text(at["location_id"]))
        if place and place.record.get("organization_id") and not record.get("organization_id"):
            record["organization_id"] = place.record["organization_id"]


def _suits(headings: Headings) -> bool:
    columns = headings.get("services", frozenset())
    return {"services", "categories"} <= headings.keys() or {"location_id", "eligibility"} <= columns


DIALECT = TableDialect(
    name="Ohana tables",
    suits=_suits,
    tables=_tables,
    prepare=_organisation_of_its_place,
    required=("id", "name"),
)
