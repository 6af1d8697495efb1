"""JSON records in the shape of HSDS 3.0 or its UK profile, of whatever kind, and services in that of ORUK 1.0.

Serves reading. The kind of a record is told by fields that only that kind has.
"""

from __future__ import annotations

from ..found import Document
from .older import ELIGIBILITIES, OLDER_LISTS, modern
from .shapes import JsonDialect

_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("metadata", frozenset({"last_action_date", "resource_id", "field_name"})),
    ("api", frozenset({"openapi_url"})),
    ("service_at_location", frozenset({"location", "location_id"})),
    ("location", frozenset({"location_type"})),
    ("taxonomy_term", frozenset({"parent_id", "term", "term_uri", "taxonomy", "taxonomy_detail", "vocabulary"})),
    ("taxonomy", frozenset({"taxonomy_terms", "version"})),
    (
        "organization",
        frozenset({"website", "parent_organization_id", "organization_identifiers", "tax_status", "legal_status"}),
    ),
)
"""Fields that tell kinds other than services, in the order in which they are asked."""

_SERVICE_SIGNS = frozenset({"status", "organization", "organization_id", "service_at_locations", "schedules"})
_OLDER_SIGNS = frozenset(OLDER_LISTS) | frozenset(ELIGIBILITIES)
_INNER = ("service_at_locations", "contacts")


def kind_of(record: Document) -> str:
    """The kind of a record; a service when nothing tells otherwise, or when it has no id by which to be known."""
    if _SERVICE_SIGNS & record.keys() and "location_type" not in record:
        return "service"
    for kind, signs in _SIGNS:
        if signs & record.keys() and ("id" in record or kind == "api"):
            return kind
    return "service"


def _is_older(record: Document) -> bool:
    """Whether the record, or a place in it, has lists that only earlier versions have."""
    if _OLDER_SIGNS & record.keys():
        return True
    things = [one for name in _INNER if isinstance(record.get(name), list) for one in record[name]]
    inner = [one.get("location", one) for one in things if isinstance(one, dict)]
    return any(_OLDER_SIGNS & one.keys() for one in inner if isinstance(one, dict))


OLDER = JsonDialect(
    name="ORUK 1.0 JSON", suits=_is_older, reshape=lambda record: ("service", modern("service", record))
)
NEWER = JsonDialect(name="HSDS 3.0 JSON", suits=lambda record: True, reshape=lambda record: (kind_of(record), record))
