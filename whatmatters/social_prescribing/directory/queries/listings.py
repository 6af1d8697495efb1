"""One listing, for its own page: what it says, whether there is room, and how it came to be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound

from ..models import Listing
from ..permissions import steward_reasons, visible_to
from .finding.shown import ServiceCard, card_of


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A listing's page. `history` is for stewards: what changed, when and by whom, the newest first."""

    card: ServiceCard
    is_private: bool
    source: str
    may_keep: bool
    history: tuple[tuple[str, datetime, str], ...]


def get_listing(listing_id: UUID, *, by: Actor, at: datetime) -> ListingPage:
    """One listing. Anybody may read a published one; staff who connect people also private ones. Raises `NotFound`."""
    listing = visible_to(Listing.objects.select_related("feed"), by).filter(id=listing_id).first()
    if listing is None:
        raise NotFound
    may_keep = not steward_reasons(by)
    versions = listing.versions.order_by("-number")[:50] if may_keep else ()
    return ListingPage(
        card=card_of(listing, day_of(at)),
        is_private=listing.state == "private",
        source=(listing.feed.attribution or listing.feed.name) if listing.feed else "",
        may_keep=may_keep,
        history=tuple((version.change, version.written_at, version.written_by_name) for version in versions),
    )
