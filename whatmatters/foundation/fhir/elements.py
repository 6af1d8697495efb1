"""Builds the data types that resources are made of: identifiers, references, codes, names, quantities.

Serves every export, so that each is written one way. Absent parts are left out; nothing is guessed.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from whatmatters.foundation.kernel.identifiers import NHS_NUMBER_SYSTEM, bare_nhs_number

from .values.identifiers import ODS_SYSTEM, VERIFICATION_SYSTEM, VERIFICATION_URL
from .writing import without_empty

Element = dict[str, Any]
SNOMED_CT = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"


def coding(system: str, code: str, display: str = "") -> Element:
    """One code of one code system."""
    return _element(system=system, code=code, display=display)


def codeable_concept(*codings: Element, text: str = "") -> Element:
    """A meaning, as codes and in words."""
    return _element(coding=list(codings), text=text)


def identifier(system: str, value: str, *, use: str = "", type: Element | None = None) -> Element:
    """A number or name by which one organisation knows something."""
    return _element(use=use, type=type, system=system, value=value)


def nhs_number(number: str, *, verification: str = "") -> Element:
    """An NHS number as UK Core has it.

    `verification` is a code of UK Core's NHSNumberVerificationStatusEngland such as "01" (present and verified); ""
    leaves it out. Source: UK Core Patient 2.6.1.
    """
    found = identifier(NHS_NUMBER_SYSTEM, bare_nhs_number(number))
    if verification:
        status = codeable_concept(coding(VERIFICATION_SYSTEM, verification))
        found = {"extension": [extension(VERIFICATION_URL, CodeableConcept=status)], **found}
    return found


def ods_code(code: str) -> Element:
    """The code of a health organisation in England, such as a GP practice."""
    return identifier(ODS_SYSTEM, code)


def reference(type: str, id: str, *, display: str = "") -> Element:
    """A pointer at a resource of the same server or file."""
    return _element(reference=f"{type}/{id}", display=display)


def reference_to_url(full_url: str, *, type: str = "", display: str = "") -> Element:
    """A pointer at an entry of the same Bundle by its `fullUrl`, such as `urn:uuid:…`."""
    return _element(reference=full_url, type=type, display=display)


def logical_reference(type: str, identifier: Element, *, display: str = "") -> Element:
    """A pointer at something that is known by its identifier only."""
    return _element(type=type, identifier=identifier, display=display)


def extension(url: str, *parts: Element, **value: Any) -> Element:
    """An extension: either one value, given by its FHIR type (`String="…"`), or parts that are extensions."""
    return _element(url=url, extension=list(parts), **{f"value{kind}": given for kind, given in value.items()})


def absent(reason: str) -> Element:
    """What stands (under `_element`) where a value is missing on purpose; "unknown", "asked-declined" and so on."""
    return {"extension": [extension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", Code=reason)]}


def period(start: date | datetime | None = None, end: date | datetime | None = None) -> Element:
    """From when to when; FHIR counts the last day in, so hand the day before an exclusive `ends_before`."""
    return _element(start=start, end=end)


def quantity(value: Decimal | int, unit: str, *, code: str = "", comparator: str = "") -> Element:
    """An amount. `code` is its UCUM unit. Raises `TypeError` for a float, which has lost its digits already."""
    if isinstance(value, float):
        raise TypeError("A quantity is a Decimal or an int: a float does not keep its digits.")
    return _element(value=value, comparator=comparator, unit=unit, system=UCUM if code else "", code=code)


def human_name(
    family: str = "", *given: str, use: str = "official", text: str = "", prefix: str = "", suffix: str = ""
) -> Element:
    """A person's name."""
    return _element(
        use=use,
        text=text,
        family=family,
        given=list(given),
        prefix=[prefix] if prefix else [],
        suffix=[suffix] if suffix else [],
    )


def contact_point(system: str, value: str, *, use: str = "", rank: int | None = None) -> Element:
    """One way of reaching someone: phone, sms, email."""
    return _element(system=system, value=value, use=use, rank=rank)


def address(*lines: str, city: str = "", district: str = "", postcode: str = "", use: str = "home") -> Element:
    """A postal address, line by line."""
    return _element(use=use, line=list(lines), city=city, district=district, postalCode=postcode)


def annotation(text: str, *, author: str = "", at: datetime | None = None) -> Element:
    """A note, by whom and when. The text is Markdown to FHIR, so it is written as plain text and read as such."""
    return _element(authorString=author, time=at, text=text)


def _element(**parts: Any) -> Element:
    """A data type without its empty parts."""
    return dict(without_empty(parts))
