"""A listing as one line of a page of listings, and the page.

Serves the public feed's `/services`. Source: HSDS-UK 3.0, `service_list` and the `Page` of its OpenAPI document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .found import Document
from .kinds import KINDS

_ONE_TO_ONE = ("organization", "program")
"""Objects of which a service has only one, and which its summary holds, without what hangs on them."""


def list_item(document: Document) -> Document:
    """A service's own fields, with those of its organisation and programme: what a list of services says of each."""
    item = _own_fields("service", document)
    for key in _ONE_TO_ONE:
        if isinstance(document.get(key), dict):
            item[key] = _own_fields(key, document[key])
    return item


def _own_fields(kind: str, thing: Document) -> Document:
    names = {"id", *KINDS[kind].fields}
    return {name: value for name, value in thing.items() if name in names}


def page_of(items: Sequence[Document], page: int, per_page: int, total: int) -> dict[str, Any]:
    """One page of a list. `page` counts from 1; `total` is how many there are on all pages."""
    pages = -(-total // per_page) if per_page > 0 else 0
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(items),
        "first_page": page <= 1,
        "last_page": page >= pages,
        "empty": not items,
        "contents": list(items),
    }
