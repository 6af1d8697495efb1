"""The open API: every address, pages, filters, and what it says to whoever asks wrongly."""

from __future__ import annotations

import pytest

from whatmatters.social_prescribing.directory.models import Listing, Postcode

from .conftest import SERVICES, service
from .open_api_asking import LISTS, NOWHERE, ask, attribute, made_id, names, refusal
from .openreferral_feeds import write_tables

TERMED = (
    service("Lunch club", attributes=[attribute("Food", "Needs"), attribute("Company", "Needs")], at=(54.5, -2.0)),
    service("Food bank", attributes=[attribute("Food", "Needs")], status="temporarily closed"),
    service("Choir", attributes=[attribute("Singing", "Activities", taxonomy_id=made_id("activities"))]),
)


def test_it_says_which_standard_it_follows(db):
    assert ask("")["version"] == "HSDS-UK-3.0"
    assert {"version", "profile", "openapi_url"} == ask("").keys()


def test_pages_stand_one_behind_the_other(take):
    take()
    first, last = ask("services", per_page=2), ask("services", per_page=2, page=3)
    assert {key: value for key, value in first.items() if key != "contents"} == {
        "total_items": 5, "total_pages": 3, "page_number": 1, "size": 2, "first_page": True, "last_page": False,
        "empty": False,
    }  # fmt: skip
    assert (last["size"], last["first_page"], last["last_page"]) == (1, False, True)
    assert [one["name"] for page in (1, 2, 3) for one in ask("services", per_page=2, page=page)["contents"]] == [
        one["name"] for one in SERVICES
    ]


def test_a_page_behind_the_last_is_empty(take):
    take()
    assert (ask("services", page=9)["empty"], ask("services", page=9)["contents"]) == (True, [])
    assert ask("services", page=9999999)["total_items"] == 5


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_directory_has_empty_lists(db, name):
    assert (ask(name)["total_items"], ask(name)["contents"]) == (0, [])


def test_a_page_holds_a_hundred_at_most(take):
    take([service(f"Club {number}", at=(54.0, -2.0)) for number in range(103)])
    for name in ("services", "service_at_locations"):
        page = ask(name, per_page=5000)
        assert (page["size"], page["total_pages"]) == (100, 2)


def test_a_service_is_given_whole_and_in_a_list_in_short(take):
    take()
    (item, *_) = ask("services")["contents"]
    whole = ask(f"services/{item['id']}")
    assert whole == Listing.objects.get(name="Bereavement café").document
    assert "schedules" in whole
    assert "schedules" not in item
    assert ask("services", full="true")["contents"][0] == whole


def test_a_service_at_a_place_has_both(take):
    take()
    page = ask("service_at_locations")
    (item, *_) = page["contents"]
    assert page["total_items"] == 4
    assert (item["service"]["name"], item["location"]["name"]) == ("Bereavement café", "Bereavement café hall")
    whole = ask(f"service_at_locations/{item['id']}")
    assert whole["service"]["schedules"]
    assert "service_at_locations" not in whole["service"]
    assert whole["location"]["latitude"] == 54.4


def test_terms_are_those_that_services_use(take):
    take(TERMED)
    assert names("taxonomy_terms") == ["Company", "Food", "Singing"]
    assert names("taxonomies") == ["Activities", "Needs"]
    activities, needs = ask("taxonomies")["contents"]
    assert activities["id"] == made_id("activities")
    assert ask(f"taxonomies/{needs['id']}") == needs == {"id": needs["id"], "name": "Needs", "description": "Needs"}
    food = ask(f"taxonomy_terms/{made_id('Food')}")
    assert (food["name"], food["taxonomy_id"]) == ("Food", needs["id"])


def test_terms_that_no_service_uses_are_given_as_their_feed_gave_them(take, tmp_path):
    """A term above another must be there to be found, though nothing is named by it."""
    tables = {
        "services": ["id,name,status", "1,Tea,active"],
        "taxonomies": ["id,name,description", "t,Needs,What people need"],
        "taxonomy_terms": ["id,name,description,taxonomy_id", "a,Food,To eat,t", "b,Loose,Belongs nowhere,"],
    }
    take(path=write_tables(tmp_path / "tables", **tables))
    (taxonomy,) = ask("taxonomies")["contents"]
    food, loose = ask("taxonomy_terms")["contents"]
    assert (food["name"], food["taxonomy_id"], taxonomy["name"]) == ("Food", taxonomy["id"], "Needs")
    assert (loose["name"], "taxonomy_id" in loose) == ("Loose", False)


