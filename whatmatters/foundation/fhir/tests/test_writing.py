"""What we write is FHIR, says an independent validator, and keeps what it was given."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import fhirkit
import pytest

from whatmatters.foundation.kernel.identifiers import nhs_number_reasons
from whatmatters.foundation.kernel.reasons import Reason

from .. import elements as e
from ..entries import Fault, Place, Resource
from ..outcomes import ISSUE_TYPES, operation_outcome, outcome_of_faults
from ..values.identifiers import identifiers, nhs_number
from ..writing import UK_CORE, BundleWriter, NdjsonWriter, resource, to_json
from .samples import NUMBER

AT = datetime(2025, 6, 1, 9, 30, tzinfo=UTC)


def errors(record: Resource | bytes) -> list[str]:
    """What the independent validator says against it."""
    return [str(issue) for issue in fhirkit.validate(record if isinstance(record, bytes) else to_json(record))]


def a_person() -> Resource:
    """A Patient with every element that we can build."""
    return resource(
        "Patient",
        id="p1",
        profile="Patient",
        extension=[e.extension("https://example.org/x", e.extension("part", String="deep"))],
        identifier=[e.nhs_number("999 000 0018", verification="01"), e.identifier("urn:hospital", "H1", use="usual")],
        active=True,
        name=[e.human_name("Okafor", "Winifred", "Ada", prefix="Mrs"), e.human_name(use="usual", text="Winnie")],
        telecom=[e.contact_point("phone", "07700 900001", use="mobile", rank=1)],
        gender="female",
        birthDate=date(1950, 7, 1),
        deceasedBoolean=False,
        address=[e.address("1 High Street", city="Leeds", postcode="LS10 4YU")],
        maritalStatus=None,
        contact=[],
        generalPractitioner=[e.logical_reference("Organization", e.ods_code("X99999"), display="Riverside Surgery")],
        communication=[{"language": e.codeable_concept(e.coding("urn:ietf:bcp:47", "pa")), "preferred": True}],
    )


def a_weight() -> Resource:
    """An Observation."""
    return resource(
        "Observation",
        id="o1",
        status="final",
        code=e.codeable_concept(e.coding(e.SNOMED_CT, "27113001", "Body weight"), text="Weight"),
        subject=e.reference("Patient", "p1", display="Winifred Okafor"),
        effectiveDateTime=AT,
        valueQuantity=e.quantity(Decimal("72.50"), "kg", code="kg"),
        note=[e.annotation("With shoes", author="Bea Hall", at=AT)],
    )


def a_plan() -> Resource:
    """A CarePlan with a Goal by full url."""
    return resource(
        "CarePlan",
        profile="CarePlan",
        status="active",
        intent="plan",
        subject=e.reference_to_url("urn:uuid:5b0b3a36-6d5e-4f5c-9f52-0d6f7a1c0002", type="Patient"),
        period=e.period(date(2025, 1, 1), date(2025, 12, 31)),
        _title=e.absent("unknown"),
    )


@pytest.mark.parametrize("record", [a_person(), a_weight(), a_plan()], ids=lambda record: record["resourceType"])
def test_what_we_write_is_valid(record: Resource) -> None:
    assert errors(record) == []


def test_a_resource_has_no_empty_elements_and_keeps_false() -> None:
    person = a_person()
    assert person["deceasedBoolean"] is False
    assert not {"maritalStatus", "contact"} & set(person)
    assert person["meta"] == {"profile": [f"{UK_CORE}Patient"]}
    assert list(person)[:2] == ["resourceType", "id"]


def test_an_nhs_number_comes_back_as_it_went() -> None:
    found = identifiers(a_person()["identifier"], "Patient.identifier")
    read = nhs_number(found.value, "Patient.identifier")
    assert read.value is not None
    assert (read.value.number, read.value.verified, read.reasons) == (NUMBER, True, ())


def test_decimals_and_moments_are_written_as_they_are() -> None:
    written = to_json(a_weight()).decode()
    assert '"value":72.50,' in written
    assert '"effectiveDateTime":"2025-06-01T09:30:00+00:00"' in written


@pytest.mark.parametrize("value", [datetime(2025, 6, 1), Decimal("NaN"), Decimal("Infinity"), object(), "\ud800"])  # noqa: DTZ001
def test_what_fhir_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        to_json({"x": value})


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        e.quantity(72.5, "kg")  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_bundle_is_written_entry_by_entry(count: int) -> None:
    stream = io.BytesIO()
    with BundleWriter(stream, type="collection", timestamp=AT) as writer:
        for number in range(count):
            writer.add({**a_weight(), "id": f"o{number}"}, full_url=f"https://example.org/fhir/Observation/o{number}")
    written = stream.getvalue()
    assert errors(written) == []
    assert len(json.loads(written).get("entry", [])) == count


def test_a_bundle_that_fails_half_way_is_left_broken() -> None:
    stream = io.BytesIO()

    def fail_half_way() -> None:
        with BundleWriter(stream) as writer:
            writer.add(a_weight())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with pytest.raises(json.JSONDecodeError):
        json.loads(stream.getvalue())


def test_entries_may_say_more_of_themselves() -> None:
    stream = io.BytesIO()
    with BundleWriter(stream, type="searchset") as writer:
        writer.add(a_weight(), search={"mode": "match", "score": None})
    assert json.loads(stream.getvalue())["entry"][0]["search"] == {"mode": "match"}
    assert errors(stream.getvalue()) == []


def test_ndjson_is_one_resource_to_a_line() -> None:
    stream = io.BytesIO()
    writer = NdjsonWriter(stream)
    writer.add(resource("Basic", code={"text": "two\nlines"}))
    writer.add(a_weight())
    lines = stream.getvalue().splitlines()
    assert [errors(line) for line in lines] == [[], []]


def test_reasons_become_an_operation_outcome() -> None:
    reasons = [Reason("value", "Not a date.", "Patient.birthDate"), *nhs_number_reasons("12")]
    outcome = operation_outcome(reasons)
    assert errors(outcome) == []
    first, second = outcome["issue"]
    assert (first["code"], first["expression"], first["details"]["text"]) == (
        "value",
        ["Patient.birthDate"],
        "Not a date.",
    )
    assert (second["code"], second["details"]["coding"][0]["code"]) == ("processing", "nhs-number.digits")


def test_no_reasons_are_an_outcome_too() -> None:
    outcome = operation_outcome([])
    assert errors(outcome) == []
    assert outcome["issue"][0]["severity"] == "information"


def test_faults_are_named_by_their_place() -> None:
    fault = Fault(Place("a.ndjson", line=3), Reason("structure", "The line is not JSON, or was cut short."))
    outcome = outcome_of_faults([fault])
    assert errors(outcome) == []
    assert outcome["issue"][0]["details"]["text"] == "a.ndjson, line 3: The line is not JSON, or was cut short."


@pytest.mark.parametrize("code", sorted(ISSUE_TYPES))
def test_every_issue_type_is_one_of_fhirs(code: str) -> None:
    assert errors(operation_outcome([Reason(code, "x")])) == []
