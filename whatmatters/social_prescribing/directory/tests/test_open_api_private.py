"""What the open API never gives out: listings that are not published, and anything about anybody in person."""

from __future__ import annotations

import copy
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import models

from tests.world import a_person, an_organisation
from whatmatters.social_prescribing.directory.models import (
    DuplicateProposal,
    Feed,
    FeedProblem,
    FeedRun,
    Listing,
    ListingVersion,
    LooseRecord,
    Report,
)  # fmt: skip
from whatmatters.social_prescribing.directory.queries.open_api.giving import without_people
from whatmatters.social_prescribing.directory.rules.documents import Told
from whatmatters.social_prescribing.directory.services.indexing import index_listings
from whatmatters.social_prescribing.directory.services.listings import create_listing, move_listing
from whatmatters.social_prescribing.directory.states import LISTING

from .conftest import AT, LOADER, SERVICES
from .open_api_asking import LISTS, ask, every_page, everything, names, refusal
from .test_openreferral_checking import full, places

MARK = "zqxmark"
HIDDEN = ("proposed", "private", "withdrawn", "gone")
KNOWN = {"status", "location_type", "address_type", "freq", "opens_at"}
"""Fields whose values come from a list or are times: they cannot hold words."""


def marked_document():
    """A document with everything that the standard has and more, the mark in every text, each id its own."""
    document = full() | {
        "contacts": [{"id": "x", "name": "x", "title": "x", "email": "x", "phones": [{"id": "x", "number": "x"}]}],
        "phones": [{"id": "x", "number": "x"}], "alert": "x", "fees": "x", "assurer_email": "x", "colour": "x",
        "original_values": {"name": "x"}, "original_id": "x", "program": {"id": "x", "name": "x"},
    }  # fmt: skip
    document = copy.deepcopy(document)
    for path in list(places(document)):
        holder = document
        for key in path[:-1]:
            holder = holder[key]
        if isinstance(holder[path[-1]], str) and path[-1] not in KNOWN:
            holder[path[-1]] = str(uuid4()) if path[-1] == "id" else f"{MARK} {next(COUNT)}"
    return document


COUNT = count()


def marked(table, **given):
    """A row of a table with the mark in every text that is not given."""
    for column in table._meta.concrete_fields:
        if isinstance(column, models.CharField | models.TextField) and column.name not in given:
            given[column.name] = MARK
    return table.objects.create(**given)


def hidden_listing(state, feed=None):
    """A listing that is not published, with all that lies beside it, and the mark in every text of it all."""
    document = marked_document()
    told = {"id": UUID(document["id"]), "document": document, "source": document, "state": state, "feed": feed}
    listing = marked(Listing, **told, contact_email=f"{MARK}@example.org", created_at=AT, changed_at=AT)
    marked(ListingVersion, listing=listing, number=1, document=document, written_at=AT)
    marked(Report, listing=listing, state="new", created_at=AT)
    index_listings([listing])
    return listing


def ids_in(value):
    """Every id in a document."""
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "id")
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from ids_in(inner)


def assert_never_said(*never):
    answers = list(everything())
    assert len(answers) > 20
    for answer in answers:
        for words in never:
            assert words.encode() not in answer


@pytest.mark.parametrize("state", HIDDEN)
@pytest.mark.parametrize("is_of_a_feed", [True, False])
def test_what_is_not_published_is_nowhere(take, feed_id, state, is_of_a_feed):
    take()
    counts = {name: ask(name)["total_items"] for name in LISTS}
    listing = hidden_listing(state, Feed.objects.get(pk=feed_id) if is_of_a_feed else None)
    assert {name: ask(name)["total_items"] for name in LISTS} == counts
    assert_never_said(MARK, *ids_in(listing.document))
    for service_id in {str(listing.id), *ids_in(listing.document)}:
        assert [refusal(f"{name}/{service_id}")[0] for name in LISTS] == [404] * len(LISTS)


@pytest.mark.parametrize("asked", [{"search": MARK}, {"day": "MO"}, {"minimum_age": 18}, {"maximum_age": 149}])
def test_no_filter_finds_it(db, asked):
    hidden_listing("private")
    for name in ("services", "service_at_locations"):
        assert ask(name, **asked)["total_items"] == 0


def test_its_terms_find_nothing(db):
    listing = hidden_listing("private")
    term = listing.document["attributes"][0]["taxonomy_term"]
    assert ask("services", taxonomy_term_id=term["id"])["total_items"] == 0
    assert ask("services", modified_after="2020-01-01")["total_items"] == 0


def test_every_state_but_published_is_hidden():
    assert {*HIDDEN, "published"} == set(LISTING.states)