def test_terms_follow_when_services_change(take):
    take(TERMED)
    assert names("taxonomy_terms") == ["Company", "Food", "Singing"]
    take((TERMED[0] | {"attributes": [attribute("Tea")]}, TERMED[1]))
    assert names("taxonomy_terms") == ["Food", "Tea"]
    assert names("services", taxonomy_term_id=made_id("Tea")) == ["Lunch club"]
    take(TERMED)
    assert names("taxonomy_terms") == ["Company", "Food", "Singing"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"search": "café"}, ["Bereavement café", "Night café"]),
        ({"search": "CAFÉ awake"}, ["Night café"]),
        ({"search": "zebra"}, []),
        ({"search": ""}, [one["name"] for one in SERVICES]),
        ({"minimum_age": 8}, ["Gentle swim", "Young carers' club"]),
        ({"minimum_age": "18.0"}, ["Gentle swim"]),
        ({"maximum_age": 17}, ["Young carers' club"]),
        ({"minimum_age": 8, "maximum_age": 20}, ["Young carers' club"]),
        ({"day": "TU"}, ["Bereavement café"]),
        ({"day": "th"}, ["Gentle swim"]),
        ({"day": "MO"}, []),
        ({"start_time": "12:00"}, ["Night café", "Gentle swim"]),
        ({"end_time": "14:00:00"}, ["Bereavement café", "Gentle swim"]),
        ({"start_time": "12:00", "end_time": "14:00"}, ["Gentle swim"]),
        ({"start_time": "12:00", "day": "TU"}, []),
        ({"search": "café", "day": "FR"}, ["Night café"]),
        ({"modified_after": "2026-11-23T09:00:00Z"}, [one["name"] for one in SERVICES]),
        ({"modified_after": "2026-11-23T09:00:01+00:00"}, []),
        ({"modified_after": "2026-11-24"}, []),
        ({"taxonomy_term_id": str(NOWHERE)}, []),
        ({"taxonomy_id": "nonsense"}, []),
    ],
)
def test_services_are_filtered(take, asked, found):
    take()
    page = ask("services", **asked)
    assert sorted(one["name"] for one in page["contents"]) == sorted(found)
    assert page["total_items"] == len(found)


def test_filters_by_term_find_what_is_closed_for_a_time(take):
    take(TERMED)
    (_, needs) = ask("taxonomies")["contents"]
    for asked in ({"taxonomy_term_id": made_id("Food").upper()}, {"taxonomy_id": needs["id"]}):
        page = ask("services", **asked)
        assert [(one["name"], one["status"]) for one in page["contents"]] == [
            ("Lunch club", "active"), ("Food bank", "temporarily closed"),
        ]  # fmt: skip
    assert names("services", taxonomy_term_id=made_id("Singing"), taxonomy_id=needs["id"]) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"proximity": 1000}, ["Bereavement café", "Night café", "Young carers' club"]),
        ({"proximity": "60"}, ["Bereavement café"]),
        ({"proximity": 50000, "minimum_age": 18}, ["Gentle swim"]),
        ({"proximity": 50000, "search": "café"}, ["Bereavement café", "Night café"]),
        ({}, ["Bereavement café", "Night café", "Young carers' club"]),
    ],
)
def test_services_near_a_postcode_the_nearest_first(take, asked, found):
    take()
    Postcode.objects.create(postcode="AV1 1AA", latitude_millionths=54_400_100, longitude_millionths=-2_100_000)
    page = ask("service_at_locations", postcode="av11aa", **asked)
    assert [one["service"]["name"] for one in page["contents"]] == found
    assert page["total_items"] == len(found)


def test_two_places_at_one_point_are_two_places(take):
    there = service("Club", at=(54.4, -2.1))
    (place,) = there["service_at_locations"]
    upstairs = {"id": made_id("upstairs"), "location": place["location"] | {"id": made_id("u"), "name": "Upstairs"}}
    take([there | {"service_at_locations": [place, upstairs]}])
    Postcode.objects.create(postcode="AV1 1AA", latitude_millionths=54_400_100, longitude_millionths=-2_100_000)
    page = ask("service_at_locations", postcode="AV1 1AA", proximity=100)
    assert [one["location"]["name"] for one in page["contents"]] == ["Club hall", "Upstairs"]


@pytest.mark.parametrize(
    ("address", "asked", "parameter"),
    [
        *(("services", {"page": said}, "page") for said in ("0", "-1", "x", "1.5", "9" * 5000, "１")),
        ("taxonomies", {"per_page": "0"}, "per_page"),
        ("services", {"page": ["1", "2"]}, "page"),
        ("services", {"search": "!?"}, "search"),
        *(("services", {"minimum_age": said}, "minimum_age") for said in ("x", "-1", "151", "nan", "1e9")),
        *(("services", {"start_time": said}, "start_time") for said in ("9am", "25:00", "10:60", "10:30x")),
        *(("services", {"day": said}, "day") for said in ("Monday", "1", "MO,TU")),
        *(("services", {"modified_after": said}, "modified_after") for said in ("now", "0001-01-01T00:00:00+14:00")),
        ("services", {"full": "yes"}, "full"),
        ("services", {"postcode": "M4 5JD"}, "postcode"),
        ("services", {"taxonomy_terms_id": "x"}, "taxonomy_terms_id"),
        ("taxonomy_terms", {"search": "x"}, "search"),
        *(("service_at_locations", {"postcode": said}, "postcode") for said in ("tea", "ZZ9 9ZZ")),
        ("service_at_locations", {"proximity": "100"}, "proximity"),
        *(
            ("service_at_locations", {"postcode": "M4 5JD", "proximity": said}, "proximity")
            for said in ("0", "50001", "x", "1e3")
        ),
    ],
)
def test_what_is_asked_wrongly_is_named(db, address, asked, parameter):
    status, told = refusal(address, **asked)
    assert (status, told["parameter"]) == (400, parameter)
    assert told["error"].startswith(f"{parameter}: ")
    assert told["error"].endswith(".")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("said", [NOWHERE, "7", "x" * 300, "%00"])
def test_what_is_not_here_is_404(db, name, said):
    assert refusal(f"{name}/{said}")[0] == 404


def test_an_address_that_is_none_says_which_there_are(db):
    status, told = refusal("organizations")
    assert status == 404
    assert "service_at_locations" in told["error"]
