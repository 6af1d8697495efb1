"""What there is in the invented place: 294 listings of its groups and services, and where its postcodes are.

Serves `tell`. The listings come in as any feed does: a folder of Open Referral tables (`directory_feed/`), read by
the same reader, rejected and mended by the same rules.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from whatmatters.foundation.kernel.actor import STRANGER, Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.social_prescribing.directory.queries.finding import Asked, find_services
from whatmatters.social_prescribing.directory.services.feeds import add_feed, take_feed
from whatmatters.social_prescribing.directory.services.meaning import make_vectors
from whatmatters.social_prescribing.directory.services.postcodes import load_postcodes
from whatmatters.social_prescribing.directory.services.reports import report_listing

_HERE = Path(__file__).parent


def tell_what_there_is(*, by: Actor, at: datetime) -> None:
    """Fill the directory of an empty database."""
    feed_id = add_feed(
        name="Ashcombe Vale community directory",
        licence="Invented for whatmatters, MIT",
        attribution="Ashcombe Vale community directory (invented)",
        by=by,
        at=at,
    )
    take_feed(feed_id=feed_id, path=_HERE / "directory_feed", by=by, at=at)
    load_postcodes(path=_HERE / "postcodes.csv", by=by)
    _say_that_something_is_wrong(at)


def understand_what_there_is(*, at: datetime) -> None:
    """Work out at once what the listings mean, so that the first search in somebody's own words finds something."""
    make_vectors(by=Actor.system("demonstration"), at=at)


def _say_that_something_is_wrong(at: datetime) -> None:
    """A reader knows better than one of the listings; it waits for a steward."""
    shed = find_services(Asked(words="mens shed"), day=day_of(at)).services[0]
    words = "They meet on Wednesdays as well now, and the door is round the back."
    report_listing(listing_id=shed.card.id, what="time", words=words, by=STRANGER, at=at)
