"""The shape that the elements we read must have, resource by resource: a table, and no more than we use.

Serves `checking`. Source: FHIR R4 (4.0.1) resource definitions; codes are those of the value sets with a required
binding. Refuses nothing that it does not know: elements that are not in the table are not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """What one element must look like: `json` type, whether a list, whether it must be there, allowed codes."""

    json: type
    many: bool = False
    required: bool = False
    codes: frozenset[str] = frozenset()


TEXT, FLAG, PART = Shape(str), Shape(bool), Shape(dict)
TEXTS, PARTS = Shape(str, many=True), Shape(dict, many=True)
NEEDED = Shape(dict, required=True)


def _code(*codes: str, required: bool = False) -> Shape:
    """One code of a fixed list."""
    return Shape(str, required=required, codes=frozenset(codes))


_REQUEST_STATUS = ("draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown")
_OBSERVATION_STATUS = (
    *("registered", "preliminary", "final", "amended", "corrected", "cancelled"),
    *("entered-in-error", "unknown"),
)
_GOAL_STATUS = (
    *("proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled"),
    *("entered-in-error", "rejected"),
)
_GENDER = _code("male", "female", "other", "unknown")
_HUMAN = {"identifier": PARTS, "active": FLAG, "name": PARTS, "telecom": PARTS, "address": PARTS, "gender": _GENDER}

SHAPES: dict[str, dict[str, Shape]] = {
    "Patient": {
        **_HUMAN,
        "birthDate": TEXT,
        "deceasedBoolean": FLAG,
        "deceasedDateTime": TEXT,
        "contact": PARTS,
        "communication": PARTS,
        "generalPractitioner": PARTS,
        "managingOrganization": PART,
        "link": PARTS,
    },
    "RelatedPerson": {
        **_HUMAN,
        "patient": NEEDED,
        "relationship": PARTS,
        "birthDate": TEXT,
        "period": PART,
        "communication": PARTS,
    },
    "Condition": {
        "clinicalStatus": PART,
        "verificationStatus": PART,
        "category": PARTS,
        "severity": PART,
        "code": PART,
        "subject": NEEDED,
        "onsetDateTime": TEXT,
        "onsetString": TEXT,
        "onsetPeriod": PART,
        "abatementDateTime": TEXT,
        "recordedDate": TEXT,
        "note": PARTS,
    },
    "Observation": {
        "status": _code(*_OBSERVATION_STATUS, required=True),
        "category": PARTS,
        "code": NEEDED,
        "effectiveDateTime": TEXT,
        "effectivePeriod": PART,
        "issued": TEXT,
        "valueQuantity": PART,
        "valueCodeableConcept": PART,
        "valueString": TEXT,
        "valueBoolean": FLAG,
        "valueInteger": Shape(int),
        "dataAbsentReason": PART,
        "interpretation": PARTS,
        "note": PARTS,
        "referenceRange": PARTS,
        "component": PARTS,
    },
    "CarePlan": {
        "status": _code(*_REQUEST_STATUS, required=True),
        "intent": _code("proposal", "plan", "order", "option", required=True),
        "category": PARTS,
        "title": TEXT,
        "description": TEXT,
        "subject": NEEDED,
        "period": PART,
        "created": TEXT,
        "author": PART,
        "careTeam": PARTS,
        "addresses": PARTS,
        "goal": PARTS,
        "activity": PARTS,
        "note": PARTS,
    },
    "Goal": {
        "lifecycleStatus": _code(*_GOAL_STATUS, required=True),
        "achievementStatus": PART,
        "category": PARTS,
        "priority": PART,
        "description": NEEDED,
        "subject": NEEDED,
        "startDate": TEXT,
        "target": PARTS,
        "statusDate": TEXT,
        "expressedBy": PART,
        "addresses": PARTS,
        "note": PARTS,
    },
    "CareTeam": {
        "status": _code("proposed", "active", "suspended", "inactive", "entered-in-error"),
        "name": TEXT,
        "subject": PART,
        "period": PART,
        "participant": PARTS,
        "note": PARTS,
    },
    "Organization": {
        "identifier": PARTS,
        "active": FLAG,
        "type": PARTS,
        "name": TEXT,
        "alias": TEXTS,
        "telecom": PARTS,
        "address": PARTS,
        "partOf": PART,
    },
    "Practitioner": {**_HUMAN, "birthDate": TEXT, "qualification": PARTS},
    "PractitionerRole": {
        "identifier": PARTS,
        "active": FLAG,
        "period": PART,
        "practitioner": PART,
        "organization": PART,
        "code": PARTS,
        "specialty": PARTS,
        "location": PARTS,
        "telecom": PARTS,
    },
    "Location": {
        "identifier": PARTS,
        "name": TEXT,
        "telecom": PARTS,
        "address": PART,
        "managingOrganization": PART,
    },
    "Questionnaire": {
        "status": _code("draft", "active", "retired", "unknown", required=True),
        "url": TEXT,
        "title": TEXT,
        "item": PARTS,
    },
    "QuestionnaireResponse": {
        "status": _code("in-progress", "completed", "amended", "entered-in-error", "stopped", required=True),
        "questionnaire": TEXT,
        "subject": PART,
        "authored": TEXT,
        "item": PARTS,
    },
}
