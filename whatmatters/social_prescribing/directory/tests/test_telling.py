"""A form that is sent back as it was filled in changes nothing, and what it cannot hold stays as it is."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ..rules.documents import Told, document_of
from ..rules.needs import need_labels
from ..rules.telling import told_of, untold_parts

WORDS = some.text(some.characters(categories=["L", "N"]), min_size=1, max_size=12)
MAYBE = some.just("") | WORDS
PLACES = some.fixed_dictionaries(
    {
        "place": WORDS,
        "address": some.just("") | WORDS.map("{} Road".format),
        "town": MAYBE,
        "postcode": MAYBE,
        "latitude": some.none() | some.floats(-90, 90),
        "longitude": some.none() | some.floats(-180, 180),
        "access": MAYBE,
    }
)
TIMES = some.fixed_dictionaries(
    {
        "weekdays": some.lists(some.integers(0, 6), unique=True, min_size=1).map(tuple),
        "opens_at": some.just("") | some.times().map("{:%H:%M}".format),
        "closes_at": some.just("") | some.times().map("{:%H:%M}".format),
    }
)
PLAIN = dict.fromkeys(
    ("organisation", "description", "eligibility", "how_to_join", "cost", "email", "website", "phone"), MAYBE
)
TOLD = some.builds(
    lambda plain, place, times: Told(**plain, **place, **times),
    some.fixed_dictionaries(
        PLAIN
        | {
            "name": WORDS,
            "minimum_age": some.none() | some.integers(0, 150),
            "maximum_age": some.none() | some.integers(0, 150),
            "languages": some.lists(WORDS, unique=True, max_size=3).map(tuple),
            "needs": some.lists(some.sampled_from(sorted(need_labels())), unique=True, max_size=4).map(tuple),
            "terms": some.just(need_labels()),
        }
    ),
    some.just({}) | PLACES,
    some.just({}) | TIMES,
)


def _without_terms(told: Told) -> dict:
    return {name: getattr(told, name) for name in Told.__slots__ if name != "terms"}


@given(TOLD)
def test_what_was_told_is_read_back(told):
    document = document_of(told, service_id=uuid.uuid4())
    again = told_of(document)
    assert _without_terms(again) == _without_terms(told)
    assert document_of(again, service_id=uuid.uuid4(), before=document) == document
    assert untold_parts(document) == (0, 0)


def test_what_a_form_cannot_hold_stays_as_it_is():
    document = {
        "id": "a",
        "name": "Choir",
        "minimum_age": 16,
        "languages": [{"id": "l", "code": "ur", "note": "on Mondays"}],
        "phones": [{"id": "p", "number": "0161 496 0000", "extension": 4}, {"id": "q", "number": "0161 496 0001"}],
        "schedules": [
            {"id": "s", "freq": "MONTHLY", "byday": "2TU", "opens_at": "10:00", "closes_at": "12:00"},
            {"id": "t", "freq": "WEEKLY", "byday": "FR", "opens_at": "10:00", "closes_at": "12:00"},
        ],
        "service_at_locations": [
            {"id": "x", "location": {"id": "y", "location_type": "virtual", "name": "Online"}},
            {"id": "z", "location": {"id": "w", "location_type": "physical", "name": "Hall"}},
        ],
        "attributes": [{"id": "v", "taxonomy_term": {"name": "Singing"}}],
    }
    told = told_of(document)
    assert (told.weekdays, told.languages, told.needs, told.place) == ((), ("ur",), (), "")
    assert document_of(told, service_id=uuid.uuid4(), before=document) == document
    assert untold_parts(document) == (2, 2)


@pytest.mark.parametrize(
    ("schedule", "times"),
    [
        (
            {"freq": "WEEKLY", "byday": "MO, WE", "opens_at": "10:30:00", "closes_at": "24:00"},
            ((0, 2), "10:30", "00:00"),
        ),
        ({"byday": "SU"}, ((6,), "", "")),
        ({"freq": "WEEKLY", "byday": "1MO"}, ((), "", "")),
        ({"freq": "DAILY"}, ((), "", "")),
        ({"freq": "WEEKLY", "byday": "MO", "opens_at": "noon"}, ((0,), "", "")),
    ],
)
def test_times_as_the_form_has_them(schedule, times):
    told = told_of({"schedules": [schedule]})
    assert (told.weekdays, told.opens_at, told.closes_at) == times


@pytest.mark.parametrize("document", [{}, {"organization": None, "phones": None, "minimum_age": "many"}])
def test_a_bare_document_is_read(document):
    assert told_of(document) == Told(name="")
