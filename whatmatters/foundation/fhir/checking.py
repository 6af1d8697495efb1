"""Whether a resource has the shape that we can read, and whether we may take it in at all.

Serves every import, before a value is read. It is no validator: it looks at the elements that we use (`shapes`) and
at the three things FHIR forbids to overlook: rules we do not have (`implicitRules`), extensions that change the
meaning (`modifierExtension`), and records that say of themselves that they were entered in error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason, Reasons

from .entries import TYPE, Resource
from .shapes import SHAPES, Shape

PERSONAL = ("Patient", "RelatedPerson", "Condition", "Observation", "CarePlan", "Goal", "CareTeam")
"""Types that belong to one person."""

SHARED = ("Organization", "Practitioner", "PractitionerRole", "Location")
"""Types that many persons' records point at."""

KEPT_FOR_LATER = ("Questionnaire", "QuestionnaireResponse")
"""Types that are accepted but that nothing reads yet."""

_ENTERED_IN_ERROR = "entered-in-error"
_JSON_WORDS = {str: "text", bool: "true or false", dict: "an object", int: "a whole number"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a resource: `refused` forbids taking it in, `flagged` is to be said but does not."""

    refused: Reasons = ()
    flagged: Reasons = ()


def check(resource: Resource, *, understood: frozenset[str] = frozenset()) -> Checked:
    """What is wrong with a resource; nothing when both lists are empty.

    `understood` are the urls of the modifier extensions that the caller acts on. Each reason's `field` is the place
    in the resource, written as in FHIRPath; its `code` is one of FHIR's issue types. Source: FHIR R4 (4.0.1).
    """
    kind = str(resource.get(TYPE))
    if kind not in SHAPES:
        return Checked(refused=(Reason("not-supported", f"We do not take in records of the kind {kind}.", kind),))
    if is_entered_in_error(resource):
        return Checked(refused=(Reason("deleted", "It says of itself that it was entered in error.", kind),))
    refused = (
        *_unknown_rules(resource, kind),
        *_unknown_modifiers(resource, kind, understood),
        *_wrong_shapes(resource, kind),
        *_two_choices(resource, kind),
    )
    return Checked(refused, tuple(_flags(resource, kind)))


def is_entered_in_error(resource: Resource) -> bool:
    """Whether the record says of itself that it should never have been."""
    if _ENTERED_IN_ERROR in (resource.get("status"), resource.get("lifecycleStatus")):
        return True
    verification = resource.get("verificationStatus")
    codings = verification.get("coding") if isinstance(verification, dict) else None
    codes = [coding.get("code") for coding in _items(codings) if isinstance(coding, dict)]
    return _ENTERED_IN_ERROR in codes


def _unknown_rules(resource: Resource, kind: str) -> Iterator[Reason]:
    """FHIR: a record may only be read by those who understand its `implicitRules`."""
    if resource.get("implicitRules"):
        text = "It was written under special rules that we do not know, so it cannot be read safely."
        yield Reason("not-supported", text, f"{kind}.implicitRules", "FHIR R4 2.26.3.3")


def _unknown_modifiers(resource: Resource, kind: str, understood: frozenset[str]) -> Iterator[Reason]:
    """FHIR: an unknown modifier extension may turn the meaning round, so what holds it may not be used."""
    open_values: list[tuple[Any, str]] = [(resource, kind)]
    while open_values:
        value, where = open_values.pop()
        if isinstance(value, list):
            open_values.extend((part, f"{where}[{number}]") for number, part in enumerate(value))
        elif isinstance(value, dict):
            open_values.extend((part, f"{where}.{name}") for name, part in value.items())
            modifiers = _items(value.get("modifierExtension"))
            urls = [modifier.get("url") if isinstance(modifier, dict) else None for modifier in modifiers]
            if any(url not in understood for url in urls):
                text = "It says something that we do not understand and that could change what it means."
                yield Reason("extension", text, f"{where}.modifierExtension", "FHIR R4 2.4.2")


def _wrong_shapes(resource: Resource, kind: str) -> Iterator[Reason]:
    """Elements that are missing, or are not of the kind that FHIR says."""
    for name, shape in SHAPES[kind].items():
        where = f"{kind}.{name}"
        if name in resource:
            yield from _wrong_shape(resource[name], shape, where)
        elif shape.required:
            yield Reason("required", f"It does not say its {name}, which every {kind} must.", where)


def _wrong_shape(value: Any, shape: Shape, where: str) -> Iterator[Reason]:
    if shape.many:
        if not isinstance(value, list) or not value:
            yield Reason("structure", "This must be a list with something in it.", where)
            return
        for number, part in enumerate(value):
            yield from _wrong_shape(part, Shape(shape.json), f"{where}[{number}]")
    elif not isinstance(value, shape.json) or (shape.json is int and isinstance(value, bool)):
        yield Reason("structure", f"This must be {_JSON_WORDS[shape.json]}.", where)
    elif shape.codes and value not in shape.codes:
        yield Reason("code-invalid", f"This must be one of: {', '.join(sorted(shape.codes))}.", where)


_CHOICES = {"Patient": ("deceased",), "Condition": ("onset", "abatement"), "Observation": ("value", "effective")}


def _two_choices(resource: Resource, kind: str) -> Iterator[Reason]:
    """FHIR: where an element comes in several kinds (`value[x]`), only one of them may be given."""
    for stem in _CHOICES.get(kind, ()):
        given = [name for name in resource if name.startswith(stem) and name[len(stem) : len(stem) + 1].isupper()]
        if len(given) > 1:
            yield Reason("structure", f"It gives two answers where there can be one: {stem}[x].", f"{kind}.{stem}[x]")


def _flags(resource: Resource, kind: str) -> Iterator[Reason]:
    """What does not stop the record from being taken in but should be said."""
    if kind in KEPT_FOR_LATER:
        yield Reason("informational", "Questions and answers are kept for later: nothing reads them yet.", kind)
    for number, link in enumerate(_items(resource.get("link")) if kind == "Patient" else ()):
        if isinstance(link, dict) and link.get("type") == "replaced-by":
            text = "Whoever sent this says that another record has replaced it."
            yield Reason("business-rule", text, f"Patient.link[{number}]")
    if kind == "Patient" and resource.get("active") is False:
        yield Reason("business-rule", "Whoever sent this no longer uses this record.", "Patient.active")


def _items(value: Any) -> list[Any]:
    """A list as it is, nothing as an empty list, and anything else as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
