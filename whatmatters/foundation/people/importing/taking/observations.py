"""An Observation in the columns of ours: what, when, the answer, its parts, and how it was judged.

Serves imports. Every kind of answer is kept, in words where it is not one exact amount. Source: FHIR R4 Observation,
UK Core Observation 2.5.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.choices import choice
from whatmatters.foundation.fhir.values.codes import codeable_concept, codeable_concepts
from whatmatters.foundation.fhir.values.dates import Moment, moment
from whatmatters.foundation.fhir.values.periods import Period
from whatmatters.foundation.fhir.values.quantities import quantity
from whatmatters.foundation.fhir.values.reads import text
from whatmatters.foundation.kernel.clock import LONDON

from .answers import in_words, said_of
from .conditions import coded_term
from .reading import Taking, columns_of
from .timings import timing_in_words


@dataclass(frozen=True, slots=True)
class TakenObservation:
    """The columns of `Observation`.

    `measured_at` is the first moment that it may have been; `measured_text` says when as it was written, where that
    is less than a moment (a day, a year, a span).
    """

    code_system: str
    code: str
    term: str
    category: str
    status: str
    measured_at: datetime | None
    measured_text: str
    value: str
    value_text: str
    unit: str
    components: list[dict[str, str]]

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values."""
        return columns_of(self)


def take_observation(resource: Resource, taking: Taking) -> TakenObservation | None:
    """One observation; None, and said, when it does not say what was observed."""
    concept = taking.part(codeable_concept(resource.get("code"), "Observation.code"))
    named = coded_term(concept, taking, "Observation.code")
    if named is None:
        words = "It does not say what was measured or asked: it was left out."
        taking.leave_out("observation.nameless", words, "Observation.code")
        return None
    said = said_of(resource, "Observation", taking)
    measured_at, measured_text = _when(resource, taking)
    lines = (said.words, *_judged(resource, taking), *_notes(resource, taking))
    return TakenObservation(
        **named,
        category=_category(resource, taking),
        status=taking.fit(str(resource.get("status") or ""), 20, "Observation.status"),
        measured_at=measured_at,
        measured_text=measured_text,
        value=said.value,
        value_text="\n".join(filter(None, lines)),
        unit=said.unit,
        components=_components(resource, taking),
    )


def _category(resource: Resource, taking: Taking) -> str:
    concepts = taking.part(codeable_concepts(resource.get("category"), "Observation.category"))
    coding = concepts[0].coding_of() if concepts else None
    return taking.fit(coding.code if coding else "", 40, "Observation.category")


def _when(resource: Resource, taking: Taking) -> tuple[datetime | None, str]:
    """The moment, and the words for it where it is not one. When it says no time, when it was issued."""
    where = "Observation.effective"
    if isinstance(resource.get("effectiveTiming"), dict):
        return None, taking.fit(timing_in_words(resource["effectiveTiming"]), 40, where)
    found = taking.part(choice(resource, "effective", "Observation"))
    if found is None:
        found = taking.part(moment(resource.get("issued"), "Observation.issued"))
    if isinstance(found, Period):
        first = found.first or found.last
        return (_start_of(first) if first else None), taking.fit(in_words(found), 40, where)
    if not isinstance(found, Moment):
        return None, ""
    return _start_of(found), "" if found.at else str(found.day)


def _start_of(found: Moment) -> datetime:
    """The first moment that it may be: of a day or a year, its beginning in the United Kingdom."""
    return found.at or datetime.combine(found.day.first_day, time(), LONDON)


def _judged(resource: Resource, taking: Taking) -> list[str]:
    """How it was judged (high, low) and what is usual, as the sender says."""
    concepts = taking.part(codeable_concepts(resource.get("interpretation"), "Observation.interpretation"))
    judged = [concept.label for concept in concepts if concept.label]
    ranges = [_usual(one, taking) for one in _items(resource.get("referenceRange"))]
    return [*judged, *(f"Usual: {usual}" for usual in ranges if usual)]


def _usual(reference_range: Any, taking: Taking) -> str:
    where = "Observation.referenceRange"
    if not isinstance(reference_range, dict):
        return ""
    words = taking.part(text(reference_range.get("text"), where, longest=500))
    low = taking.part(quantity(reference_range.get("low"), where))
    high = taking.part(quantity(reference_range.get("high"), where))
    if words or not (low or high):
        return words
    return f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"


def _notes(resource: Resource, taking: Taking) -> list[str]:
    notes = [one.get("text") for one in _items(resource.get("note")) if isinstance(one, dict)]
    return [taking.part(text(note, "Observation.note", longest=5000)) for note in notes]


def _components(resource: Resource, taking: Taking) -> list[dict[str, str]]:
    """The parts of one observation, such as the two numbers of a blood pressure."""
    found = []
    for number, part in enumerate(_items(resource.get("component"))):
        where = f"Observation.component[{number}]"
        named = coded_term(taking.part(codeable_concept(part.get("code"), f"{where}.code")), taking, f"{where}.code")
        said = said_of(part, where, taking)
        words = "\n".join(filter(None, (said.words, *_judged(part, taking))))
        if named:
            found.append({**named, "value": said.value, "value_text": words, "unit": said.unit})
    return found


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
