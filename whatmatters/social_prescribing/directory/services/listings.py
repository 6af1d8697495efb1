"""Making and changing listings: by stewards, by anybody who proposes one, and by a listing's own contact."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_change
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import EditConflict, NotFound, allow, keep_rule
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.kernel.translating import _

from ..models import Listing
from ..permissions import read_contact_link, steward_reasons
from ..rules.confirming import Assured, is_link_alive
from ..rules.documents import Told, document_of
from ..rules.listings import told_reasons
from ..states import LISTING
from .indexing import index_listings
from .keeping import columns_of, keep_change, keep_version


class LinkEnded(NotFound):
    """The link of an e-mail was used, is too old, or is not ours. The page says how to get a new one."""


@transaction.atomic
def create_listing(*, told: Told, by: Actor, at: datetime) -> UUID:
    """Put a service into the directory. A steward's is published and assured at once; anybody else's waits for one.

    Raises `Refused` with every reason. Returns the listing's id.
    """
    keep_rule(told_reasons(told))
    is_steward = not steward_reasons(by)
    listing_id = uuid.uuid4()
    document = document_of(told, service_id=listing_id)
    if is_steward:
        document["assured_date"] = day_of(at).isoformat()
    listing = Listing(id=listing_id, state="published" if is_steward else "proposed", document=document)
    _make(listing, "put in the directory" if is_steward else "proposed", by, at)
    return listing_id


def _make(listing: Listing, change: str, by: Actor, at: datetime) -> None:
    for name, value in columns_of(listing.document).items():
        setattr(listing, name, value)
    listing.created_at = listing.changed_at = at
    listing.created_by = listing.changed_by = by.id
    listing.created_by_name = listing.changed_by_name = by.name
    listing.save()
    keep_version(listing, change)
    index_listings([listing])
    record_change(change, by=by, at=at, subject=f"listing:{listing.id}")


@transaction.atomic
def change_listing(*, listing_id: UUID, version_read: int, told: Told, by: Actor, at: datetime) -> None:
    """Change what a listing says. Who: stewards. Raises `NotFound`, `NotAllowed`, `Refused`, `EditConflict`."""
    allow(steward_reasons(by))
    listing = _locked(listing_id)
    if listing.version != version_read:
        raise EditConflict(
            mine={_("Name"): told.name, _("Description"): told.description},
            theirs={_("Name"): listing.name, _("Description"): str(listing.document.get("description") or "")},
            changed_by=listing.changed_by_name,
        )
    keep_rule(told_reasons(told))
    _put(listing, told, day_of(at))
    keep_change(listing, change="changed a listing", by=by, at=at)


@transaction.atomic
def move_listing(*, listing_id: UUID, move: str, why: str = "", by: Actor, at: datetime) -> None:
    """Publish a listing, keep it private, or take it out; the last two need a reason in words. Who: stewards.

    Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    allow(steward_reasons(by))
    listing = _locked(listing_id)
    keep_rule(LISTING.reasons_against(move, listing.state))
    if move in ("keep_private", "withdraw") and not why.strip():
        keep_rule((Reason("listing.why", _("Say why, so that the next steward understands."), "why"),))
    listing.state, listing.state_note = LISTING.after(move), why.strip()
    keep_change(listing, change=f"directory: {move.replace('_', ' ')}", by=by, at=at, why=why.strip())


@transaction.atomic
def confirm_by_link(*, token: str, told: Told | None = None, at: datetime) -> UUID:
    """A listing's contact says by their link that it is true, as it stands or with these corrections.

    Raises `LinkEnded`, `Refused`. Returns the listing's id.
    """
    listing, by = _by_link(token, at)
    if told is not None:
        keep_rule(told_reasons(told))
        _put(listing, told, day_of(at))
    listing.document["assured_date"] = day_of(at).isoformat()
    _is_true_again(listing)
    keep_change(listing, change="corrected by its contact" if told else "confirmed by its contact", by=by, at=at)
    return listing.id


@transaction.atomic
def close_by_link(*, token: str, at: datetime) -> UUID:
    """A listing's contact says by their link that the service has ended. Raises `LinkEnded`."""
    listing, by = _by_link(token, at)
    keep_rule(LISTING.reasons_against("withdraw", listing.state))
    listing.state, listing.state_note = LISTING.after("withdraw"), "Its contact says that it has ended."
    listing.document["assured_date"] = day_of(at).isoformat()
    _is_true_again(listing)
    keep_change(listing, change="closed by its contact", by=by, at=at)
    return listing.id


@transaction.atomic
def say_capacity(
    *,
    listing_id: UUID,
    is_full: bool,
    places: int | None = None,
    wait_weeks: int | None = None,
    next_start_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Say whether there is room: places free, weeks to wait, the next start. Full ones are shown as closed.

    Who: stewards; whoever answers for a group does it through `social_prescribing`. Raises `NotFound`, `NotAllowed`.
    """
    allow(steward_reasons(by))
    listing = _locked(listing_id)
    listing.is_full, listing.places, listing.wait_weeks = is_full, None if is_full else places, wait_weeks
    listing.next_start_on = next_start_on
    listing.capacity_said_at, listing.capacity_said_by = at, by.id
    keep_change(listing, change="said whether there is room", by=by, at=at)


def _put(listing: Listing, told: Told, day: date) -> None:
    """The document with what was told, assured on this day."""
    document: dict[str, Any] = document_of(told, service_id=listing.id, before=listing.document)
    document["assured_date"] = day.isoformat()
    listing.document = document
    _is_true_again(listing)


def _is_true_again(listing: Listing) -> None:
    """Start counting anew when its contact is to be asked."""
    listing.asked_on, listing.times_asked, listing.is_unconfirmed = None, 0, False


def _by_link(token: str, at: datetime) -> tuple[Listing, Actor]:
    """The listing of a link, locked, and who acts: its contact, known by the link alone. Raises `LinkEnded`."""
    read = read_contact_link(token)
    listing = Listing.objects.select_for_update().filter(id=read[0]).first() if read else None
    if read is None or listing is None or listing.state not in ("published", "private"):
        raise LinkEnded
    known = Assured(listing.assured_on, listing.asked_on, listing.times_asked)
    if not is_link_alive(known, read[1], day_of(at)):
        raise LinkEnded
    return listing, Actor(id=f"contact:{listing.id}", name=_("the contact of %(name)s") % {"name": listing.name[:150]})


def _locked(listing_id: UUID) -> Listing:
    """The listing, locked until the transaction ends. Raises `NotFound`."""
    listing = Listing.objects.select_for_update(of=("self",)).filter(id=listing_id).first()
    if listing is None:
        raise NotFound
    return listing
