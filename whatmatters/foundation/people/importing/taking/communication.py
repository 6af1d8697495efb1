"""How to communicate with a Patient: languages, interpreter, preferred way, times and format.

Serves the first version of the communication needs of somebody who was imported. Source: UK Core ContactPreference,
FHIR patient-interpreterRequired and patient-proficiency; the codes are those of `rules.communication`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.codes import CodeableConcept, codeable_concept
from whatmatters.foundation.fhir.values.extensions import extension_value, extensions

from ...rules.particulars import language_label
from .reading import Taking
from .timings import timing_in_words

PREFERENCE_URL = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference"
INTERPRETER_URL = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
PROFICIENCY_URL = "http://hl7.org/fhir/StructureDefinition/patient-proficiency"
LANGUAGE_SYSTEMS = ("urn:ietf:bcp:47", "https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage")
MAKATON = "703963007"
_SPECIAL_LANGUAGES = {"q2": "ase", "q3": "asf", "q4": "bfi"}
"""UK Core's own codes for sign languages, as BCP 47 has them."""

_WAYS = {"1": "letter", "3": "phone", "4": "email", "9": "sms"}
_WAYS_IN_WORDS = {
    "2": "Likes to be visited.",
    "5": "Likes to be reached by textphone (Minicom).",
    "6": "Telephone through somebody else.",
    "7": "Likes sign language.",
}
_FORMATS = {"11": "large-print", "12": "braille", "13": "audio"}


@dataclass(frozen=True, slots=True)
class Needs:
    """The columns of `CommunicationNeeds` that a record fills, and the language of the person."""

    language: str = ""
    formats: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    interpreter_language: str = ""
    in_words: str = ""
    preferred_way: str = ""
    safe_times: str = ""
    unsafe_ways: str = ""

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to keep besides the language."""
        return any((self.formats, self.support, self.in_words, self.preferred_way, self.safe_times, self.unsafe_ways))

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values, without the language, which is the person's."""
        return {
            "formats": list(self.formats),
            "support": list(self.support),
            "interpreter_language": self.interpreter_language,
            "in_words": self.in_words,
            "preferred_way": self.preferred_way,
            "safe_times": self.safe_times,
            "unsafe_ways": self.unsafe_ways,
        }


@dataclass(slots=True)
class _Gathered:
    language: str = ""
    formats: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def needs(patient: Resource, taking: Taking) -> Needs:
    """Everything the record says about how to communicate."""
    spoken = _languages(patient, taking)
    way, formats, times, unsafe, words = _preference(patient, taking)
    support, interpreter = _interpreter(patient, spoken.language)
    return Needs(
        language=spoken.language,
        formats=tuple(dict.fromkeys((*spoken.formats, *formats))),
        support=tuple(dict.fromkeys((*spoken.support, *support))),
        interpreter_language=interpreter,
        in_words="\n".join((*spoken.words, *words)),
        preferred_way=way,
        safe_times=times,
        unsafe_ways=unsafe,
    )


def _languages(patient: Resource, taking: Taking) -> _Gathered:
    """The language to use (the preferred one, or the only one); the others and how well they are spoken, in words."""
    where, found = "Patient.communication", _Gathered()
    spoken: list[tuple[bool, str, str]] = []
    listed = patient.get("communication")
    for one in listed if isinstance(listed, list) else []:
        concept = taking.part(codeable_concept(one.get("language"), f"{where}.language"))
        if concept is None:
            continue
        _signs_and_braille(concept, found)
        if code := _language_code(concept, taking):
            words = " ".join(filter(None, (concept.label, _proficiency(one))))
            spoken.append((one.get("preferred") is True, code, words))
        elif not found.support and not found.formats:
            found.words += (f"Language: {concept.label}",)
    chosen = next((code for preferred, code, _ in spoken if preferred), spoken[0][1] if len(spoken) == 1 else "")
    found.language = chosen
    if others := [words for _, code, words in spoken if code != chosen or "(" in words]:
        found.words += (f"Languages: {', '.join(others)}",)
    if spoken and not chosen:
        taking.flag("language.many", "It names several languages and does not say which to use. Ask.", where)
    return found


def _signs_and_braille(concept: CodeableConcept, found: _Gathered) -> None:
    codes = {coding.code for coding in concept.codings}
    if MAKATON in codes or "q5" in codes:
        found.support += ("makaton",)
    if "q1" in codes:
        found.formats += ("braille",)


def _language_code(concept: CodeableConcept, taking: Taking) -> str:
    """Its BCP 47 code. One without a system is taken when it looks like one, as many systems leave the system out."""
    coding = concept.coding_of(*LANGUAGE_SYSTEMS) or concept.coding_of("")
    if coding is None or coding.code in ("q1", "q5"):
        return ""
    return taking.fit(_SPECIAL_LANGUAGES.get(coding.code, coding.code), 20, "Patient.communication.language")


def _proficiency(communication: Any) -> str:
    """How well, for which way of using it: "(poor: expressed spoken)"; "" when it does not say."""
    said = []
    for one in extensions(communication, PROFICIENCY_URL):
        parts = [extension_value(one, part) for part in ("level", "type")]
        words = [str(part.get("display") or part.get("code")).lower() for part in parts if isinstance(part, dict)]
        said += [": ".join(words)] if words else []
    return f"({'; '.join(said)})" if said else ""


def _interpreter(patient: Resource, language: str) -> tuple[tuple[str, ...], str]:
    """The support and the language of an interpreter, where one is required."""
    if extension_value(patient, INTERPRETER_URL) is not True:
        return (), ""
    if language == "bfi":
        return ("bsl-interpreter",), ""
    return ("language-interpreter",), language_label(language)[:40] if language else "Not known: ask"


def _preference(patient: Resource, taking: Taking) -> tuple[str, tuple[str, ...], str, str, tuple[str, ...]]:
    """Way, formats, times, ways that must not be used, and the rest in words."""
    where = "Patient.extension"
    method = _coded(patient, "PreferredContactMethod", taking, where)
    written = _coded(patient, "PreferredWrittenCommunicationFormat", taking, where)
    times = extension_value(patient, PREFERENCE_URL, "PreferredContactTimes")
    words = tuple(filter(None, (_WAYS_IN_WORDS.get(method),)))
    formats = (_FORMATS[written],) if written in _FORMATS else ()
    unsafe = "No telephone calls." if method == "8" else ""
    return _WAYS.get(method, ""), formats, _times_in_words(times, taking), unsafe, words


def _coded(patient: Resource, part: str, taking: Taking, where: str) -> str:
    concept = taking.part(codeable_concept(extension_value(patient, PREFERENCE_URL, part), where))
    coding = concept.coding_of() if concept else None
    return coding.code if coding else ""


def _times_in_words(times: Any, taking: Taking) -> str:
    """The times as they were written, or a Timing in words."""
    if isinstance(times, dict):
        return taking.fit(timing_in_words(times), 1000, "Patient.extension")
    return taking.fit(times, 1000, "Patient.extension") if isinstance(times, str) else ""
