"""How to reach and to communicate with a Patient, and who is around them: tables of examples."""

from __future__ import annotations

from datetime import date

import pytest

from .records import patient
from .test_particulars import flags, left, taken_of

PREFERENCE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference"
INTERPRETER = {"url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired", "valueBoolean": True}
BCP47 = "urn:ietf:bcp:47"

CONTACTS = [
    ({"system": "phone", "value": "01632 960001"}, "phone"),
    ({"system": "phone", "value": "07700 900001"}, "mobile"),
    ({"system": "phone", "value": "+44 7700 900001"}, "mobile"),
    ({"system": "phone", "use": "mobile", "value": "555-2003"}, "mobile"),
    ({"system": "sms", "value": "07700900001"}, "mobile"),
    ({"system": "email", "value": "amina@example.org"}, "email"),
    ({"system": "email", "value": "not an email"}, "other"),
    ({"system": "phone", "value": "ask her sister"}, "other"),
    ({"system": "fax", "value": "01632 960002"}, "other"),
    ({"system": "other", "value": "+441632960003"}, "other"),
]


@pytest.mark.parametrize(("telecom", "kind"), CONTACTS)
def test_nothing_is_ever_sent_to_what_is_no_number_or_address(telecom: dict, kind: str) -> None:
    assert [one.kind for one in taken_of(telecom=[telecom])[0].contacts] == [kind]


def test_contacts_come_in_the_order_of_their_rank_and_old_ones_are_over() -> None:
    taken, _ = taken_of(
        telecom=[
            {"system": "phone", "value": "01632 960001", "rank": 2},
            {"system": "email", "value": "amina@example.org", "rank": 1},
            {"system": "phone", "value": "01632 960009", "use": "old"},
            {"system": "phone", "value": "01632 960008", "period": {"end": "2020-01-31"}},
        ]
    )
    assert [one.value for one in taken.contacts][:2] == ["amina@example.org", "01632 960001"]
    assert [one.ends_before for one in taken.contacts] == [None, None, date(2026, 11, 22), date(2020, 2, 1)]


def test_an_address_keeps_its_lines_and_its_period() -> None:
    (address,) = taken_of(
        address=[
            {
                "use": "temp",
                "line": ["Flat 2", "12 Mill Lane"],
                "city": "Exbridge",
                "district": "Exshire",
                "postalCode": "ex99 1aa",
                "period": {"start": "2025-01-01", "end": "2025-12-31"},
            }
        ]
    )[0].addresses
    assert address.lines == "Flat 2\n12 Mill Lane\nExshire"
    assert (address.city, address.postcode, address.use) == ("Exbridge", "EX99 1AA", "temp")
    assert (address.starts_on, address.ends_before) == (date(2025, 1, 1), date(2026, 1, 1))


def test_addresses_of_a_restricted_record_are_secret() -> None:
    taken, taking = taken_of(meta={"security": [{"code": "R"}]}, address=[{"line": ["12 Mill Lane"]}])
    assert [one.is_secret for one in taken.addresses] == [True]
    assert "restricted" in flags(taking)


def language(code: str, **more: object) -> dict:
    return {"language": {"coding": [{"system": BCP47, "code": code, "display": code.upper()}]}, **more}


LANGUAGES = [
    ([language("pl")], "pl", ()),
    ([language("en"), language("pl", preferred=True)], "pl", ()),
    ([language("en"), language("pl")], "", ()),
    ([language("q4")], "bfi", ()),
    ([language("q5")], "", ("makaton",)),
    ([{"language": {"text": "Klingon"}}], "", ()),
]


@pytest.mark.parametrize(("communication", "code", "support"), LANGUAGES)
def test_the_language_to_use(communication: list, code: str, support: tuple[str, ...]) -> None:
    taken, taking = taken_of(communication=communication)
    assert taken.particulars.language == code
    assert taken.needs.support == support
    assert ("language.many" in flags(taking)) is (len(communication) == 2 and not code)


