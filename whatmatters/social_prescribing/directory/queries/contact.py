"""What a listing's contact sees behind the link of an e-mail, and what they may change there.

Serves the pages without an account. Refuses to tell why a link does not open: whoever has one that works may, nobody
else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound

from ..models import Listing
from ..permissions import read_contact_link
from ..rules.confirming import Assured, is_link_alive
from ..rules.documents import Told
from ..rules.needs import need_labels
from ..rules.places import tidy_postcode
from ..rules.reports import WHAT
from ..rules.telling import told_of, untold_parts
from .finding.shown import ServiceCard, card_of
from .finding.where import find_place

MOST_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One report that waits for somebody: what was chosen, in words, what was written, and on which day."""

    what: str
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A listing as its contact sees it. `more_places` and `more_times` count those that the form cannot change.

    One that is not public has no page on which anybody says that something is wrong.
    """

    card: ServiceCard
    told: Told
    reports: tuple[Said, ...]
    more_places: int
    more_times: int
    is_public: bool


def get_contact_page(token: str, *, at: datetime) -> ContactPage:
    """The listing that a link opens. Whoever has the link may. Raises `NotFound` when it was used, is too old or is
    not ours, or the listing has left the directory.
    """
    day, read = day_of(at), read_contact_link(token)
    listing = Listing.objects.filter(id=read[0], state__in=("published", "private")).first() if read else None
    if read is None or listing is None:
        raise NotFound
    known = Assured(listing.assured_on, listing.asked_on, listing.times_asked)
    if not is_link_alive(known, read[1], day):
        raise NotFound
    return _page(listing, day)


def get_corrected(said: Mapping[str, Any], *, before: Told) -> Told:
    """What was told before with the answers of a form in its place.

    A postcode that was changed takes the coordinates of the new one, or none when it is not known here: a listing is
    never left where it no longer is.
    """
    told = replace(before, **said, terms=need_labels())
    postcode = tidy_postcode(told.postcode) or told.postcode
    if postcode == (tidy_postcode(before.postcode) or before.postcode):
        return told
    found = find_place(postcode)
    latitude, longitude = found.point.degrees if found and found.is_exact else (None, None)
    return replace(told, postcode=postcode, latitude=latitude, longitude=longitude)


def _reports(listing: Listing) -> tuple[Said, ...]:
    rows = listing.reports.filter(state="new").order_by("created_at")[:MOST_REPORTS]
    return tuple(Said(str(WHAT.get(row.what, row.what)), row.words, day_of(row.created_at)) for row in rows)


def _page(listing: Listing, day: date) -> ContactPage:
    places, times = untold_parts(listing.document)
    return ContactPage(
        card=card_of(listing, day),
        told=told_of(listing.document),
        reports=_reports(listing),
        more_places=places,
        more_times=times,
        is_public=listing.state == "published",
    )
