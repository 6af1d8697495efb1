"""Real directories through the open API: every service and every page is valid, and taken in again it is the same.

Runs where the data lies beside the repository: on the first services of each directory, or on the whole of them when
WHOLE_DIRECTORIES is set. The schemas are those of HSDS-UK 3.0 (`validator_of`).
"""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path

import pytest

from whatmatters.social_prescribing.directory.models import FeedRun, Listing, ListingVersion, LooseRecord
from whatmatters.social_prescribing.directory.openreferral.reading import Listed, read_feed
from whatmatters.social_prescribing.directory.rules.documents import Told
from whatmatters.social_prescribing.directory.services.feeds import add_feed, take_feed
from whatmatters.social_prescribing.directory.services.listings import create_listing

from .conftest import AT, LOADER, service, write_feed
from .open_api_asking import LISTS, ask, attribute, every_page
from .openreferral_feeds import NAMESPACE, SHARED
from .test_openreferral_checking import UK, full, validator_of, where_the_schemas_are
from .test_openreferral_real_data import NHS, beginnings

WHOLE = bool(os.environ.get("WHOLE_DIRECTORIES"))
SAMPLED = 200
DIRECTORIES = {
    "directory-miami": 3505, "directory-baltimore": 1608, "directory-uk-streetsupport": 31,
    "directory-uk-libraries": 2635, "directory-nhs-choices-2014": 26162,
}  # fmt: skip
HERE = [name for name in DIRECTORIES if (SHARED / name).exists()]
TOLD = Told(
    name="Tea and talk", organisation="Ashcombe club", description="Tea.", eligibility="Anybody", how_to_join="Come",
    cost="Free", email="tea@example.org", website="https://example.org", phone="01632 960001", minimum_age=18,
    maximum_age=99, place="Hall", address="1 High Street", town="Ashcombe", postcode="AV1 1AA", latitude=54.4,
    longitude=-2.1, access="Step free", weekdays=(0, 2), opens_at="10:00:00", closes_at="12:00:00",
    needs=("loneliness",), languages=("Polish",), terms={"loneliness": "Company"},
)  # fmt: skip


@pytest.fixture
def is_valid():
    """Checks an answer against the standard's schema of this name."""
    validators = {name: validator_of(name) for name in ("service", "service_at_location", *LISTED_AS.values())}
    kind = type(validators["service"])
    for name in ("taxonomy", "taxonomy_term"):
        schema = json.loads((UK / "schema" / f"{name}.json").read_text(encoding="utf-8"))
        validators[name] = kind(schema, format_checker=kind.FORMAT_CHECKER)

    def checking(name, answer):
        assert [(error.json_path, error.message) for error in validators[name].iter_errors(answer)] == []

    return checking


LISTED_AS = {"services": "service_list", "service_at_locations": "service_at_location_list"}


def taken(path: Path, feed: str) -> FeedRun:
    """How a feed of this name was taken in."""
    run_id = take_feed(feed_id=add_feed(name=feed, by=LOADER, at=AT), path=path, by=LOADER, at=AT)
    return FeedRun.objects.get(pk=run_id)


def first_services(folder: Path, name: str) -> Path:
    """The first services of a directory, as its own feed gives them."""
    source = beginnings(folder) if SHARED / name == NHS else SHARED / name
    found = (one.document for one in read_feed(source, namespace=NAMESPACE) if isinstance(one, Listed))
    (folder / "first").mkdir()
    return write_feed(folder / "first", tuple(islice(found, SAMPLED)))


def pages_in(folder: Path) -> dict[str, object]:
    """Every page of whole services, saved as a harvester would; the documents by id."""
    folder.mkdir()
    documents = {}
    for page in every_page("services", full="true"):
        (folder / f"{page['page_number']}.json").write_text(json.dumps(page), encoding="utf-8")
        documents |= {one["id"]: one for one in page["contents"]}
    return documents


def forget_everything():
    """An empty directory, so that ids are free again."""
    for table in (LooseRecord, ListingVersion, Listing):
        table.objects.all().delete()


@pytest.mark.parametrize("name", HERE)
def test_real_directories_are_given_out_as_the_standard_says(db, tmp_path, is_valid, name):
    run = taken(SHARED / name if WHOLE else first_services(tmp_path, name), name)
    expected = DIRECTORIES[name] if WHOLE else min(SAMPLED, DIRECTORIES[name])
    assert (run.state, run.new) == ("taken", expected)
    documents = pages_in(tmp_path / "harvest")
    assert len(documents) == expected
    listed = [one["id"] for page in every_page("services") for one in is_valid_page(is_valid, "services", page)]
    assert listed == list(documents)
    for service_id, document in documents.items():
        assert ask(f"services/{service_id}") == document
        is_valid("service", document)
    assert_places_are_valid(is_valid)
    assert_terms_are_valid(is_valid)
    assert_it_comes_back(documents, tmp_path / "harvest")


def is_valid_page(is_valid, name, page):
    for item in page["contents"]:
        is_valid(LISTED_AS[name], item)
    assert page["size"] == len(page["contents"])
    return page["contents"]


def assert_places_are_valid(is_valid):
    """Every page of services at places, and the first of each page in full."""
    for page in every_page("service_at_locations"):
        for item in is_valid_page(is_valid, "service_at_locations", page)[:1]:
            whole = ask(f"service_at_locations/{item['id']}")
            assert whole["service"]["id"] == item["service"]["id"]
            is_valid("service_at_location", whole)


def assert_it_comes_back(documents, harvest):
    """Our own pages, taken in by another directory through a feed of another name, give equal documents."""
    forget_everything()
    run = taken(harvest, "Another")
    assert (run.new, run.rejected) == (len(documents), 0)
    assert {one["id"]: one for page in every_page("services", full="true") for one in page["contents"]} == documents


@where_the_schemas_are
def test_our_own_listing_is_valid(db, is_valid, schemas):
    listing_id = create_listing(told=TOLD, by=LOADER, at=AT)
    is_valid("service", ask(f"services/{listing_id}"))
    for name in ("services", "service_at_locations"):
        assert is_valid_page(is_valid, name, ask(name))
    (item,) = ask("service_at_locations")["contents"]
    is_valid("service_at_location", ask(f"service_at_locations/{item['id']}"))


def assert_terms_are_valid(is_valid):
    for name, kind in (("taxonomies", "taxonomy"), ("taxonomy_terms", "taxonomy_term")):
        for page in every_page(name):
            for item in page["contents"]:
                is_valid(kind, item)
                assert ask(f"{name}/{item['id']}").items() >= item.items()


@where_the_schemas_are
def test_terms_and_taxonomies_are_valid(take, is_valid, schemas):
    take([full(), service("Club", attributes=[attribute("Food", "Needs"), attribute("Tea")])])
    assert [ask(name)["total_items"] for name in LISTS[2:]] == [1, 3]
    assert_terms_are_valid(is_valid)


def test_our_own_pages_come_back(take, tmp_path):
    """The same without real data: pages saved to a folder and taken in by another feed give equal documents."""
    create_listing(told=TOLD, by=LOADER, at=AT)
    take([full() | {"colour": "red"}, service("Club", attributes=[attribute("Food", "Needs")], at=(54.4, -2.1))])
    documents = pages_in(tmp_path / "harvest")
    assert len(documents) == 3
    assert_it_comes_back(documents, tmp_path / "harvest")