@pytest.mark.parametrize(
    ("code", "support", "interpreted"),
    [("pl", "language-interpreter", "Polish"), ("bfi", "bsl-interpreter", "")],
)
def test_an_interpreter_is_support_in_the_language_to_use(code: str, support: str, interpreted: str) -> None:
    needs = taken_of(communication=[language(code)], extension=[INTERPRETER])[0].needs
    assert needs.support == (support,)
    assert needs.interpreter_language == interpreted


def preference(part: str, code: str) -> dict:
    return {"url": PREFERENCE, "extension": [{"url": part, "valueCodeableConcept": {"coding": [{"code": code}]}}]}


@pytest.mark.parametrize(("code", "way"), [("1", "letter"), ("3", "phone"), ("4", "email"), ("9", "sms"), ("2", "")])
def test_the_preferred_way(code: str, way: str) -> None:
    needs = taken_of(extension=[preference("PreferredContactMethod", code)])[0].needs
    assert needs.preferred_way == way
    assert bool(needs.in_words) is (way == "")


def test_no_telephone_calls_is_kept_as_a_way_that_is_not_safe() -> None:
    assert taken_of(extension=[preference("PreferredContactMethod", "8")])[0].needs.unsafe_ways == "No telephone calls."


def test_times_and_format() -> None:
    timing = {"repeat": {"dayOfWeek": ["mon", "fri"], "when": ["MORN"]}}
    times = {"url": PREFERENCE, "extension": [{"url": "PreferredContactTimes", "valueTiming": timing}]}
    assert taken_of(extension=[times])[0].needs.safe_times == "Monday, Friday, in the morning"
    written = preference("PreferredWrittenCommunicationFormat", "11")
    assert taken_of(extension=[written])[0].needs.formats == ("large-print",)


ROLE = "http://terminology.hl7.org/CodeSystem/v2-0131"


def test_the_circle_has_whoever_has_a_name_or_a_relation() -> None:
    taken, taking = taken_of(
        contact=[
            {
                "name": {"text": "Chidi"},
                "relationship": [{"coding": [{"system": ROLE, "code": "N"}]}, {"text": "Brother"}],
                "telecom": [{"system": "phone", "value": "07700 900002"}],
            },
            {"relationship": [{"text": "Neighbour"}]},
            {"telecom": [{"system": "phone", "value": "07700 900003"}]},
            {"name": {"text": "Gone"}, "period": {"end": "2001-01-01"}},
        ]
    )
    assert [(one.name, one.relationship, one.is_next_of_kin) for one in taken.members] == [
        ("Chidi", "Brother", True),
        ("Neighbour", "Neighbour", False),
    ]
    assert {"circle.nameless", "circle.over"} <= left(taking)


def test_a_practice_is_known_by_its_code_and_without_one_is_somebody_in_the_circle() -> None:
    ods = {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "a99001"}
    taken, _ = taken_of(generalPractitioner=[{"type": "Organization", "identifier": ods, "display": "Mill Lane"}])
    assert taken.practice is not None
    assert (taken.practice.ods_code, taken.practice.name) == ("A99001", "Mill Lane")
    taken, _ = taken_of(generalPractitioner=[{"reference": "Practitioner/9", "display": "Dr Obi"}])
    assert taken.practice is None
    assert [(one.name, one.is_professional) for one in taken.members] == [("Dr Obi", True)]


def test_a_practice_inside_the_patient_is_found() -> None:
    ods = {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99001"}
    gp = {"resourceType": "Organization", "id": "gp", "name": "Mill Lane", "identifier": [ods]}
    taken, _ = taken_of(contained=[gp], generalPractitioner=[{"reference": "#gp"}])
    assert taken.practice is not None
    assert taken.practice.name == "Mill Lane"


def test_the_builder_gives_a_whole_patient() -> None:
    assert patient(gender=None).keys() == {"resourceType", "id", "identifier", "name", "birthDate"}
