"""Columns of a table whose cells are JSON: how what is no plain text goes through a CSV file and comes back the same.

Serves reading and giving back.
"""

from __future__ import annotations

import json
from typing import Any

from .found import Document, Limits
from .json_records import depth_of

MARK = ":json"
"""How the name of such a column ends."""

EXTRA_DOCUMENTS, EXTRA_RECORDS = "extra_documents", "extra_records"
"""Tables of ours: services that tables cannot say in full, and records that are of no kind of the standard."""

_DEEPEST = Limits().depth


def restored(cells: dict[str, str]) -> Document:
    """A row's cells as values. A cell that should be JSON and is not stays text, under the column's full name."""
    record: Document = {}
    for name, cell in cells.items():
        if name.endswith(MARK):
            value = _read(cell)
            record[name if value is None else name.removesuffix(MARK)] = cell if value is None else value
        else:
            record[name] = cell
    return record


def _read(cell: str) -> Any:
    """The value that a cell holds as JSON; None when it holds none, or one that is absurdly deep."""
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return value if depth_of(value) <= _DEEPEST else None


def cell_of(value: Any) -> str:
    """A value as the JSON that stands in a cell."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
