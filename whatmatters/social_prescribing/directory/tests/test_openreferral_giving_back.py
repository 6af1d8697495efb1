"""A folder of tables from documents: reading it again gives the same documents and loose records."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from whatmatters.social_prescribing.directory.openreferral.giving_back import write_folder
from whatmatters.social_prescribing.directory.openreferral.mending import Mender
from whatmatters.social_prescribing.directory.openreferral.reading import Listed, Loose
from whatmatters.social_prescribing.directory.openreferral.references import Names

from .openreferral_feeds import NAMESPACE, SERVICE_ID, SHARED, only, read, write_json
from .test_openreferral_checking import full
from .test_openreferral_mending import RECORDS

DATA = (
    "hsds-3.0/examples",
    "hsds-3.0/examples/csv",
    "hsds-uk-3.0/examples",
    "hsds-uk-3.0/examples/csv",
    "hackney-stubs",
)
MOCKS = tuple(f"validator-mocks/V3.0-UK-{name}" for name in ("Default", "Fail", "Test", "Warn"))
DIRECTORIES = ("directory-baltimore", "directory-uk-streetsupport", *(f"open-referral/{name}" for name in DATA + MOCKS))


def mended(*records, kind="service"):
    """Documents as reading would give them."""
    mender = Mender(Names(NAMESPACE), lambda kind, key: True)
    return [mender.mend(kind, record, "")[0] for record in records]


def given_back(folder, documents, loose=()):
    """What reading gives of the folder that was written: documents, and loose records in an order of their own."""
    write_folder(iter(documents), iter(loose), folder)
    found = read(folder)
    return [one.document for one in only(Listed, found)], sorted_loose(only(Loose, found))


def sorted_loose(loose):
    return sorted((one.kind, json.dumps(one.record, sort_keys=True)) for one in loose)


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_full_document_comes_back(tmp_path):
    documents = mended(full())
    assert given_back(tmp_path, documents) == (documents, [])


def test_tables_are_those_of_the_standard(tmp_path):
    term = {"id": "t", "name": "Food", "description": "x"}
    documents = mended(
        {
            "id": "1",
            "name": "Tea",
            "colour": "red",
            "shoe": {"size": 7},
            "organization": {"id": "o", "name": "Club", "description": "x"},
            "phones": [{"id": "p", "number": "020", "extension": 7}],
            "attributes": [{"id": "a", "taxonomy_term": term}],
        }
    )
    write_folder(documents, (), tmp_path)
    (service,) = rows_of(tmp_path / "services.csv")
    (phone,) = rows_of(tmp_path / "phones.csv")
    (attribute,) = rows_of(tmp_path / "attributes.csv")
    assert (service["colour"], service["shoe:json"], service["original_id"]) == ("red", '{"size":7}', "1")
    assert service["organization_id"] == rows_of(tmp_path / "organizations.csv")[0]["id"]
    assert (phone["service_id"], phone["extension"]) == (service["id"], "7")
    assert (attribute["link_id"], attribute["link_entity"]) == (service["id"], "service")
    assert attribute["taxonomy_term_id"] == rows_of(tmp_path / "taxonomy_terms.csv")[0]["id"]
    assert (tmp_path / "service_at_location.csv").exists()
    assert not (tmp_path / "extra_documents.csv").exists()


def group(key, **more):
    return {"id": key, "name": f"Group {key}", "status": "active"} | more


CLUB = {"id": "o", "name": "Club", "description": "x"}
HALL = {"id": "l", "location_type": "physical", "name": "Hall"}
PHONE = {"id": "p", "number": "020"}
ODD = {
    "shared by two": [group("1", organization=CLUB), group("2", organization=CLUB)],
    "told in two ways": [group("1", organization=CLUB), group("2", organization=CLUB | {"name": "The Club"})],
    "fuller the second time": [group("1", organization=CLUB), group("2", organization=CLUB | {"phones": [PHONE]})],
    "in two places of one": [group("1", phones=[PHONE], organization=CLUB | {"phones": [PHONE]})],
    "twice in one list": [group("1", phones=[PHONE, PHONE])],
    "of two services": [group("1", phones=[PHONE]), group("2", phones=[PHONE])],
    "named before it comes": [group("1", organization_id="o"), group("2", organization=CLUB)],
    "named after it came": [group("1", organization=CLUB), group("2", organization_id="o")],
    "linked to another service": [
        group("1", service_at_locations=[{"id": "x", "location": HALL | {"phones": [PHONE | {"service_id": "2"}]}}]),
        group("2"),
    ],
    "places of an organisation": [
        group("1", organization=CLUB | {"locations": [HALL | {"addresses": [{"id": "a", "address_1": "x"}]}]}),
        group(
            "2", service_at_locations=[{"id": "x", "location": HALL | {"addresses": [{"id": "a", "address_1": "x"}]}}]
        ),
    ],
    "names like our own": [group("1", **{"x:json": "[1]", "extra": "true", "y": ["1"], "service_at_location": "z"})],
    "texts of every kind": [group("1", description='=1+1 "quoted", a;b\nnew\ttab  é 漢', alert="'", fees="0")],
    "numbers of every kind": [group("1", minimum_age=0, maximum_age=99.5, other=1e-7, big=10**30, yes=True, no=False)],
    "a circle of terms": [
        group(
            "1",
            attributes=[{"id": "a", "taxonomy_term": {"id": "t", "name": "A", "description": "", "parent_id": "u"}}],
        ),
        group(
            "2",
            attributes=[{"id": "b", "taxonomy_term": {"id": "u", "name": "B", "description": "", "parent_id": "t"}}],
        ),
    ],
}


@pytest.mark.parametrize("case", ODD)
def test_odd_documents_come_back(tmp_path, case):
    documents = mended(*ODD[case])
    assert given_back(tmp_path, documents) == (documents, [])


def test_loose_records_come_back_loose(tmp_path):
    feed = write_json(
        tmp_path / "feed.json",
        [
            group("1", organization=CLUB, service_at_locations=[{"id": "x", "location": HALL}]),
            group("2", organization_id="o2"),
            CLUB | {"website": "https://example.org"},
            {"id": "o2", "name": "Other", "description": "x", "website": "https://example.org"},
            {"id": "o3", "name": "Third", "description": "x", "website": "https://example.org", "phones": [PHONE]},
            {"id": "x", "service_id": "1", "location_id": "l", "location": HALL},
            {"id": "t", "name": "Food", "description": "x", "parent_id": "u"},
            {"openapi_url": "https://example.org/openapi.json"},
        ],
    )
    found = read(feed)
    documents, loose = [one.document for one in only(Listed, found)], only(Loose, found)
    assert len(loose) == 6
    assert given_back(tmp_path / "back", documents, loose) == (documents, sorted_loose(loose))
    assert [row["name"] for row in rows_of(tmp_path / "back" / "organizations.csv")] == ["Club", "Third"]


def test_what_is_not_as_reading_leaves_it_is_mended_on_the_way(tmp_path):
    known = {"id": SERVICE_ID}
    lists = {"schedules": [known | {"opens_at": "9am"}], "phones": [None, known | {"number": 7}]}
    rough = full() | {"status": "Open", "url": None} | lists
    assert given_back(tmp_path, [rough]) == (mended(rough), [])


def test_an_earlier_folder_is_written_over(tmp_path):
    write_folder(mended(*ODD["told in two ways"]), (), tmp_path)
    assert (tmp_path / "extra_documents.csv").exists()
    documents = mended(group("3"))
    assert given_back(tmp_path, documents) == (documents, [])


def test_nothing_is_a_folder_too(tmp_path):
    assert given_back(tmp_path / "new" / "folder", []) == ([], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(records=some.lists(RECORDS, max_size=4))
def test_whatever_was_read_comes_back(tmp_path_factory, records):
    documents = mended(
        *({"name": "A", "status": "active"} | record | {"id": str(n)} for n, record in enumerate(records))
    )
    documents = [document for document in documents if document["name"]]
    assert given_back(tmp_path_factory.mktemp("back"), documents) == (documents, [])


@pytest.mark.parametrize("name", [name for name in DIRECTORIES if (SHARED / name).exists()])
def test_real_directories_come_back(tmp_path, name):
    found = read(SHARED / name)
    documents, loose = [one.document for one in only(Listed, found)], only(Loose, found)
    assert given_back(tmp_path, documents, loose) == (documents, sorted_loose(loose))
