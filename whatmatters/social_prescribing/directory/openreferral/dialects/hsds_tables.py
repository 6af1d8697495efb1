"""Folders of tables in the shape of HSDS: 3.0 with the headings of either profile, and 1.x or 2.x.

Serves reading. A table that the standard does not know keeps its name, and its rows hang on what they link to.
"""

from __future__ import annotations

from ..found import Document
from ..kinds import KINDS_BY_WORD
from ..nesting import Rows
from ..references import id_text
from .older import OLDER_LISTS, attributed, modern, on_holidays, weekly
from .shapes import Cells, Headings, Table, TableDialect

_OTHER_NAMES = {
    "services_at_location": "service_at_location",
    "service_at_locations": "service_at_location",
    "services_at_locations": "service_at_location",
    "fundings": "funding",
    "accessibilities": "accessibility",
    "organisations": "organization",
    "organisation": "organization",
}
_OLDER = frozenset(OLDER_LISTS) | {"identifiers", "payments_accepted", "eligibility", "eligibilities", "reviews"}
_OLDER_TABLES = {
    "taxonomy": Table("taxonomy_term"),
    "taxonomies": Table("taxonomy_term"),
    "services_taxonomy": Table("attribute", lambda row: attributed(_of_a_service(row))),
    "service_taxonomy": Table("attribute", lambda row: attributed(_of_a_service(row))),
    "services_taxonomies": Table("attribute", lambda row: attributed(_of_a_service(row))),
    "link_taxonomy": Table("attribute", lambda row: attributed(_entity_named(row))),
    "regular_schedules": Table("schedule", weekly),
    "regular_schedule": Table("schedule", weekly),
    "holiday_schedules": Table("schedule", on_holidays),
    "holiday_schedule": Table("schedule", on_holidays),
    "physical_addresses": Table("address", lambda row: {"address_type": "physical"} | row),
    "physical_address": Table("address", lambda row: {"address_type": "physical"} | row),
    "postal_addresses": Table("address", lambda row: {"address_type": "postal"} | row),
    "postal_address": Table("address", lambda row: {"address_type": "postal"} | row),
    "accessibility_for_disabilities": Table("accessibility"),
}


def _entity_named(row: Document) -> Document:
    """A link of ORUK 1.0 says in `link_type` what it hangs on."""
    return {"link_entity": row["link_type"]} | row if row.get("link_type") in KINDS_BY_WORD else row


def _of_a_service(row: Document) -> Document:
    """A link between a service and a term, which says in `service_id` what it hangs on."""
    cells = Cells(row)
    return cells.into({"link_id": cells.take("service_id"), "link_entity": "service"})


def kind_of_table(stem: str) -> str:
    """The kind in a table of this name; the name itself when the standard does not know it."""
    return KINDS_BY_WORD.get(stem) or _OTHER_NAMES.get(stem, stem)


def table_of(stem: str) -> Table:
    """The table of HSDS 3.0 with this name."""
    return Table(kind_of_table(stem))


def older_table_of(stem: str) -> Table:
    """The table of HSDS 1.x or 2.x with this name."""
    return _OLDER_TABLES.get(stem) or table_of(stem)


def at_places_named_by_what_hangs_on_it(record: Document, tables: Rows) -> None:
    """Where a service is given, when no table says it: at the places that its own phones and schedules name."""
    rows = tables.hanging_on("service", id_text(record.get("id")))
    if record.get("service_at_locations") or any(row.kind == "service_at_location" for row in rows):
        return
    places: dict[str, Document] = {}
    for row in rows:
        if key := id_text(row.record.get("location_id")):
            place = places.setdefault(key, {"location_id": row.record["location_id"]})
            if at := row.record.get("service_at_location_id"):
                place.setdefault("id", at)
    if places:
        record["service_at_locations"] = list(places.values())


def _is_older(headings: Headings) -> bool:
    return "services" in headings and bool(_OLDER & headings.keys())


OLDER = TableDialect(
    name="HSDS 1.x or 2.x tables",
    suits=_is_older,
    tables=lambda: older_table_of,
    prepare=at_places_named_by_what_hangs_on_it,
    modernise=modern,
    required=("id", "name"),
)
NEWER = TableDialect(
    name="HSDS 3.0 tables",
    suits=lambda headings: "services" in headings or "service" in headings,
    tables=lambda: table_of,
    required=("id", "name"),
    is_ours=True,
)
