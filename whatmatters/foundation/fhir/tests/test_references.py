"""What things are called, and what references point at, over every form that FHIR allows."""

from __future__ import annotations

from typing import Any

import pytest

from ..entries import Entry, Place
from ..references import Name, Pointer, contained_in, identifier_token, identifier_tokens, name_of, pointer_of, whose

PLACE = Place("x.json")
UUID = "5b0b3a36-6d5e-4f5c-9f52-0d6f7a1c0001"
SERVER = "https://example.org/fhir"


@pytest.mark.parametrize(
    ("full_url", "id", "expected"),
    [
        ("", "1", Name("Patient/1", "", "Patient/1", "")),
        ("", "", Name("", "", "", "")),
        (f"{SERVER}/Patient/1", "1", Name(f"{SERVER}/Patient/1", f"{SERVER}/Patient/1", "Patient/1", SERVER)),
        (
            f"{SERVER}/Patient/1/_history/4",
            "1",
            Name(f"{SERVER}/Patient/1", f"{SERVER}/Patient/1", "Patient/1", SERVER),
        ),
        (f"{SERVER}/Patient/1", "", Name(f"{SERVER}/Patient/1", f"{SERVER}/Patient/1", "Patient/1", SERVER)),
        (f"urn:uuid:{UUID}", UUID, Name(f"Patient/{UUID}", f"urn:uuid:{UUID}", f"Patient/{UUID}", "")),
        (f"urn:uuid:{UUID.upper()}", "", Name(f"urn:uuid:{UUID}", f"urn:uuid:{UUID}", "", "")),
        (f"urn:uuid:{UUID}", "7", Name(f"urn:uuid:{UUID}", f"urn:uuid:{UUID}", "Patient/7", "")),
        ("Patient/9", "", Name("Patient/9", "", "Patient/9", "")),
        ("not an address", "", Name("not an address", "", "", "")),
    ],
)
def test_names(full_url: str, id: str, expected: Name) -> None:
    resource = {"resourceType": "Patient", **({"id": id} if id else {})}
    assert name_of(Entry(PLACE, resource, full_url)) == expected


NUMBER = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "999 000 0018"}
TOKEN = "https://fhir.nhs.uk/Id/nhs-number|9990000018"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ({"reference": "Patient/1"}, Pointer(local="Patient/1", type="Patient")),
        ({"reference": "Patient/1/_history/2"}, Pointer(local="Patient/1", type="Patient")),
        ({"reference": f"{SERVER}/Patient/1"}, Pointer("", f"{SERVER}/Patient/1", "Patient/1", "Patient")),
        ({"reference": f"urn:uuid:{UUID.upper()}"}, Pointer(url=f"urn:uuid:{UUID}")),
        ({"reference": "urn:oid:1.2.3", "type": "Patient"}, Pointer(url="urn:oid:1.2.3", type="Patient")),
        ({"reference": "#p"}, Pointer(contained="p")),
        ({"type": "Patient", "identifier": NUMBER}, Pointer(type="Patient", identifiers=(TOKEN,))),
        ({"reference": "Patient/1", "identifier": NUMBER}, Pointer("", "", "Patient/1", "Patient", (TOKEN,))),
        (
            {"reference": "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi%7C99"},
            Pointer(type="Practitioner", identifiers=("http://hl7.org/fhir/sid/us-npi|99",)),
        ),
        ({"reference": "Patient?name=x"}, None),
        ({"reference": "somebody"}, None),
        ({"reference": "some/where/Patient/1"}, None),
        ({"display": "Winifred"}, None),
        ({"reference": 7}, None),
        ({"reference": ""}, None),
        ({"reference": "Patient/1", "type": 7}, Pointer(local="Patient/1", type="Patient")),
        ("Patient/1", None),
        (None, None),
    ],
)
def test_pointers(reference: Any, expected: Pointer | None) -> None:
    assert pointer_of(reference) == expected


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        (NUMBER, TOKEN),
        ({"system": "urn:x", "value": " a-1 "}, "urn:x|a-1"),
        ({"value": "a"}, "|a"),
        ({"system": "urn:x"}, ""),
        ({"system": "urn:x", "value": " "}, ""),
        ({"system": 1, "value": 2}, ""),
        (None, ""),
    ],
)
def test_identifier_tokens(identifier: Any, expected: str) -> None:
    assert identifier_token(identifier) == expected


def test_only_identifiers_of_a_known_system_identify() -> None:
    resource = {"resourceType": "Patient", "identifier": [NUMBER, {"value": "a"}, None, 7]}
    assert list(identifier_tokens(resource)) == [TOKEN]


@pytest.mark.parametrize(
    ("element", "reference", "expected"),
    [
        ("subject", "Patient/1", Pointer(local="Patient/1", type="Patient")),
        ("patient", "Patient/1", Pointer(local="Patient/1", type="Patient")),
        ("for", "Patient/1", Pointer(local="Patient/1", type="Patient")),
        ("beneficiary", "Patient/1", Pointer(local="Patient/1", type="Patient")),
        ("performer", "Patient/1", None),
        ("subject", "#p", Pointer(contained="p", type="Patient", identifiers=(TOKEN,))),
        ("subject", "#q", Pointer(contained="q", type="Patient")),
    ],
)
def test_whose(element: str, reference: str, expected: Pointer | None) -> None:
    inner = {"resourceType": "Patient", "id": "p", "identifier": [NUMBER]}
    assert whose({"resourceType": "Basic", element: {"reference": reference}, "contained": [inner]}) == expected


def test_contained() -> None:
    resource = {"resourceType": "Basic", "contained": [7, {"id": "a"}, {"id": "#b"}]}
    assert contained_in(resource, "a") == {"id": "a"}
    assert contained_in(resource, "b") == {"id": "#b"}
    assert contained_in(resource, "c") is None
    assert contained_in(resource, "") is resource
