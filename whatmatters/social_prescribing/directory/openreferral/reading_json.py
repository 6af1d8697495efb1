"""The raw records of JSON files: pages, lists, single records and JSON Lines.

Serves reading. Each record is asked for its dialect, since one feed may hold several kinds of record.
"""

from __future__ import annotations

from collections.abc import Iterator

from .dialects.choosing import dialect_of_record
from .files import LINES_ENDS, Allowance, FeedFile, open_text
from .found import Document, Raw, Rejected, short_reference
from .json_records import JsonRecord, read_json, read_lines
from .mending import storable
from .references import id_text


def read_json_files(files: tuple[FeedFile, ...], allowance: Allowance) -> Iterator[Raw | Rejected]:
    """Every record of these files, in order."""
    for file in files:
        with open_text(file, allowance) as text:
            read = read_lines if file.ends(LINES_ENDS) else read_json
            for count, record in enumerate(read(text, allowance.limits), start=1):
                yield _raw(record, f"{file.name} {count}")


def _raw(record: JsonRecord, place: str) -> Raw | Rejected:
    """A record in the shape of HSDS. `place` names one that has no id of its own."""
    place = short_reference(place)
    if record.why:
        return Rejected(place, "service", record.why, storable(record.value))
    if not isinstance(record.value, dict):
        return Raw("service", place, record.value, record.value)
    if record.is_page:
        return Raw("page", place, record.value, record.value)
    return _shaped(record.value, place)


def _shaped(record: Document, place: str) -> Raw | Rejected:
    dialect = dialect_of_record(record)
    try:
        kind, shaped = dialect.reshape(record)
    except (TypeError, ValueError, AttributeError, KeyError):
        why = f"It looks like {dialect.name}, but its parts are not of the kind that these have. Correct it."
        return Rejected(short_reference(id_text(record.get("id")) or place), "service", why, storable(record))
    return Raw(kind, short_reference(id_text(shaped.get("id")) or place), shaped, record)
