"""Small FHIR records of invented people, to be changed by each test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Resource = dict[str, Any]
NHS = "https://fhir.nhs.uk/Id/nhs-number"
AMINA = "9990000018"
BEN = "9990000026"


def patient(id: str = "amina", **changes: Any) -> Resource:
    """Amina Okafor, with whatever the test changes; None takes an element away."""
    whole = {
        "resourceType": "Patient",
        "id": id,
        "identifier": [{"system": NHS, "value": AMINA}],
        "name": [{"use": "official", "family": "Okafor", "given": ["Amina"]}],
        "gender": "female",
        "birthDate": "1948-11-22",
    } | changes
    return {name: part for name, part in whole.items() if part is not None}


def ben(id: str = "ben", **changes: Any) -> Resource:
    """Ben Ali, somebody else."""
    return patient(
        id,
        **{
            "identifier": [{"system": NHS, "value": BEN}],
            "name": [{"family": "Ali", "given": ["Ben"]}],
            "gender": "male",
            "birthDate": "1960-02-29",
        }
        | changes,
    )


def condition(id: str = "c1", whose: str = "Patient/amina", term: str = "Asthma", **changes: Any) -> Resource:
    """One condition."""
    return {"resourceType": "Condition", "id": id, "code": {"text": term}, "subject": {"reference": whose}} | changes


def observation(id: str = "o1", whose: str = "Patient/amina", **changes: Any) -> Resource:
    """A body weight of 72.50 kg."""
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}]},
        "subject": {"reference": whose},
        "effectiveDateTime": "2026-03-01T09:30:00Z",
        "valueQuantity": {"value": 72.5, "unit": "kg"},
    } | changes


def related(id: str = "r1", whose: str = "Patient/amina", **changes: Any) -> Resource:
    """Amina's brother."""
    return {
        "resourceType": "RelatedPerson",
        "id": id,
        "patient": {"reference": whose},
        "name": [{"family": "Okafor", "given": ["Chidi"]}],
        "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "BRO"}]}],
    } | changes


def bundle(*resources: Resource, base: str = "") -> str:
    """A collection Bundle as text; `base` is the server's address, if it says one."""
    entries = [
        {"resource": one} | ({"fullUrl": f"{base}/{one['resourceType']}/{one['id']}"} if base else {})
        for one in resources
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})


def write(folder: Path, *resources: Resource, name: str = "people.json", base: str = "") -> Path:
    """A file with a Bundle of these resources."""
    file = folder / name
    file.write_text(bundle(*resources, base=base))
    return file
