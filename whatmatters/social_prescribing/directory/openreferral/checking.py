"""Whether a document is what HSDS-UK 3.0 says a service, or an item of a list of services, must be.

Serves whoever publishes or edits a listing, without the schema files of the standard at hand. Checks required fields,
types, words of lists and formats of the UK profile; what only the international standard has is let pass. Source:
HSDS-UK 3.0, `service` and `service_list` (rulebook 4.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from .kinds import CHOICES, KINDS, Field
from .moments import day_of, moment_of
from .references import is_uuid
from .web_addresses import is_uri

_NESTED = {
    "service": (
        "organization schedules service_areas service_at_locations languages funding cost_options contacts attributes"
    ),
    "organization": "organization_identifiers attributes",
    "organization_identifier": "attributes",
    "service_at_location": "location",
    "location": "addresses accessibility attributes",
    "address": "attributes",
    "accessibility": "attributes",
    "contact": "attributes",
    "attribute": "taxonomy_term",
}

SERVICE: Mapping[str, tuple[str, ...]] = MappingProxyType({kind: tuple(keys.split()) for kind, keys in _NESTED.items()})
"""What the UK profile nests in what, when a service is given in full."""

LIST_ITEM: Mapping[str, tuple[str, ...]] = MappingProxyType({"service": ("organization",)})
"""What it nests in an item of a list of services."""

_CLOCK = re.compile(r"([01]\d|2[0-4]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field. `path` leads to it: `service_at_locations/0/location/latitude`."""

    path: str
    why: str


def faults_of(document: Any, *, nested: Mapping[str, tuple[str, ...]] = SERVICE) -> tuple[Fault, ...]:
    """Everything in a service's document that the standard would refuse; empty when it is valid.

    `nested` is `SERVICE` for a service in full, `LIST_ITEM` for an item of a list.
    """
    return tuple(_faults("service", document, "", nested))


def _faults(kind: str, thing: Any, path: str, nested: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    if not isinstance(thing, dict):
        yield Fault(path, "It must be an object.")
        return
    yield from _own_faults(kind, thing, path)
    known = KINDS[kind]
    for key in nested.get(kind, ()):
        if key not in thing:
            continue
        if key in known.one:
            yield from _faults(known.one[key], thing[key], f"{path}{key}/", nested)
        elif not isinstance(thing[key], list):
            yield Fault(f"{path}{key}", "It must be a list.")
        else:
            for count, inner in enumerate(thing[key]):
                yield from _faults(known.many[key], inner, f"{path}{key}/{count}/", nested)


def _own_faults(kind: str, thing: Mapping[str, Any], path: str) -> Iterator[Fault]:
    """What is wrong with an object's own fields."""
    if "id" not in thing:
        yield Fault(f"{path}id", "It is required.")
    elif not _is_id(thing["id"]):
        yield Fault(f"{path}id", _CHECKS["link"][1])
    for field in KINDS[kind].fields.values():
        if not field.is_uk:
            continue
        if field.name in thing:
            if why := _why_not(field, thing[field.name]):
                yield Fault(f"{path}{field.name}", why)
        elif field.is_required:
            yield Fault(f"{path}{field.name}", "It is required.")


def _why_not(field: Field, value: Any) -> str:
    """Why a value cannot stand in a field; empty when it can."""
    if field.type in CHOICES:
        return "" if value in CHOICES[field.type] else f"It must be one of: {', '.join(CHOICES[field.type])}."
    is_right, why = _CHECKS[field.type]
    return "" if is_right(value) else why


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and is_uuid(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_CHECKS: Mapping[str, tuple[Callable[[Any], bool], str]] = MappingProxyType(
    {
        "text": (_is_text, "It must be text."),
        "link": (_is_id, "It must be a UUID."),
        "number": (_is_number, "It must be a number."),
        "latitude": (lambda value: _is_number(value) and -90 <= value <= 90, "It must be between -90 and 90."),
        "longitude": (lambda value: _is_number(value) and -180 <= value <= 180, "It must be between -180 and 180."),
        "web": (lambda value: _is_text(value) and is_uri(value), "It must be a whole web address."),
        "mail": (lambda value: _is_text(value) and bool(_MAIL.fullmatch(value)), "It must be an e-mail address."),
        "day": (lambda value: _is_text(value) and day_of(value) == value, "It must be a day such as 2024-03-15."),
        "time": (lambda value: _is_text(value) and bool(_CLOCK.fullmatch(value)), "It must be a time such as 09:00."),
        "moment": (
            lambda value: _is_text(value) and moment_of(value) == value,
            "It must be a moment such as 2024-03-15T10:30:00Z.",
        ),
    }
)
"""For each type of field, what is right, and what to say when it is not."""
