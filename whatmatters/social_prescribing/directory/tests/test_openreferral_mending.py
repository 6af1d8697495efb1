"""One record made into a document: valid, and with everything that came."""

from __future__ import annotations

import json
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whatmatters.social_prescribing.directory.openreferral.checking import faults_of
from whatmatters.social_prescribing.directory.openreferral.kinds import KINDS
from whatmatters.social_prescribing.directory.openreferral.mending import Mender
from whatmatters.social_prescribing.directory.openreferral.references import Names

from .openreferral_feeds import NAMESPACE, SERVICE_ID, is_held, leaves, said


def mender():
    seen: set[tuple[str, str]] = set()
    return Mender(Names(NAMESPACE), lambda kind, key: (kind, key) not in seen and not seen.add((kind, key)))


def mended(record, kind="service"):
    return mender().mend(kind, record, "ref")


def service(**more):
    return {"id": SERVICE_ID, "name": "Tea and chat", "status": "active"} | more


def test_a_valid_document_stays_as_it_is():
    record = service(description="Tea.", schedules=[{"id": SERVICE_ID, "opens_at": "09:00:00"}])
    assert mended(record) == (record, [])


def test_ids_become_uuids_of_their_kind():
    document, notes = mended(
        service(id=12, organization_id="12", organization={"id": "12", "name": "A", "description": "B"})
    )
    assert document["id"] == str(uuid5(NAMESPACE, "service:12"))
    assert document["original_id"] == 12
    assert document["organization"]["id"] == str(uuid5(NAMESPACE, "organization:12"))
    assert "organization_id" not in document
    assert "original_values" not in document
    assert not notes


def test_a_link_that_leads_elsewhere_stays():
    document, _ = mended(service(organization_id="9"))
    assert document["organization_id"] == str(uuid5(NAMESPACE, "organization:9"))
    assert document["original_values"] == {"organization_id": "9"}


def test_what_hangs_on_a_thing_does_not_repeat_it():
    phone = {"id": SERVICE_ID, "number": "1", "service_id": SERVICE_ID, "location_id": SERVICE_ID}
    document, _ = mended(service(phones=[phone]))
    assert document["phones"] == [{"id": SERVICE_ID, "number": "1", "location_id": SERVICE_ID}]


def test_things_without_an_id_get_one_that_stays():
    languages = [{"name": "Urdu"}, {"name": "Polish"}, {"name": "Urdu"}]
    first, _ = mended(service(languages=languages))
    again, _ = mended(service(languages=[{"name": "Welsh"}, *languages]))
    ids = [one["id"] for one in first["languages"]]
    assert len(set(ids)) == 3
    assert [one["id"] for one in again["languages"]][1:] == ids


@pytest.mark.parametrize(
    ("field", "came"),
    [
        ("assured_date", "31/02/2024"),
        ("url", "see notes"),
        ("email", "none"),
        ("minimum_age", "adults"),
        ("last_modified", "yesterday"),
        ("description", {"en": "Tea"}),
    ],
)
def test_a_value_that_would_be_refused_moves_aside(field, came):
    document, notes = mended(service(**{field: came}))
    assert field not in document
    assert document["original_values"] == {field: came}
    assert [(note.reference, note.kind, note.field) for note in notes] == [("ref", "service", field)]
    assert not faults_of(document)


def test_what_is_required_is_filled_and_told():
    location = {"id": SERVICE_ID, "addresses": [{"address_1": "1 High Street", "city": "Leeds"}]}
    document, notes = mended(service(status=None, service_at_locations=[{"location": location}]))
    address = document["service_at_locations"][0]["location"]["addresses"][0]
    assert document["status"] == "active"
    assert (address["state_province"], address["address_type"]) == ("", "physical")
    assert {"status", "location_type", "state_province", "postal_code", "country", "address_type"} == {
        note.field for note in notes
    }
    assert not faults_of(document)


def test_words_of_other_feeds_are_read_and_kept():
    document, notes = mended(service(status="Open"))
    assert (document["status"], document["original_values"]) == ("active", {"status": "Open"})
    assert len(notes) == 1


