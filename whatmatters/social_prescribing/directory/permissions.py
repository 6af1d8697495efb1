"""Who may do what in the directory. It holds no personal data: anybody may read what is published.

Stewards (directory editors, administrators) keep it; a group's contact keeps its own listing by a signed link, without
an account. Staff who connect people also see private listings, such as a refuge; nobody else knows that these exist.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _

from .models import Listing

STEWARDS = (Role.DIRECTORY_EDITOR, Role.ADMINISTRATOR)
CONNECTING = (Role.LINK_WORKER, Role.COACH, Role.CARE_COORDINATOR, Role.CLINICIAN)


def steward_reasons(by: Actor) -> Reasons:
    """Why this actor may not keep the directory; empty when they may."""
    if by.is_system or by.has_role(*STEWARDS):
        return YES
    return (Reason("directory.steward", _("Only directory editors and administrators can change the directory.")),)


def gaps_reasons(by: Actor) -> Reasons:
    """Why this actor may not see what the directory lacks; empty when they may."""
    if by.is_system or by.has_role(*STEWARDS, Role.ANALYST):
        return YES
    return (Reason("directory.gaps", _("Only those who keep or commission the directory see what it lacks.")),)


def visible_to(queryset: QuerySet[Listing], actor: Actor) -> QuerySet[Listing]:
    """The listings that the actor may read: published ones; for staff who connect people also private ones."""
    if actor.is_system or actor.has_role(*STEWARDS):
        return queryset
    states = ["published", "private"] if actor.has_role(*CONNECTING) else ["published"]
    return queryset.filter(state__in=states)


def sign_contact_link(listing_id: UUID, asked_on: date) -> str:
    """The secret part of the link by which a listing's contact confirms, corrects or closes it.

    It holds the day of the question. An answer makes the listing assured on that day or later, and so ends the link.
    """
    return _signer().sign(f"{listing_id.hex}-{asked_on.toordinal()}").replace(":", "~")


def read_contact_link(token: str) -> tuple[UUID, date] | None:
    """The listing that a link is for, and the day of the question; None when the link is not ours."""
    try:
        listing, _dash, asked = _signer().unsign(token.replace("~", ":")).partition("-")
        return UUID(listing), date.fromordinal(int(asked))
    except (BadSignature, ValueError):
        return None


def listing_of_link(token: str) -> UUID | None:
    """The listing that a link speaks of, whether it is ours or not; None when it is no link at all.

    Only for sending a new link to the address that we have: it opens nothing.
    """
    try:
        return UUID(token[:32])
    except ValueError:
        return None


def _signer() -> Signer:
    return Signer(salt="whatmatters.directory.contact")
