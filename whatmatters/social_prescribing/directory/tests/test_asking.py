"""What the e-mails to contacts say, when they do not go, and who gets a new link how often."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from whatmatters.foundation.kernel.actor import STRANGER
from whatmatters.foundation.messages.kinds import Prepared, Stopped
from whatmatters.foundation.messages.models import Message

from ..models import Listing
from ..permissions import sign_contact_link
from ..queries.asking import prepare_confirm
from ..services.confirming import ask_contacts, send_new_link
from ..services.listings import confirm_by_link
from .listed import EMAIL, KEEPER, a_listing
from .test_confirming import DUE, START, on

pytestmark = pytest.mark.django_db


def _prepared(listing: Listing, day: date):
    return prepare_confirm({"listing_id": listing.id}, on(day))


def test_what_the_question_says():
    listing = a_listing(at=START, name="Harbourside\nChoir")
    ask_contacts(by=KEEPER, at=on(DUE))
    listing.refresh_from_db()
    answer = _prepared(listing, DUE)
    assert isinstance(answer, Prepared)
    assert answer.address == EMAIL
    words = answer.text
    assert "“Harbourside Choir”" in words
    assert "last confirmed on 10 January 2026" in words
    assert f"/listing/{sign_contact_link(listing.id, DUE)}/" in words.splitlines()[8]
    assert "no account" in words
    assert "we ask 2 more times, 14 days apart" in words
    assert f"/find/{listing.id}/wrong/" in words
    for times, said in ((2, "we ask once more in 14 days"), (3, "We do not ask again"), (0, "asked us to send")):
        Listing.objects.update(times_asked=times)
        assert said in _prepared(listing, DUE).text
    Listing.objects.update(assured_on=None)
    assert "Nobody has confirmed it yet." in _prepared(listing, DUE).text


def test_what_stops_the_question():
    listing = a_listing(at=START)
    assert isinstance(_prepared(listing, DUE), Stopped), "it was never asked"
    ask_contacts(by=KEEPER, at=on(DUE))
    assert isinstance(_prepared(listing, DUE), Prepared)
    assert isinstance(_prepared(listing, DUE + timedelta(days=90)), Stopped), "its link would open nothing"
    for changes in ({"state": "private"}, {"state": "withdrawn"}, {"contact_email": ""}, {"assured_on": DUE}):
        before = Listing.objects.filter(pk=listing.pk).values(*changes).get()
        Listing.objects.update(**changes)
        assert isinstance(_prepared(listing, DUE), Stopped), changes
        Listing.objects.update(**before)
    confirm_by_link(token=sign_contact_link(listing.id, DUE), at=on(DUE))
    assert isinstance(_prepared(listing, DUE), Stopped)
    assert isinstance(prepare_confirm({"listing_id": uuid.uuid4()}, on(DUE)), Stopped)


def _new_link(listing: Listing, at: datetime, email: str = EMAIL) -> int:
    send_new_link(listing_id=listing.id, email=email, by=STRANGER, at=at)
    return Message.objects.count()


def test_a_new_link_goes_to_the_address_that_we_have_and_no_other():
    listing = a_listing(at=START)
    assert _new_link(listing, on(DUE), "else@example.org") == 0
    assert _new_link(listing, on(DUE), " CHOIR@example.org ") == 1
    listing.refresh_from_db()
    assert (listing.asked_on, listing.times_asked) == (DUE, 0)
    assert "asked us to send a new link" in _prepared(listing, DUE).text
    send_new_link(listing_id=None, email=EMAIL, by=STRANGER, at=on(DUE))
    send_new_link(listing_id=uuid.uuid4(), email=EMAIL, by=STRANGER, at=on(DUE))
    Listing.objects.update(contact_email="")
    assert _new_link(listing, on(DUE + timedelta(days=1)), "") == 1


def test_no_more_than_three_new_links_a_day():
    listing = a_listing(at=START)
    midnight = datetime(2026, 1, 20, tzinfo=UTC)
    sent = [_new_link(listing, midnight + timedelta(minutes=10 * step)) for step in range(6 * 24)]
    assert sent[-1] == 3
    assert _new_link(listing, midnight + timedelta(days=1)) == 4


def test_a_new_link_on_the_day_of_an_answer_comes_tomorrow_and_works():
    listing = a_listing(at=on(DUE))
    _new_link(listing, on(DUE))
    listing.refresh_from_db()
    tomorrow = DUE + timedelta(days=1)
    assert Message.objects.get().send_after == datetime(2026, 7, 11, 7, 0, tzinfo=UTC)
    assert isinstance(_prepared(listing, tomorrow), Prepared)
    confirm_by_link(token=sign_contact_link(listing.id, listing.asked_on), at=on(tomorrow))


@pytest.mark.parametrize("state", ["private", "withdrawn", "proposed"])
def test_what_is_not_public_gets_no_new_link(state):
    listing = a_listing(at=START)
    Listing.objects.update(state=state)
    assert _new_link(listing, on(DUE)) == 0


def test_what_claims_to_be_confirmed_in_the_future_gets_no_link_that_would_not_work():
    listing = a_listing(at=START)
    Listing.objects.update(assured_on=date(9999, 12, 31))
    assert _new_link(listing, on(DUE)) == 0