def test_markup_goes_and_is_kept():
    document, notes = mended(service(description="<p>Tea</p><script>x()</script>", alert="Tea &amp; cake"))
    assert document["description"] == "Tea"
    assert document["alert"] == "Tea & cake"
    assert document["original_values"] == {"description": "<p>Tea</p><script>x()</script>"}
    assert [note.field for note in notes] == ["description"]


def test_hours_past_midnight_stay_as_they_are():
    times = {"id": SERVICE_ID, "opens_at": "20:00", "closes_at": "02:00"}
    document, notes = mended(service(schedules=[times]))
    assert document["schedules"] == [{"id": SERVICE_ID, "opens_at": "20:00:00", "closes_at": "02:00:00"}]
    assert not notes


def test_what_the_standard_does_not_know_stays_where_it_was():
    record = service(colour="red", contacts=[{"id": SERVICE_ID, "shoe": {"size": [7, 8]}}])
    assert mended(record) == (record, [])


def test_things_that_are_no_objects_are_kept_aside():
    document, notes = mended(service(phones=["020 7946 0000"], organization="The Club", languages={"name": "Urdu"}))
    assert document["original_values"] == {"phones": ["020 7946 0000"], "organization": "The Club"}
    assert document["languages"][0]["name"] == "Urdu"
    assert len(notes) == 2


def test_numbers_that_json_has_not_become_words():
    document, _ = mended(service(extra=[float("inf")], name_in_other_script="a\x00b"))
    assert document["extra"] == ["inf"]
    assert document["name_in_other_script"] == "ab"


def attributes(*links):
    terms = [{"id": f"t{term}", "name": "a", "description": "b", "parent_id": f"t{parent}"} for term, parent in links]
    return [{"id": f"a{count}", "taxonomy_term": term} for count, term in enumerate(terms)]


def test_a_term_is_never_its_own_ancestor():
    document, notes = mended(service(attributes=attributes((1, 2), (2, 3), (3, 1))))
    last = document["attributes"][-1]["taxonomy_term"]
    assert "parent_id" not in last
    assert last["original_values"] == {"parent_id": "t1"}
    assert [note.field for note in notes] == ["parent_id"]
    assert all("parent_id" in one["taxonomy_term"] for one in document["attributes"][:2])


def test_the_same_link_is_cut_however_often_it_comes():
    one = mender()
    documents = [
        one.mend("service", service(attributes=attributes(pair)), "r")[0] for pair in ((1, 2), (2, 1), (1, 2), (2, 1))
    ]
    assert ["parent_id" in made["attributes"][0]["taxonomy_term"] for made in documents] == [True, False, True, False]


def test_a_shared_record_is_told_of_once():
    one = mender()
    record = service(organization={"id": "o", "name": "A", "website": "none"})
    notes = [note.field for _ in range(3) for note in one.mend("service", record, "r")[1]]
    assert notes == ["website", "description"]


FIELDS = sorted(
    {name for kind in KINDS.values() for name in (*kind.fields, *kind.nested, "id", "original_values", "x")}
)
LEAVES = (
    some.none()
    | some.booleans()
    | some.integers()
    | some.text(max_size=12)
    | some.floats(allow_nan=False, allow_infinity=False)
)
THINGS = some.recursive(
    LEAVES,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=25,
)
RECORDS = some.dictionaries(some.sampled_from(FIELDS), THINGS, max_size=8)


@given(RECORDS)
def test_whatever_comes_the_document_is_valid_and_stays_as_it_is(record):
    document, _ = mended(service() | record | {"id": SERVICE_ID, "name": "A"})
    assert not faults_of(document)
    assert mended(document)[0] == document
    json.dumps(document, allow_nan=False).encode()


@given(RECORDS)
def test_whatever_comes_nothing_is_lost(record):
    document, _ = mended(service() | record)
    held = set(map(said, leaves(document)))
    assert not [value for value in leaves(record) if not is_held(value, held) and str(value).strip()]


def test_ids_are_those_of_the_namespace():
    assert Names(UUID(int=1)).uuid_of("service", "1") != Names(UUID(int=2)).uuid_of("service", "1")
    assert Names(UUID(int=1)).uuid_of("service", SERVICE_ID.upper()) == SERVICE_ID
