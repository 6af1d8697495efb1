"""Who a Patient is, in our columns: tables of examples."""

from __future__ import annotations

from datetime import date

import pytest

from whatmatters.foundation.fhir.entries import Entry, Place

from ...importing.interface import PersonGroup
from ...importing.taking.particulars import Death
from ...importing.taking.patients import TakenPatient, take_patient
from ...importing.taking.reading import Taking
from .records import NHS, patient

DAY = date(2026, 11, 22)
ETHNICITY = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory"


def taken_of(**changes: object) -> tuple[TakenPatient, Taking]:
    """What is taken of Amina with these changes, and what is said about it."""
    taking = Taking()
    entry = Entry(Place("given.json"), patient(**changes))
    return take_patient(PersonGroup((entry,), lambda reference, context: None), taking, DAY), taking


def flags(taking: Taking) -> set[str]:
    return {reason.code for reason in taking.flagged}


def left(taking: Taking) -> set[str]:
    return {reason.code for reason in taking.left_out}


NAMES = [
    ([{"family": "Okafor", "given": ["Amina", "Jane"]}], ("Amina Jane", "Okafor", "")),
    ([{"use": "usual", "family": "Ng", "given": ["Mina"]}, {"use": "official", "family": "Ng"}], ("", "Ng", "Mina")),
    ([{"use": "nickname", "given": ["Mina"]}, {"use": "official", "given": ["Amina"]}], ("Amina", "", "Mina")),
    ([{"use": "maiden", "family": "Eze"}, {"family": "Okafor"}], ("", "Okafor", "")),
    ([{"use": "old", "family": "Eze"}], ("", "Eze", "")),
    ([{"family": "Eze", "period": {"end": "2001-05-01"}}, {"family": "Okafor"}], ("", "Okafor", "")),
    ([{"text": "Amina Okafor"}], ("", "", "Amina Okafor")),
    ([{"family": "Wójcik\u202eevil\u0000", "given": [None, "Łucja"]}], ("Łucja", "Wójcikevil", "")),
    (
        [{"family": "<b>Bold</b>", "given": ["<script>alert(1)</script>"]}],
        ("<script>alert(1)</script>", "<b>Bold</b>", ""),
    ),
]


@pytest.mark.parametrize(("names", "wanted"), NAMES)
def test_the_name_for_letters_and_the_one_to_be_called_by(names: object, wanted: tuple[str, str, str]) -> None:
    who = taken_of(name=names)[0].particulars
    assert (who.given_names, who.family_name, who.preferred_name) == wanted


@pytest.mark.parametrize("names", [None, [], [{"use": "official"}], [{"prefix": ["Mrs"]}], "Amina", [{"family": ""}]])
def test_what_names_nobody_is_no_name(names: object) -> None:
    assert not taken_of(name=names)[0].particulars.has_name


def test_a_name_that_does_not_fit_is_left_out_not_cut() -> None:
    taken, taking = taken_of(name=[{"family": "x" * 141, "given": ["Amina"]}])
    assert taken.particulars.family_name == ""
    assert "too-long" in left(taking)


BIRTHS = [
    ("1948-11-22", date(1948, 11, 22), "", set()),
    ("1948-11", None, "1948-11", {"birth-date.partial"}),
    ("1948", None, "1948", {"birth-date.partial"}),
    (None, None, "", {"birth-date.missing"}),
    ("2099-01-01", None, "", {"birth-date.wrong"}),
    ("1948-02-30", None, "", {"birth-date.wrong"}),
    ("22/11/1948", None, "", {"birth-date.wrong"}),
    (19481122, None, "", {"birth-date.wrong"}),
    ("1879-03-14", date(1879, 3, 14), "", {"birth-date.too-old"}),
]


@pytest.mark.parametrize(("written", "birth_date", "text", "said"), BIRTHS)
def test_a_birth_date_is_kept_as_exactly_as_it_is_known(
    written: object, birth_date: date | None, text: str, said: set[str]
) -> None:
    taken, taking = taken_of(birthDate=written)
    assert (taken.particulars.birth_date, taken.particulars.birth_date_text) == (birth_date, text)
    assert {code for code in flags(taking) if code.startswith("birth-date")} == said


DEATHS = [
    ({}, None),
    ({"deceasedBoolean": False}, None),
    ({"deceasedBoolean": True}, Death(None)),
    ({"deceasedDateTime": "2025-06-01"}, Death(date(2025, 6, 1))),
    ({"deceasedDateTime": "2025-06-01T23:30:00+00:00"}, Death(date(2025, 6, 1))),
    ({"deceasedDateTime": "2025"}, Death(None)),
    ({"deceasedDateTime": "2099-06-01"}, Death(None)),
    ({"deceasedDateTime": "1900-06-01"}, Death(None)),
]


@pytest.mark.parametrize(("elements", "wanted"), DEATHS)
def test_a_death_is_never_lost_whatever_is_wrong_with_its_day(elements: dict, wanted: Death | None) -> None:
    assert taken_of(**elements)[0].death == wanted


NUMBERS = [
    ("999 000 0018", "9990000018", []),
    ("999-000-0018", "9990000018", []),
    ("0000000000", "", ["0000000000"]),
    ("1234567890", "", ["1234567890"]),
    ("91000000009", "", ["91000000009"]),
]


@pytest.mark.parametrize(("written", "nhs_number", "others"), NUMBERS)
def test_an_nhs_number_that_fails_its_check_is_kept_as_another_number(
    written: str, nhs_number: str, others: list[str]
) -> None:
    taken, taking = taken_of(identifier=[{"system": NHS, "value": written}])
    assert taken.particulars.nhs_number == nhs_number
    assert [one.value for one in taken.others] == others
    assert ("nhs-number.wrong" in flags(taking)) is bool(others)
    assert all(one.label == "NHS number, not valid" for one in taken.others)


def test_of_two_valid_nhs_numbers_neither_is_the_persons() -> None:
    taken, taking = taken_of(
        identifier=[{"system": NHS, "value": "9990000018"}, {"system": NHS, "value": "9990000026"}]
    )
    assert taken.particulars.nhs_number == ""
    assert len(taken.others) == 2
    assert "nhs-number.wrong" in flags(taking)


@pytest.mark.parametrize(("code", "status"), [("01", "01"), ("trace-required", "03"), ("nonsense", "")])
def test_the_status_of_an_nhs_number(code: str, status: str) -> None:
    url = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
    said = [{"url": url, "valueCodeableConcept": {"coding": [{"code": code}]}}]
    taken, _ = taken_of(identifier=[{"system": NHS, "value": "9990000018", "extension": said}])
    assert taken.particulars.nhs_number_status == status


def test_ethnicity_of_uk_core_is_taken_and_of_other_countries_is_not() -> None:
    concept = {"coding": [{"code": "N", "display": "Black or Black British - African"}]}
    taken, _ = taken_of(extension=[{"url": ETHNICITY, "valueCodeableConcept": concept}])
    assert (taken.particulars.ethnicity, taken.particulars.ethnicity_code) == ("Black or Black British - African", "N")
    _, taking = taken_of(extension=[{"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race"}])
    assert "ethnicity.foreign" in left(taking)


@pytest.mark.parametrize("element", ["photo", "maritalStatus", "multipleBirthBoolean"])
def test_what_has_no_place_here_is_said(element: str) -> None:
    _, taking = taken_of(**{element: True if element.startswith("multiple") else [{}]})
    assert f"patient.{element}" in left(taking)
