"""Each way in which directories are written as JSON, on made-up records: what goes where, and that nothing is lost."""

from __future__ import annotations

import pytest

from whatmatters.social_prescribing.directory.openreferral.dialects.choosing import dialect_of_record, dialect_of_tables
from whatmatters.social_prescribing.directory.openreferral.reading import Listed, Loose, Mended, Rejected

from .openreferral_feeds import intact, listed, only, read, the_service, values_of, write_json

ORUK_1 = {
    "totalElements": 1,
    "content": [
        {
            "id": "s1",
            "name": "Baby group",
            "status": "active",
            "attending_type": "venue",
            "assured_date": "15/03/2021",
            "organization": {"id": "o1", "name": "Club", "description": "x", "url": "https://example.org"},
            "eligibilitys": [
                {"id": "e1", "eligibility": "child", "minimum_age": 0, "maximum_age": 4, "taxonomys": []},
                {"id": "e2", "eligibility": "family", "minimum_age": 16, "maximum_age": 99},
            ],
            "regular_schedules": [
                {"id": "r1", "byday": "MO", "freq": "WEEKLY", "opens_at": "10:00", "closes_at": "11:30"}
            ],
            "holiday_schedules": [],
            "fundings": [{"id": "f1", "source": "council"}],
            "cost_options": [{"id": "c1", "amount": 2.5, "option": "each"}],
            "languages": [{"id": "g1", "language": "Urdu"}],
            "reviews": [{"id": "v1", "title": "Good"}],
            "service_areas": [{"id": "a1", "service_area": "Leeds", "uri": "http://example.org/E08"}],
            "service_taxonomys": [
                {"id": "x1", "taxonomy": {"id": "t1", "name": "Play", "vocabulary": "esd", "parent": {"id": "t0"}}}
            ],
            "contacts": [{"id": "k1", "name": "Ann", "phones": [{"id": "p1", "number": "0113"}]}],
            "service_at_locations": [
                {
                    "id": "z1",
                    "regular_schedule": [{"id": "r2", "weekday": 2, "opens_at": "9am"}],
                    "location": {
                        "id": "l1",
                        "latitude": 53.8,
                        "longitude": -1.5,
                        "physical_addresses": [
                            {"id": "d1", "address_1": "1 Street", "city": "Leeds", "country": "England"}
                        ],
                        "accessibility_for_disabilities": [{"id": "b1", "accessibility": "Ramp"}],
                    },
                }
            ],
        }
    ],
}


def test_json_of_oruk_1(tmp_path):
    write_json(tmp_path / "services.json", ORUK_1)
    service = the_service(intact(tmp_path, values_of))
    at = service["service_at_locations"][0]
    assert service["organization"]["website"] == "https://example.org"
    assert (service["minimum_age"], service["maximum_age"]) == (0, 99)
    assert service["eligibility_description"] == "child; family"
    assert service["assured_date"] == "2021-03-15"
    assert service["schedules"][0]["opens_at"] == "10:00:00"
    assert (at["schedules"][0]["byday"], at["schedules"][0]["opens_at"]) == ("TU", "09:00:00")
    assert at["location"]["addresses"][0]["address_1"] == "1 Street"
    assert at["location"]["accessibility"][0]["accessibility"] == "Ramp"
    assert service["attributes"][0]["taxonomy_term"]["taxonomy"] == "esd"
    assert service["attributes"][0]["taxonomy_term"]["parent_id"]
    assert service["funding"][0]["source"] == "council"
    assert (service["reviews"], service["attending_type"]) == ([{"id": "v1", "title": "Good"}], "venue")


