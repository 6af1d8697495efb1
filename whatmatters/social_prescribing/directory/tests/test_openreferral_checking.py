"""Our own check of a document agrees with the schema of HSDS-UK 3.0, where that is at hand."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest

from whatmatters.social_prescribing.directory.openreferral.checking import LIST_ITEM, faults_of
from whatmatters.social_prescribing.directory.openreferral.summarising import list_item, page_of

from .openreferral_feeds import SERVICE_ID, SHARED

UK = SHARED / "open-referral" / "hsds-uk-3.0"
WRONG = [None, 7, "x", True, [], {}, "2024-02-30", "not a uuid", "mailto:", "a b"]


TERM = {"id": SERVICE_ID, "name": "Food", "description": "About food", "term_uri": "https://example.org"}
TERMS = [{"id": SERVICE_ID, "link_type": "need", "taxonomy_term": TERM}]
LINES = dict.fromkeys(("address_1", "city", "state_province", "postal_code", "country"), "x")
PLACE = {
    "id": SERVICE_ID,
    "location_type": "physical",
    "latitude": 51.5,
    "longitude": -0.1,
    "addresses": [LINES | {"id": SERVICE_ID, "address_type": "postal", "attributes": TERMS}],
    "accessibility": [{"id": SERVICE_ID, "url": "https://example.org", "attributes": TERMS}],
    "attributes": TERMS,
}
CLUB = {
    "id": SERVICE_ID,
    "name": "Club",
    "description": "x",
    "website": "https://example.org",
    "organization_identifiers": [
        {"id": SERVICE_ID, "identifier_type": "Charity", "identifier": "1", "attributes": TERMS}
    ],
    "attributes": TERMS,
}


def full():
    """A document with everything that the UK profile has."""
    days = {"freq": "WEEKLY", "interval": 1, "opens_at": "09:00", "valid_from": "2024-03-15"}
    return {
        "id": SERVICE_ID,
        "name": "Tea",
        "status": "active",
        "url": "https://example.org",
        "email": "a@example.org",
        "minimum_age": 18,
        "assured_date": "2024-03-15",
        "last_modified": "2024-03-15T10:30:00Z",
        "schedules": [{"id": SERVICE_ID} | days],
        "service_areas": [{"id": SERVICE_ID, "name": "Leeds"}],
        "service_at_locations": [{"id": SERVICE_ID, "location": copy.deepcopy(PLACE)}],
        "languages": [{"id": SERVICE_ID, "name": "Urdu"}],
        "organization": copy.deepcopy(CLUB),
        "funding": [{"id": SERVICE_ID, "source": "council"}],
        "cost_options": [{"id": SERVICE_ID, "amount": 2.5}],
        "contacts": [{"id": SERVICE_ID, "name": "Office", "attributes": copy.deepcopy(TERMS)}],
        "attributes": copy.deepcopy(TERMS),
    }


def places(value, path=()):
    """Every place in a document, as a path of keys."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def changed(path, *value):
    """The full document with another value at a place, or without that place."""
    document = copy.deepcopy(full())
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    if value:
        holder[path[-1]] = value[0]
    else:
        del holder[path[-1]]
    return document


where_the_schemas_are = pytest.mark.parametrize(
    "schemas", [UK / "schema"] if UK.exists() else [], ids=["hsds-uk"] if UK.exists() else []
)
"""For tests that hold something against the standard's own schemas: there where these lie beside the repository."""


def validator_of(name):
    """The real schema with its formats."""
    path = UK / "schema" / "compiled" / f"{name}.json"
    kind = jsonschema.Draft202012Validator
    return kind(json.loads(path.read_text(encoding="utf-8")), format_checker=kind.FORMAT_CHECKER)


def test_a_full_document_has_no_fault():
    assert faults_of(full()) == ()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), "7"),
        (("status",), "open"),
        (("name",), None),
        (("url",), "www.example.org"),
        (("assured_date",), "15/03/2024"),
        (("schedules",), {}),
        (("schedules", 0, "opens_at"), "9am"),
        (("service_at_locations", 0, "location", "latitude"), 100),
        (("service_at_locations", 0, "location", "addresses", 0, "address_type"), "home"),
        (("organization", "description"), None),
    ],
)
def test_a_fault_is_named_with_its_place(path, value):
    (fault,) = faults_of(changed(path, value))
    assert fault.path == "/".join(map(str, path))
    assert fault.why


def test_what_is_no_object_has_a_fault():
    assert faults_of([]) == faults_of(None) != ()


@pytest.mark.parametrize(
    "path", [("id",), ("name",), ("status",), ("organization", "id"), ("organization", "description")]
)
def test_what_is_required_and_missing_is_a_fault(path):
    assert [fault.path for fault in faults_of(changed(path))] == ["/".join(path)]


@where_the_schemas_are
def test_whatever_the_schema_refuses_we_refuse(schemas):
    validator = validator_of("service")
    assert validator.is_valid(full())
    passed = []
    for path in places(full()):
        documents = [changed(path), *(changed(path, value) for value in WRONG)]
        passed += [
            (path, document) for document in documents if not validator.is_valid(document) and not faults_of(document)
        ]
    assert not passed


@where_the_schemas_are
def test_what_only_the_schema_lets_pass_are_words_that_it_does_not_look_at(schemas):
    """We are stricter than the schema about days, times and degrees alone."""
    validator = validator_of("service")
    strict = {"assured_date", "valid_from", "opens_at", "latitude", "longitude", "last_modified", "email"}
    for path in places(full()):
        for value in WRONG:
            document = changed(path, value)
            if faults_of(document) and validator.is_valid(document):
                assert path[-1] in strict, (path, value)


@where_the_schemas_are
def test_a_list_item_is_one_by_the_schema_too(schemas):
    item = list_item(full() | {"eligibility_description": "Adults", "program": {"id": SERVICE_ID, "name": "P"}})
    assert faults_of(item, nested=LIST_ITEM) == ()
    assert validator_of("service_list").is_valid(item)


def test_a_list_item_has_the_services_own_fields_alone():
    item = list_item(full() | {"eligibility_description": "Adults", "original_id": "7", "colour": "red"})
    assert not {"schedules", "attributes", "original_id", "colour"} & item.keys()
    assert item["eligibility_description"] == "Adults"
    assert set(item["organization"]) == {"id", "name", "description", "website"}


def test_list_items_of_services_without_an_organisation():
    assert list_item({"id": "1", "name": "A", "status": "active"}) == {"id": "1", "name": "A", "status": "active"}


@pytest.mark.parametrize(
    ("items", "page", "per_page", "total", "pages", "first", "last", "empty"),
    [
        ([{}] * 10, 1, 10, 25, 3, True, False, False),
        ([{}] * 10, 2, 10, 25, 3, False, False, False),
        ([{}] * 5, 3, 10, 25, 3, False, True, False),
        ([], 4, 10, 25, 3, False, True, True),
        ([], 1, 10, 0, 0, True, True, True),
        ([{}], 1, 10, 1, 1, True, True, False),
    ],
)
def test_a_page_says_where_it_stands(items, page, per_page, total, pages, first, last, empty):
    made = page_of(items, page, per_page, total)
    assert made == {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(items),
        "first_page": first,
        "last_page": last,
        "empty": empty,
        "contents": items,
    }
