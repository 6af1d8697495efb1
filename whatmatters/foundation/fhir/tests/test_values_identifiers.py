"""What the readers of identifiers, extensions and narrative make of good, odd and bad values, as tables."""

from __future__ import annotations

from typing import Any

import pytest

from ..values import (
    extensions,
    identifiers,
    narrative,
    reads,
)
from .samples import NHS, NUMBER, OTHER_NUMBER


def problems(read: reads.Read[Any]) -> list[tuple[str, str]]:
    """The codes and places of the reasons."""
    return [(reason.code, reason.field) for reason in read.reasons]


STATUS_URL = identifiers.VERIFICATION_URL


def nhs(value: str, status: str = "", **more: Any) -> dict[str, Any]:
    """An NHS number as it comes in UK Core."""
    coded = {"coding": [{"system": identifiers.VERIFICATION_SYSTEM, "code": status}]}
    marked = {"extension": [{"url": STATUS_URL, "valueCodeableConcept": coded}]} if status else {}
    return {"system": NHS, "value": value, **marked, **more}


@pytest.mark.parametrize(
    ("given", "number", "verified", "code"),
    [
        ([nhs(NUMBER, "01")], NUMBER, True, ""),
        ([nhs("999 000 0018", "number-present-and-verified")], NUMBER, True, ""),
        ([nhs(NUMBER, "03")], NUMBER, False, ""),
        ([nhs(NUMBER)], NUMBER, False, ""),
        ([nhs(NUMBER), nhs("999-000-0018")], NUMBER, False, ""),
        ([nhs(NUMBER), nhs(OTHER_NUMBER, use="old")], NUMBER, False, ""),
        ([nhs(NUMBER), nhs(OTHER_NUMBER)], None, None, "conflict"),
        ([nhs("9990000019")], None, None, "value"),
        ([nhs("0000000000")], None, None, "value"),
        ([nhs("1234")], None, None, "value"),
        ([nhs("9990000019"), nhs(NUMBER)], NUMBER, False, "value"),
        ([{"system": "urn:hospital", "value": NUMBER}], None, None, ""),
        ([], None, None, ""),
    ],
)
def test_nhs_numbers(given: list[Any], number: str | None, verified: bool | None, code: str) -> None:
    found = identifiers.identifiers(given, "Patient.identifier")
    read = identifiers.nhs_number(found.value, "Patient.identifier")
    assert found.reasons == ()
    assert (read.value.number if read.value else None) == number
    assert (read.value.verified if read.value else None) is verified
    assert problems(read) == ([(code, "Patient.identifier")] if code else [])


def test_identifiers_by_system() -> None:
    given = [
        {"value": "x"},
        {"system": "https://fhir.nhs.uk/id/ods-organization-code", "value": "X99999"},
        {"system": "u"},
    ]
    found = identifiers.identifiers(given, "Organization.identifier").value
    assert identifiers.value_in(found, identifiers.ODS_SYSTEM) == "X99999"
    assert identifiers.value_in(found, "urn:none") == ""


def test_extensions_and_reasons_for_absence() -> None:
    absent = {"extension": [{"url": extensions.ABSENT_URL, "valueCode": "asked-declined"}]}
    person = {
        "extension": [
            7,
            {"url": "a", "extension": [{"url": "b", "valueString": "deep"}]},
            {"url": "c", "valueCode": "x"},
        ],
        "_birthDate": absent,
        "_given": [None, absent],
        "maritalStatus": absent,
        "gender": "female",
    }
    assert extensions.extension_value(person, "a", "b") == "deep"
    assert extensions.extension_value(person, "c") == "x"
    assert extensions.extension_value(person, "a") is None
    assert extensions.extension_value(person, "none", "b") is None
    assert [one["url"] for one in extensions.extensions(person, "a")] == ["a"]
    found = [extensions.absent_reason(person, name) for name in ("birthDate", "given", "maritalStatus", "gender", "x")]
    assert found == ["asked-declined", "asked-declined", "asked-declined", "", ""]


@pytest.mark.parametrize(
    ("div", "expected"),
    [
        ("<div><p>Walk <b>daily</b></p><p>Eat well</p></div>", "Walk daily\nEat well"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<div>5 &lt; 6 &amp; more<br/>so</div>", "5 < 6 & more\nso"),
        ("<div><script>alert(1)</script></div>", "alert(1)"),
        ("<div>&lt;script&gt;alert(1)&lt;/script&gt;</div>", "<script>alert(1)</script>"),
        ("no markup", "no markup"),
        ("<" * 50_000, "<" * 50_000),
    ],
)
def test_narrative_becomes_plain_words(div: str, expected: str) -> None:
    assert narrative.narrative({"text": {"div": div}}, "X").value == expected
