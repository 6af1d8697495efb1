"""What every write to a listing ends with: columns that follow from its document, a version, the index, the audit
row.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_change

from ..models import Listing, ListingVersion
from .indexing import index_listings

Document = dict[str, Any]


def columns_of(document: Document) -> dict[str, Any]:
    """The columns of a listing that repeat what its document says."""
    organisation = document.get("organization") or {}
    return {
        "name": str(document.get("name") or "")[:300],
        "organisation_name": str(organisation.get("name") or "")[:300],
        "is_active": document.get("status", "active") == "active",
        "contact_email": str(document.get("assurer_email") or document.get("email") or "")[:254],
        "assured_on": day_said(document.get("assured_date")),
    }


def day_said(said: Any) -> date | None:
    """The day that a document names, such as `2026-11-23`; None when it names none."""
    try:
        return date.fromisoformat(str(said)[:10]) if said else None
    except ValueError:
        return None


def keep_change(listing: Listing, *, change: str, by: Actor, at: datetime, why: str = "") -> None:
    """Save a listing that was changed: its columns, its next version, the index and the audit row, in one transaction.

    `change` is words for the history (`confirmed`, `corrected by its contact`).
    """
    for name, value in columns_of(listing.document).items():
        setattr(listing, name, value)
    listing.version += 1
    listing.changed_at, listing.changed_by, listing.changed_by_name = at, by.id, by.name
    listing.save()
    keep_version(listing, change)
    index_listings([listing])
    record_change(change, by=by, at=at, subject=f"listing:{listing.id}", why=why)


def keep_version(listing: Listing, change: str) -> None:
    """Write down what a listing says now."""
    ListingVersion.objects.create(**version_of(listing, change))


def version_of(listing: Listing, change: str) -> dict[str, Any]:
    """A version row's columns, for one that was just changed."""
    return {
        "listing": listing,
        "number": listing.version,
        "change": change,
        "document": listing.document,
        "written_at": listing.changed_at,
        "written_by": listing.changed_by,
        "written_by_name": listing.changed_by_name,
    }
