"""What reading a file gives: entries that could be read and faults that name what could not.

Serves the reader, the staging area and whoever reports an import. A fault names place and reason in plain words and
never repeats what the record says: reports are read by people who may not see the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason

TYPE = "resourceType"
_LONGEST_NAME = 2_000
Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands. Lines and entries are counted from 1.

    `entries` has one number for an entry of a Bundle, two for an entry of a Bundle inside a Bundle, none for a
    resource that stands alone; `line` is given for NDJSON, where a line is a resource.
    """

    file: str
    line: int | None = None
    entries: tuple[int, ...] = ()

    def __str__(self) -> str:
        line = [f"line {self.line}"] if self.line else []
        entry = [f"entry {'.'.join(map(str, self.entries))}"] if self.entries else []
        return ", ".join([self.file, *line, *entry])

    def inside(self, number: int) -> Place:
        """The place of the entry with this number inside the Bundle that stands here."""
        return Place(self.file, self.line, (*self.entries, number))


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource as it was read; decimals are `Decimal`, so that 72.50 stays 72.50.

    `full_url` is what the Bundle calls it ("" where it does not). It is well-formed JSON with a `resourceType`;
    nothing more is promised (see `checking`).
    """

    place: Place
    resource: Resource
    full_url: str = ""

    @property
    def type(self) -> str:
        """The resource type, such as "Patient"."""
        return str(self.resource[TYPE])

    @property
    def id(self) -> str:
        """The resource's own id, "" where it has none that could be one."""
        return usable_name(self.resource.get("id"))


def usable_name(given: Any) -> str:
    """An id or address as it was given; "" for what cannot be one: no text, control characters, longer than 2,000.

    FHIR allows fewer characters, but what is sent has more, and a longer or odder name still names its resource.
    """
    return given if isinstance(given, str) and given.isprintable() and len(given) <= _LONGEST_NAME else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read, and why.

    `rest_unread` says that what follows in the same file was not read either, so that whoever came before it in the
    file may be incomplete.
    """

    place: Place
    reason: Reason
    rest_unread: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"