def test_json_of_street_support(tmp_path):
    records = [
        {
            "provider_key": "club",
            "name": "Club",
            "description": "A hot meal &amp; chat",
            "client_groups": ["anyone", "under 25"],
            "address": "Hall, 5 Oak Street, Manchester",
            "postcode": "M4 5JD",
            "latitude": 53.4,
            "longitude": -2.2,
            "telephone": None,
            "open_24_7": False,
            "opening_times": [{"day": "Monday", "opens": "20:00", "closes": "02:00"}],
        }
    ]
    write_json(tmp_path / "a.json", records)
    write_json(tmp_path / "b.json", [{"id": "n1", "serviceProviderId": "club", "description": "Coats"}])
    found = intact(tmp_path, values_of)
    service = the_service(found)
    assert service["eligibility_description"] == "anyone; under 25"
    assert (service["schedules"][0]["opens_at"], service["schedules"][0]["closes_at"]) == ("20:00:00", "02:00:00")
    assert service["service_at_locations"][0]["location"]["addresses"][0]["city"] == "Manchester"
    assert [(one.kind, one.reference) for one in only(Loose, found)] == [("need", "n1")]
    assert listed(tmp_path) == listed(tmp_path)


def test_records_of_airtable(tmp_path):
    fields = {
        "Name": "Club",
        "Websites": "https://a.example.org,https://b.example.org",
        "Address": "1 Road, Hackney",
        "Post code": "E8",
        "Telephone": "020",
        "Referral Email": "r@example.org",
        "Categories": ["Food", "Play"],
        "Organisation": ["Charity", "Other"],
        "Relevant Support": "details",
    }
    write_json(
        tmp_path / "a.json", {"records": [{"id": "r1", "fields": fields, "createdTime": "2020-06-17T11:01:33.000Z"}]}
    )
    service = the_service(intact(tmp_path, values_of))
    assert service["organization"]["name"] == "Charity"
    assert [one["taxonomy_term"]["name"] for one in service["attributes"]] == ["Food", "Play"]
    assert service["contacts"][0]["email"] == "r@example.org"
    assert service["Relevant Support"] == "details"


def test_json_of_find_support_services(tmp_path):
    record = {
        "id": 1,
        "name": "Club",
        "status": "active",
        "categories": [{"id": 1, "name": "Food", "description": "Help with food here"}],
        "contact": {"email": "a@example.org", "telephone": "07000", "website": "https://example.org", "fax": "1"},
        "referral": {"email": "", "website": "form.example.org"},
        "locations": [
            {
                "latitude": 51.5,
                "longitude": -0.1,
                "uprn": "100",
                "address1": "1 Road",
                "postalCode": "E8",
                "distance": 3,
            }
        ],
        "organization": {"id": 1, "name": "Charity", "status": "published"},
    }
    write_json(tmp_path / "a.json", {"services": [record]})
    service = the_service(intact(tmp_path, values_of))
    assert service["attributes"][0]["value"] == "Help with food here"
    assert service["service_at_locations"][0]["location"]["external_identifier"] == "100"
    assert service["contact"] == {"fax": "1"}
    assert service["organization"]["original_id"] == 1
    assert service["original_id"] == 1


@pytest.mark.parametrize("value", [7, "text", ["x"], [["x"]], {"a": "b"}, [{"a": [1]}], True, [None]])
@pytest.mark.parametrize(
    "key", ["client_groups", "opening_times", "fields", "categories", "contact", "locations", "content"]
)
def test_parts_of_the_wrong_kind_never_end_the_reading(tmp_path, key, value):
    base = {"id": "1", "name": "A", "client_groups": [], "opening_times": [], "contact": {}, "categories": []}
    airtable = {"id": "2", "createdTime": "x", "fields": {"Name": "B", "Categories": value, "Organisation": value}}
    older = {"id": "3", "name": "C", "eligibilitys": value, "regular_schedules": value, "service_taxonomys": value}
    path = write_json(tmp_path / "a.json", [base | {key: value}, airtable, older])
    assert {type(one) for one in read(path)} <= {Listed, Rejected, Mended}


def test_the_names_of_the_dialects():
    assert dialect_of_tables({"people": frozenset({"id"})}) is None
    assert dialect_of_tables({"services": frozenset({"id"})}).name == "HSDS 3.0 tables"
    assert dialect_of_record({"id": "1"}).name == "HSDS 3.0 JSON"
