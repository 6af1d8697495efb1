"""Records of Open Referral 1 and 2 (HSDS 1.x, 2.x, ORUK 1.0), nested, given the names and places of HSDS 3.0.

Serves the dialects of those versions. Source: ORUK 1.0 extended data package; HSDS 1.1 and 3.0 change notes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ..found import Document
from ..kinds import KINDS
from ..moments import WEEKDAYS
from ..references import id_text
from ..values import read_number
from .shapes import Cells

RENAMED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "organization": {"url": "website"},
        "language": {"language": "name"},
        "taxonomy_term": {"vocabulary": "taxonomy"},
        "service_area": {"type": "extent_type"},
    }
)
"""Fields whose name alone changed, by kind."""

WEEKDAYS_BY_NUMBER = MappingProxyType(dict(enumerate(WEEKDAYS.values(), start=1)))
"""HSDS 1.x counts the days of the week from Monday as 1."""

_YES = frozenset({"true", "yes", "1", "y"})


def _physical(row: Document) -> Document:
    return {"address_type": "physical"} | row


def _postal(row: Document) -> Document:
    return {"address_type": "postal"} | row


def weekly(row: Document) -> Document:
    """A regular schedule: its weekday, if it names one, becomes a day of a weekly rule."""
    cells = Cells(row)
    day = str(cells.look("weekday") or "").strip().lower()
    byday = WEEKDAYS.get(day) or (WEEKDAYS_BY_NUMBER.get(int(day)) if day.isdecimal() else None)
    if not byday or row.get("byday"):
        return dict(row)
    cells.read("weekday")
    return cells.into({"freq": row.get("freq") or "WEEKLY", "byday": byday})


def on_holidays(row: Document) -> Document:
    """A holiday schedule: its days are those on which it holds. A closed day has no times, so that none is open."""
    cells = Cells(row)
    is_closed = str(row.get("closed", "")).strip().lower() in _YES
    record = {"valid_from": cells.take("start_date"), "valid_to": cells.take("end_date")}
    if is_closed:
        cells.read("opens_at"), cells.read("closes_at")
    return cells.into(record | {"description": "Closed" if is_closed else "Holiday opening times"})


def attributed(row: Document) -> Document:
    """A link to a term of a taxonomy, which earlier versions called a service's taxonomy."""
    cells = Cells(row)
    term, link = cells.take("taxonomy"), cells.take("taxonomy_id")
    if not isinstance(term, dict):
        return cells.into({"taxonomy_term_id": link or id_text(term) or None})
    return cells.into({"taxonomy_term": modern("taxonomy_term", _parented(term)), "taxonomy_term_id": link})


def _parented(term: Document) -> Document:
    """A term whose parent is nested in it, with the parent's id."""
    parent = term.get("parent")
    if not isinstance(parent, dict) or term.get("parent_id") or not parent.get("id"):
        return term
    return term | {"parent_id": parent["id"]}


OLDER_LISTS: Mapping[str, tuple[str, str, Callable[[Document], Document]]] = MappingProxyType(
    {
        "regular_schedules": ("schedules", "schedule", weekly),
        "regular_schedule": ("schedules", "schedule", weekly),
        "holiday_schedules": ("schedules", "schedule", on_holidays),
        "holiday_schedule": ("schedules", "schedule", on_holidays),
        "holidayScheduleCollection": ("schedules", "schedule", on_holidays),
        "physical_addresses": ("addresses", "address", _physical),
        "postal_addresses": ("addresses", "address", _postal),
        "accessibility_for_disabilities": ("accessibility", "accessibility", dict),
        "fundings": ("funding", "funding", dict),
        "service_taxonomys": ("attributes", "attribute", attributed),
        "service_taxonomies": ("attributes", "attribute", attributed),
        "services_taxonomy": ("attributes", "attribute", attributed),
        "link_taxonomies": ("attributes", "attribute", attributed),
        "link_taxonomy": ("attributes", "attribute", attributed),
        "taxonomys": ("attributes", "attribute", attributed),
    }
)
"""Lists of earlier versions: where HSDS 3.0 has them, what kind they hold, and how one of them is read."""

ELIGIBILITIES = ("eligibilitys", "eligibilities", "eligibility")
"""Lists of who a service is for; HSDS 3.0 says it in fields of the service."""


def modern(kind: str, record: Document) -> Document:
    """The record, and all in it, as HSDS 3.0 has it."""
    made: Document = {}
    for key, value in record.items():
        name = RENAMED.get(kind, {}).get(key, key)
        _place(made, kind, name if name not in record else key, value)
    return _eligible(made) if kind == "service" else made


def _place(made: Document, kind: str, key: str, value: Any) -> None:
    """Put one value of a record where it belongs."""
    known = KINDS.get(kind)
    if key in OLDER_LISTS and _is_objects(value):
        name, inner, reshape = OLDER_LISTS[key]
        _extend(made, name, [modern(inner, reshape(one)) for one in _each(value)])
    elif known and key in known.many and _is_objects(value):
        _extend(made, key, [modern(known.many[key], one) for one in _each(value)])
    elif known and key in known.one and isinstance(value, dict):
        made[key] = modern(known.one[key], value)
    else:
        made[key] = value


def _extend(made: Document, key: str, things: list[Document]) -> None:
    there = made.get(key)
    made[key] = there + things if isinstance(there, list) else things


def _is_objects(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and all(isinstance(one, dict) for one in value))


def _each(value: Any) -> list[Document]:
    return [value] if isinstance(value, dict) else value


def _eligible(service: Document) -> Document:
    """A service that says who it is for in its own fields; the list as it came stays among the original values."""
    for key in ELIGIBILITIES:
        if _is_objects(service.get(key)) and service[key]:
            told = _each(service.pop(key))
            service.setdefault("original_values", {})[key] = told
            _tell_who(service, told)
    return service


def _tell_who(service: Document, told: list[Document]) -> None:
    words = [str(one["eligibility"]).strip() for one in told if one.get("eligibility")]
    if words:
        service.setdefault("eligibility_description", "; ".join(dict.fromkeys(words)))
    for name, choose in (("minimum_age", min), ("maximum_age", max)):
        ages = [read_number(one.get(name)).value for one in told]
        if ages and all(age is not None for age in ages):
            service.setdefault(name, choose(ages))
    for one in told:
        terms = [attributed(link) for link in one.get("taxonomys") or () if isinstance(link, dict)]
        _extend(service, "attributes", [{"link_type": "eligibility"} | term for term in terms])
