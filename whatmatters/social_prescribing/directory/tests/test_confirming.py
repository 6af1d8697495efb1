"""Whose contact is asked on which day and how often, and what is shown last when nobody answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as some

from whatmatters.foundation.kernel.actor import STRANGER, Role
from whatmatters.foundation.kernel.errors import NotAllowed
from whatmatters.foundation.kernel.models import AuditEvent
from whatmatters.foundation.messages.models import Message

from ..models import Feed, FindingRow, Listing
from ..permissions import sign_contact_link
from ..rules.confirming import (
    Assured,
    assured_until,
    is_link_alive,
    is_to_be_asked,
    is_unconfirmed,
    last_due_assurance,
    link_day,
    link_of_the_day,
)
from ..services.confirming import _to_ask, _to_mark, ask_contacts
from ..services.listings import close_by_link, confirm_by_link, move_listing
from .listed import KEEPER, a_listing, actor_with

START = datetime(2026, 1, 10, 10, 0, tzinfo=UTC)
DUE = date(2026, 7, 10)


def on(day: date) -> datetime:
    """Ten in the morning, UTC."""
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("assured_on", "asked_on", "times", "day", "asks"),
    [
        (date(2026, 1, 10), None, 0, date(2026, 7, 9), False),
        (date(2026, 1, 10), None, 0, DUE, True),
        (date(2026, 8, 31), None, 0, date(2027, 2, 27), False),
        (date(2026, 8, 31), None, 0, date(2027, 2, 28), True),
        (None, None, 0, DUE, True),
        (date(2026, 1, 10), DUE, 1, date(2026, 7, 23), False),
        (date(2026, 1, 10), DUE, 1, date(2026, 7, 24), True),
        (date(2026, 1, 10), date(2026, 7, 24), 2, date(2026, 8, 6), False),
        (date(2026, 1, 10), date(2026, 7, 24), 2, date(2026, 8, 7), True),
        (date(2026, 1, 10), date(2026, 8, 7), 3, date(2026, 8, 21), False),
        (date(2026, 1, 10), date(2026, 8, 7), 3, date(2027, 8, 21), False),
    ],
)
def test_when_a_contact_is_asked(assured_on, asked_on, times, day, asks):
    assert is_to_be_asked(Assured(assured_on, asked_on, times), day) is asks


@pytest.mark.parametrize(
    ("asked_on", "times", "day", "marked"),
    [
        (date(2026, 8, 7), 3, date(2026, 8, 20), False),
        (date(2026, 8, 7), 3, date(2026, 8, 21), True),
        (date(2026, 7, 24), 2, date(2026, 9, 30), False),
        (None, 3, date(2026, 8, 21), False),
    ],
)
def test_when_it_is_shown_last(asked_on, times, day, marked):
    assert is_unconfirmed(Assured(date(2026, 1, 10), asked_on, times), day) is marked


@pytest.mark.parametrize(
    ("assured_on", "link_of", "day", "alive"),
    [
        (date(2026, 1, 10), DUE, DUE, True),
        (None, DUE, DUE, True),
        (date(2026, 1, 10), DUE, DUE + timedelta(days=89), True),
        (date(2026, 1, 10), DUE, DUE + timedelta(days=90), False),
        (DUE, DUE, DUE, False),
        (DUE + timedelta(days=1), DUE, DUE + timedelta(days=1), False),
    ],
)
def test_how_long_a_link_lives(assured_on, link_of, day, alive):
    assert is_link_alive(Assured(assured_on, link_of, 1), link_of, day) is alive


@given(some.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_newest_due_assurance_is_the_newest(day):
    newest = last_due_assurance(day.replace(year=max(day.year, 2026)))
    day = day.replace(year=max(day.year, 2026))
    assert assured_until(newest, day) <= day
    assert assured_until(newest + timedelta(days=1), day) > day


@given(some.none() | some.dates(date(2026, 1, 1), date(2026, 12, 31)), some.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_link_of_its_day_works(assured_on, day):
    first = link_day(assured_on, day)
    if first is None:
        assert assured_on is not None
        assert assured_on > day
    else:
        assert 0 <= (first - day).days <= 1
        assert is_link_alive(Assured(assured_on, first, 0), first, first)


def test_a_day_has_three_times_for_new_links():
    times = [link_of_the_day(datetime(2026, 1, 10, hour, tzinfo=UTC)) for hour in range(24)]
    assert times == [0] * 8 + [1] * 8 + [2] * 8


@pytest.mark.django_db
def test_a_year_of_silence():
    """Asked at six months, chased twice, then shown last: every day the job runs, and twice."""
    listing = a_listing(at=START)
    asked_on, marked_on = [], None
    for number in range(300):
        at = START + timedelta(days=number)
        if ask_contacts(by=KEEPER, at=at):
            asked_on.append(at.date())
        assert ask_contacts(by=KEEPER, at=at + timedelta(hours=5)) == 0, "nobody is asked twice on a day"
        listing.refresh_from_db()
        if listing.is_unconfirmed and marked_on is None:
            marked_on = at.date()
    assert asked_on == [DUE, date(2026, 7, 24), date(2026, 8, 7)]
    assert marked_on == date(2026, 8, 21)
    assert Message.objects.filter(kind="directory.confirm").count() == 3
    assert FindingRow.objects.get(listing=listing).is_last
    assert listing.version == 1, "what it says has not changed"
    assert [event.action for event in AuditEvent.objects.order_by("number")][-2:] == [
        "asked its contact whether it is true",
        "nobody confirmed it: shown last",
    ]


@pytest.mark.django_db
def test_an_answer_starts_it_anew():
    listing = a_listing(at=START)
    for day in (DUE, date(2026, 7, 24), date(2026, 8, 7), date(2026, 8, 21)):
        ask_contacts(by=KEEPER, at=on(day))
    confirm_by_link(token=sign_contact_link(listing.id, date(2026, 8, 7)), at=on(date(2026, 8, 25)))
    listing.refresh_from_db()
    assert (listing.assured_on, listing.asked_on, listing.times_asked) == (date(2026, 8, 25), None, 0)
    assert not listing.is_unconfirmed
    assert not FindingRow.objects.get(listing=listing).is_last
    assert ask_contacts(by=KEEPER, at=on(date(2027, 2, 24))) == 0
    assert ask_contacts(by=KEEPER, at=on(date(2027, 2, 25))) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ({}, 1),
        ({"state": "private"}, 0),
        ({"state": "withdrawn"}, 0),
        ({"state": "proposed"}, 0),
        ({"is_active": False}, 0),
        ({"contact_email": ""}, 0),
        ({"times_asked": 3, "asked_on": date(2026, 7, 1)}, 0),
        ({"times_asked": 1, "asked_on": date(2026, 7, 1)}, 0),
        ({"times_asked": 1, "asked_on": date(2026, 6, 26)}, 1),
        ({"times_asked": 0, "asked_on": DUE}, 1),
        ({"times_asked": 3, "asked_on": date(2026, 1, 2)}, 1),
        ({"assured_on": None}, 1),
    ],
)
def test_who_is_asked(changes, asks):
    """The last but one was asked three times, then confirmed by its feed: it counts anew."""
    listing = a_listing(at=START)
    Listing.objects.filter(pk=listing.pk).update(**changes)
    assert ask_contacts(by=KEEPER, at=on(DUE)) == asks


@pytest.mark.django_db
@pytest.mark.parametrize(("asks_contacts", "asks"), [(True, 1), (False, 0)])
def test_a_feed_says_who_asks_its_contacts(asks_contacts, asks):
    made = {"created_at": START, "created_by": "x", "created_by_name": "x"}
    feed = Feed.objects.create(name="Council", asks_contacts=asks_contacts, **made)
    Listing.objects.filter(pk=a_listing(at=START).pk).update(feed=feed, reference="1")
    assert ask_contacts(by=KEEPER, at=on(DUE)) == asks


@pytest.mark.django_db
def test_what_its_feed_confirms_comes_back_to_its_place():
    listing = a_listing(at=START)
    for day in (DUE, date(2026, 7, 24), date(2026, 8, 7), date(2026, 8, 21)):
        ask_contacts(by=KEEPER, at=on(day))
    Listing.objects.filter(pk=listing.pk).update(assured_on=date(2026, 9, 1))
    ask_contacts(by=KEEPER, at=on(date(2026, 9, 2)))
    listing.refresh_from_db()
    assert (listing.is_unconfirmed, listing.times_asked, listing.asked_on) == (False, 0, None)
    assert not FindingRow.objects.get(listing=listing).is_last


@pytest.mark.django_db
def test_a_large_feed_asks_over_days():
    for number in range(5):
        a_listing(at=START, name=f"Group {number}")
    assert [ask_contacts(by=KEEPER, at=on(DUE + timedelta(days=more)), limit=2) for more in range(4)] == [2, 2, 1, 0]


@pytest.mark.django_db
def test_as_many_statements_read_for_many_as_for_one(django_assert_max_num_queries):
    for number in range(30):
        a_listing(at=START, name=f"Group {number}")
    with django_assert_max_num_queries(30 * 12 + 20):
        assert ask_contacts(by=KEEPER, at=on(DUE)) == 30
    Listing.objects.update(times_asked=3, asked_on=DUE)
    with django_assert_max_num_queries(30):
        ask_contacts(by=KEEPER, at=on(DUE + timedelta(days=14)))
    assert Listing.objects.filter(is_unconfirmed=True).count() == 30


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [_to_ask, _to_mark])
def test_it_asks_the_index(asked):
    plan = asked(DUE).values_list("number").explain()
    if connection.vendor == "sqlite":
        assert "listing_assured" in plan


@pytest.mark.django_db
def test_only_the_worker_and_stewards_ask():
    for by in (STRANGER, actor_with(Role.LINK_WORKER)):
        with pytest.raises(NotAllowed):
            ask_contacts(by=by, at=on(DUE))
    ask_contacts(by=actor_with(Role.DIRECTORY_EDITOR), at=on(DUE))


@pytest.mark.django_db
def test_a_closed_or_withdrawn_listing_is_asked_after_no_more():
    closed, withdrawn = a_listing(at=START), a_listing(at=START)
    close_by_link(token=sign_contact_link(closed.id, DUE), at=on(DUE))
    move_listing(listing_id=withdrawn.id, move="withdraw", why="A double.", by=KEEPER, at=on(DUE))
    assert ask_contacts(by=KEEPER, at=on(date(2027, 7, 1))) == 0