def test_what_is_made_private_is_gone_at_once(db):
    told = Told(name="Safe house", description="A refuge.", postcode="M4 5JD", needs=("housing",))
    listing_id = create_listing(told=told, by=LOADER, at=AT)
    assert [ask(name)["total_items"] for name in LISTS] == [1, 1, 0, 1]
    (place,) = ask("service_at_locations")["contents"]
    (term,) = ask("taxonomy_terms")["contents"]
    move_listing(listing_id=listing_id, move="keep_private", why="It is a refuge.", by=LOADER, at=AT)
    assert [ask(name)["total_items"] for name in LISTS] == [0, 0, 0, 0]
    for address in (f"services/{listing_id}", f"service_at_locations/{place['id']}", f"taxonomy_terms/{term['id']}"):
        assert refusal(address)[0] == 404
    move_listing(listing_id=listing_id, move="publish", by=LOADER, at=AT)
    assert [ask(name)["total_items"] for name in LISTS] == [1, 1, 0, 1]


def test_a_term_says_what_published_listings_say_of_it(take):
    """The words that a listing had for a term go with it, though another has the same term."""
    term = {"id": str(uuid4()), "name": "Housing", "description": "A roof"}
    refuge, club = (one | {"attributes": [{"id": str(uuid4()), "taxonomy_term": term}]} for one in SERVICES[:2])
    refuge["attributes"][0] = refuge["attributes"][0] | {"taxonomy_term": term | {"description": MARK}}
    take([refuge, club])
    assert ask(f"taxonomy_terms/{term['id']}")["description"] == MARK
    move_listing(listing_id=UUID(refuge["id"]), move="keep_private", why="A refuge.", by=LOADER, at=AT)
    assert ask(f"taxonomy_terms/{term['id']}") == term


def test_nothing_beside_the_document_leaves(take, feed_id):
    """Who keeps a listing, who is asked about it and who cares for whom stays here."""
    take()
    run = FeedRun.objects.get()
    Listing.objects.update(
        contact_email=f"{MARK}@example.org", state_note=MARK, changed_by=MARK, changed_by_name=MARK, source={"a": MARK},
        capacity_said_by=MARK, created_by=MARK, created_by_name=MARK, reference=models.functions.Concat(
            models.Value(MARK), models.F("reference")),
    )  # fmt: skip
    first, second = Listing.objects.all()[:2]
    marked(Report, listing=first, state="new", created_at=AT)
    marked(FeedProblem, run=run, is_rejection=True)
    marked(LooseRecord, feed_id=feed_id, run=run, kind="contact", record={"id": str(uuid4()), "name": MARK})
    marked(DuplicateProposal, first=first, second=second, likeness=1, proposed_at=AT)
    a_person(f"Mary {MARK}", cared_for_by=an_organisation(MARK), preferred_name=MARK)
    assert_never_said(MARK)


PEOPLE = {
    "assurer_email": f"{MARK}@example.org",
    "contacts": [{"id": "1", "name": MARK, "email": f"{MARK}@example.org"}, {"id": "2", "title": "Reception"}],
    "organization": {"id": "3", "name": "Club", "description": "", "contacts": [{"id": "4", "name": MARK}]},
    "service_at_locations": [
        {"id": "5", "location": {"id": "6", "location_type": "postal", "addresses": [{"id": "7", "attention": MARK}]}}
    ],
    "metadata": [{"id": "8", "updated_by": MARK}],
}


def test_our_own_listings_name_nobody(db):
    listing_id = create_listing(told=Told(name="Club", description="Tea.", phone="01"), by=LOADER, at=AT)
    listing = Listing.objects.get(id=listing_id)
    listing.document |= PEOPLE
    listing.save()
    given = ask(f"services/{listing_id}")
    assert given["contacts"] == [{"id": "2", "title": "Reception"}]
    assert "contacts" not in given["organization"]
    for page in every_page("services", full="true"):
        assert MARK not in str(page)
    assert_never_said_of(listing_id)


def assert_never_said_of(listing_id):
    for address in (f"services/{listing_id}", f"service_at_locations/{PEOPLE['service_at_locations'][0]['id']}"):
        assert MARK not in str(refusal(address))
    assert MARK not in str([ask(name) for name in LISTS])


def test_a_feeds_listing_is_given_as_its_publisher_gave_it(take):
    contact = {"id": str(uuid4()), "name": "Ann Persona", "title": "Manager"}
    take([SERVICES[0] | {"contacts": [contact], "assurer_email": "ann@example.org"}])
    given = ask(f"services/{SERVICES[0]['id']}")
    assert (given["contacts"], given["assurer_email"]) == ([contact], "ann@example.org")
    assert names("services") == ["Bereavement café"]


def test_what_is_no_person_stays():
    assert without_people({"id": "1", "contacts": "none", "phones": [{"number": "01"}]}) == {
        "id": "1", "contacts": "none", "phones": [{"number": "01"}],
    }  # fmt: skip
