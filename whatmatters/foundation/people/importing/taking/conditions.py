"""A Condition in the columns of ours: what it is, how sure, since when, until when.

Serves imports. Nothing is translated from one code system to another; SNOMED CT is preferred where several are given.
Source: FHIR R4 Condition, UK Core Condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from whatmatters.foundation.fhir.elements import SNOMED_CT
from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.choices import Answer, choice
from whatmatters.foundation.fhir.values.codes import CodeableConcept, codeable_concept
from whatmatters.foundation.fhir.values.dates import Moment

from .answers import in_words
from .reading import Taking, columns_of


@dataclass(frozen=True, slots=True)
class TakenCondition:
    """The columns of `Condition`."""

    code_system: str
    code: str
    term: str
    clinical_status: str
    verification_status: str
    onset_on: date | None
    onset_text: str
    ended_on: date | None

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values."""
        return columns_of(self)


def take_condition(resource: Resource, taking: Taking) -> TakenCondition | None:
    """One condition; None, and said, when it does not say which."""
    concept = taking.part(codeable_concept(resource.get("code"), "Condition.code"))
    named = coded_term(concept, taking, "Condition.code")
    if named is None:
        taking.leave_out("condition.nameless", "It does not say which condition: it was left out.", "Condition.code")
        return None
    onset = taking.part(choice(resource, "onset", "Condition"))
    ended = taking.part(choice(resource, "abatement", "Condition"))
    onset_on, ended_on = _whole_day(onset), _whole_day(ended)
    words = [] if onset is None or onset_on else [in_words(onset)]
    words += [] if ended is None or ended_on or ended is True else [f"ended {in_words(ended)}"]
    return TakenCondition(
        **named,
        clinical_status=_status(resource, "clinicalStatus", taking),
        verification_status=_status(resource, "verificationStatus", taking),
        onset_on=onset_on,
        onset_text=taking.fit(", ".join(words), 100, "Condition.onset"),
        ended_on=ended_on,
    )


def coded_term(concept: CodeableConcept | None, taking: Taking, where: str) -> dict[str, str] | None:
    """Code system, code and words of a meaning; None when it has neither code nor words."""
    if concept is None or not concept.label:
        return None
    coding = concept.coding_of(SNOMED_CT) or concept.coding_of()
    term = concept.label if len(concept.label) <= 300 else (coding.display if coding else "")
    return {
        "code_system": taking.fit(coding.system, 200, where) if coding else "",
        "code": taking.fit(coding.code, 40, where) if coding else "",
        "term": taking.fit(term, 300, where) or "(its name is too long to keep)",
    }


def _status(resource: Resource, name: str, taking: Taking) -> str:
    concept = taking.part(codeable_concept(resource.get(name), f"Condition.{name}"))
    coding = concept.coding_of() if concept else None
    return taking.fit(coding.code if coding else "", 20, f"Condition.{name}")


def _whole_day(answer: Answer | None) -> date | None:
    return answer.day.first_day if isinstance(answer, Moment) and answer.day.is_whole else None
