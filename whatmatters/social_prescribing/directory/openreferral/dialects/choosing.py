"""Which dialect a feed is in: asked of each in turn, by what is there.

Serves reading. The last of each list takes whatever is left, so that the order is the rule.
"""

from __future__ import annotations

from ..found import Document
from . import hackney, hsds_json, hsds_tables, nhs_choices, ohana_tables, street_support, uk_libraries
from .shapes import Headings, JsonDialect, TableDialect

TABLE_DIALECTS = (
    nhs_choices.DIALECT,
    uk_libraries.DIALECT,
    ohana_tables.DIALECT,
    hsds_tables.OLDER,
    hsds_tables.NEWER,
)
JSON_DIALECTS = (
    street_support.DIALECT,
    hackney.AIRTABLE,
    hackney.FIND_SUPPORT,
    hsds_json.OLDER,
    hsds_json.NEWER,
)


def dialect_of_tables(headings: Headings) -> TableDialect | None:
    """The dialect of a folder with these tables; None when we know none."""
    return next((dialect for dialect in TABLE_DIALECTS if dialect.suits(headings)), None)


def dialect_of_record(record: Document) -> JsonDialect:
    """The dialect of one JSON record."""
    return next(dialect for dialect in JSON_DIALECTS if dialect.suits(record))
