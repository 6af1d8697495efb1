"""Meanings: codes of a code system, and the words that go with them.

Serves conditions, observations, languages, roles. Never maps one code to another; where there is no code, the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .reads import STRING_LIMIT, Read, Reading, code, each, not_a, text


@dataclass(frozen=True, slots=True)
class Coding:
    """One code of one code system, with the words the sender gave it."""

    system: str
    code: str
    display: str = ""
    user_selected: bool = False


@dataclass(frozen=True, slots=True)
class CodeableConcept:
    """A meaning: any number of codes, and words."""

    codings: tuple[Coding, ...] = ()
    text: str = ""

    @property
    def label(self) -> str:
        """The words for it: the text, else those of the code the sender chose, else the code itself."""
        shown = sorted(self.codings, key=lambda coding: (not coding.user_selected, not coding.display))
        return self.text or next((coding.display or coding.code for coding in shown), "")

    def coding_of(self, *systems: str) -> Coding | None:
        """The first code of the first of these systems that it has; of any system when none is named."""
        if not systems:
            return next((coding for coding in self.codings if coding.code), None)
        coded = (coding for system in systems for coding in self.codings if coding.system == system and coding.code)
        return next(coded, None)

    def has(self, system: str, *codes: str) -> bool:
        """Whether it has one of these codes of this system."""
        return any(coding.system == system and coding.code in codes for coding in self.codings)


def coding(value: Any, where: str) -> Read[Coding | None]:
    """A FHIR Coding; None when it has neither code nor words."""
    if value is None:
        return Read(None)
    if not isinstance(value, dict):
        return Read(None, not_a("a code with its code system", where))
    reading = Reading()
    found = Coding(
        system=reading.part(code(value.get("system"), f"{where}.system")),
        code=reading.part(code(value.get("code"), f"{where}.code")),
        display=reading.part(text(value.get("display"), f"{where}.display")),
        user_selected=value.get("userSelected") is True,
    )
    return reading.of(found if found.code or found.display else None)


def codeable_concept(value: Any, where: str, *, longest: int = STRING_LIMIT) -> Read[CodeableConcept | None]:
    """A FHIR CodeableConcept; None when it says nothing. `longest` is for its text."""
    if value is None:
        return Read(None)
    if not isinstance(value, dict):
        return Read(None, not_a("a meaning in codes or words", where))
    reading = Reading()
    codings = reading.part(each(value.get("coding"), f"{where}.coding", coding))
    words = reading.part(text(value.get("text"), f"{where}.text", longest=longest))
    return reading.of(CodeableConcept(codings, words) if codings or words else None)


def codeable_concepts(value: Any, where: str) -> Read[tuple[CodeableConcept, ...]]:
    """A list of CodeableConcepts."""
    return each(value, where, codeable_concept)
