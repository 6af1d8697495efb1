"""How to reach a Patient: addresses and telephone numbers, with their periods and order.

Serves new people and people who changed at their source. A number or address that no message could reach is kept as
"other", so that nothing is sent to it. Source: FHIR R4 Patient; UK Core's OtherContactSystem.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.codes import codeable_concept
from whatmatters.foundation.fhir.values.contacts import Address, ContactPoint, address, contact_point
from whatmatters.foundation.fhir.values.extensions import extension_value
from whatmatters.foundation.fhir.values.periods import Period

from ...rules.particulars import contact_reasons
from ..naming import CONTACT_NOTE
from .reading import Taking, columns_of

OTHER_SYSTEM_URL = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OtherContactSystem"
_USES = ("home", "work", "temp", "old", "billing")
_RESTRICTED = ("R", "V")
_NOT_FOR_MESSAGES = {"fax": "Fax", "pager": "Pager", "url": "Web page", "other": "Other"}


@dataclass(frozen=True, slots=True)
class TakenAddress:
    """The columns of `Address`."""

    use: str
    lines: str
    city: str
    postcode: str
    country: str
    starts_on: date | None
    ends_before: date | None
    is_secret: bool

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values."""
        return columns_of(self)


@dataclass(frozen=True, slots=True)
class TakenContact:
    """The columns of `ContactPoint`."""

    kind: str
    value: str
    use: str
    rank: int
    note: str
    ends_before: date | None

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values."""
        return columns_of(self)


def addresses(patient: Resource, taking: Taking, day: date) -> tuple[TakenAddress, ...]:
    """Every address. All are secret when the record itself is marked as restricted."""
    is_secret = _is_restricted(patient)
    if is_secret:
        words = "The record is marked as restricted, so the addresses are kept secret here: never printed or sent."
        taking.flag("restricted", words, "Patient.meta.security")
    found = (
        (taking.part(address(one, f"Patient.address[{number}]")), f"Patient.address[{number}]")
        for number, one in enumerate(_items(patient.get("address")))
    )
    return tuple(dict.fromkeys(_address(one, where, taking, day, is_secret) for one, where in found if one))


def _address(found: Address, where: str, taking: Taking, day: date, is_secret: bool) -> TakenAddress:
    region = [part for part in (found.district, found.state) if part and part != found.city]
    lines = "\n".join((*found.lines, *region)) or ("" if found.city or found.postcode else found.text)
    starts_on, ends_before = period_columns(found.period, found.use == "old", day)
    return TakenAddress(
        use=found.use if found.use in _USES else "home",
        lines=taking.fit(lines, 2000, where),
        city=taking.fit(found.city, 100, where),
        postcode=taking.fit(found.postcode, 20, where),
        country=taking.fit(found.country, 60, where),
        starts_on=starts_on,
        ends_before=ends_before,
        is_secret=is_secret,
    )


def period_columns(period: Period | None, is_old: bool, day: date) -> tuple[date | None, date | None]:
    """The first day, and the first day after; FHIR counts the last day of a period in. Old is over at the latest today.

    A period that is known to be over by the year only counts as over when that year is.
    """
    first = period.first.day.first_day if period and period.first else None
    last = period.last.day.last_day + timedelta(days=1) if period and period.last else None
    if is_old:
        last = min(last or day, day)
    return (None, last) if first and last and first > last else (first, last)


def contacts(patient: Resource, taking: Taking, day: date) -> tuple[TakenContact, ...]:
    """Every way of reaching the person, the best first."""
    read = (
        (taking.part(contact_point(one, f"Patient.telecom[{number}]")), one, f"Patient.telecom[{number}]")
        for number, one in enumerate(_items(patient.get("telecom")))
    )
    found = [(point, raw, where) for point, raw, where in read if point]
    found.sort(key=lambda one: (one[0].rank is None, one[0].rank or 0))
    taken = (_contact(*one, place, taking, day) for place, one in enumerate(found, 1))
    return tuple(dict.fromkeys(one for one in taken if one.value))


def _contact(found: ContactPoint, raw: Any, where: str, place: int, taking: Taking, day: date) -> TakenContact:
    kind, note = contact_kind(found), _NOT_FOR_MESSAGES.get(found.system, "")
    if kind == "other":
        special = codeable_concept(extension_value(raw.get("_system"), OTHER_SYSTEM_URL), where).value
        note = special.label if special else note
    elif contact_reasons(kind, found.value):
        kind, note = "other", f"Came as {found.system or 'a telephone number'}; nothing can be sent to it"
        taking.flag("contact.wrong", "This does not look like a telephone number or email. Check it.", where)
    written = extension_value(raw, CONTACT_NOTE)
    note = written if isinstance(written, str) else note
    _, ends_before = period_columns(found.period, found.use == "old", day)
    return TakenContact(
        kind=kind,
        value=taking.fit(found.value, 254, where),
        use=found.use if found.use in _USES else "",
        rank=min(place, 32_000),
        note=taking.fit(note, 200, where),
        ends_before=ends_before,
    )


def contact_kind(found: ContactPoint) -> str:
    """Our kind of it: a mobile is said to be one, takes text messages, or has a United Kingdom mobile number."""
    if found.system == "email":
        return "email"
    if found.system not in ("phone", "sms", ""):
        return "other"
    if found.system == "" and "@" in found.value:
        return "email"
    digits = "".join(letter for letter in found.value if letter.isdecimal())
    is_mobile = found.use == "mobile" or found.system == "sms" or digits.removeprefix("44").lstrip("0").startswith("7")
    uk_length = len(digits.removeprefix("44").lstrip("0")) == 10
    return "mobile" if is_mobile and (uk_length or found.use == "mobile" or found.system == "sms") else "phone"


def _is_restricted(patient: Resource) -> bool:
    meta = patient.get("meta")
    labels = _items(meta.get("security")) if isinstance(meta, dict) else []
    return any(isinstance(label, dict) and label.get("code") in _RESTRICTED for label in labels)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
