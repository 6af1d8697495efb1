"""Conditions and observations as they came, in UK Core's profiles.

Serves the export. What was kept in words goes out in words: nothing is coded that was not. Source: UK Core Condition,
Observation 2.5.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid5

from whatmatters.foundation.fhir.elements import codeable_concept, coding
from whatmatters.foundation.fhir.writing import resource, without_empty

from ..models import Condition, Observation
from .interface import Outgoing, Resource

_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_CATEGORIES = (
    "social-history",
    "vital-signs",
    "imaging",
    "laboratory",
    "procedure",
    "survey",
    "exam",
    "therapy",
    "activity",
)
_STATUSES = ("registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown")
_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_AMOUNT = re.compile(r"(?P<comparator>[<>]=?)?(?P<number>.+)", re.S)


def export_person(outgoing: Outgoing) -> Iterator[Resource]:
    """Every condition, then every observation. Two statements; memory flat."""
    conditions = Condition.objects.filter(person=outgoing.person_id).order_by("pk")
    observations = Observation.objects.filter(person=outgoing.person_id).order_by("pk")
    yield from (_condition(one, outgoing) for one in conditions.iterator(chunk_size=500))
    yield from (_observation(one, outgoing) for one in observations.iterator(chunk_size=500))


def _id(outgoing: Outgoing, row: Condition | Observation) -> str:
    """The row's name in every export: a UUID made from the person's and its own key."""
    return str(uuid5(UUID(str(outgoing.person_id)), f"{type(row).__name__}:{row.pk}"))


def _condition(one: Condition, outgoing: Outgoing) -> Resource:
    onset = "onsetDateTime" if one.onset_on or _PARTIAL.fullmatch(one.onset_text) else "onsetString"
    return resource(
        "Condition",
        id=_id(outgoing, one),
        profile="Condition",
        clinicalStatus=_status(_CLINICAL, one.clinical_status),
        verificationStatus=_status(_VERIFICATION, one.verification_status),
        code=_code(one.code_system, one.code, one.term),
        subject={"reference": outgoing.patient},
        **{onset: one.onset_on or one.onset_text},
        abatementDateTime=one.ended_on,
    )


def _status(system: str, code: str) -> dict[str, Any]:
    return codeable_concept(coding(system, code)) if code else {}


def _code(system: str, code: str, term: str) -> dict[str, Any]:
    """A meaning: its code with its words, or the words alone."""
    return codeable_concept(coding(system, code, term)) if code else {"text": term}


def _observation(one: Observation, outgoing: Outgoing) -> Resource:
    amount = _amount(one.value, one.unit)
    in_words = {"valueString": one.value_text} if one.value_text and not amount else {}
    return resource(
        "Observation",
        id=_id(outgoing, one),
        profile="Observation",
        status=one.status if one.status in _STATUSES else "unknown",
        category=_category(one.category),
        code=_code(one.code_system, one.code, one.term),
        subject={"reference": outgoing.patient},
        **_when(one),
        **amount,
        **in_words,
        note=[{"text": one.value_text}] if one.value_text and amount else [],
        component=[_component(part) for part in one.components],
    )


def _category(code: str) -> list[dict[str, Any]]:
    system = _CATEGORY if code in _CATEGORIES else ""
    return [codeable_concept(coding(system, code))] if code else []


def _when(one: Observation) -> dict[str, Any]:
    """As exact as it was written: a day stays a day, a span a span."""
    if _PARTIAL.fullmatch(one.measured_text):
        return {"effectiveDateTime": one.measured_text}
    first, _, last = one.measured_text.partition(" to ")
    if _PARTIAL.fullmatch(first) and _PARTIAL.fullmatch(last):
        return {"effectivePeriod": {"start": first, "end": last}}
    return {"effectiveDateTime": one.measured_at}


def _amount(value: str, unit: str) -> dict[str, Any]:
    """An exact amount, digit for digit; nothing when there is none."""
    found = _AMOUNT.fullmatch(value)
    if found is None:
        return {}
    try:
        number = Decimal(found["number"])
    except InvalidOperation:
        return {"valueString": value}
    quantity = {"value": number, "comparator": found["comparator"], "unit": unit}
    return {"valueQuantity": without_empty(quantity)}


def _component(part: dict[str, str]) -> dict[str, Any]:
    """One part. FHIR gives a part no note, so what was said besides the amount goes where judgements go."""
    amount, words = _amount(part.get("value", ""), part.get("unit", "")), part.get("value_text", "")
    code = _code(part.get("code_system", ""), part.get("code", ""), part["term"])
    if not amount:
        return {"code": code, "valueString": words}
    return {"code": code, **amount, "interpretation": [{"text": words}] if words else []}
