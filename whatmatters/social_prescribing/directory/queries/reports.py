"""Reports that something is wrong with a listing: the form's own listing, and the stewards' list of those that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import NotFound, allow

from ..models import Listing, Report
from ..permissions import steward_reasons, visible_to
from ..rules.reports import WHAT

ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Reportable:
    """A listing that somebody may say is wrong."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report that waits. `has_changed` says that the listing was changed or confirmed after the report came."""

    id: UUID
    listing_id: UUID
    name: str
    what: str
    words: str
    at: datetime
    has_changed: bool
    changed_by: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """One page of the reports that wait, the longest waiting first."""

    rows: tuple[ReportRow, ...]
    total: int
    number: int
    pages: int


def get_reportable(listing_id: UUID, *, by: Actor) -> Reportable:
    """The listing that a report is about. Anybody who may read it may. Raises `NotFound`."""
    name = visible_to(Listing.objects.all(), by).filter(id=listing_id).values_list("name", flat=True).first()
    if name is None:
        raise NotFound
    return Reportable(listing_id, name)


def get_reports_page(*, by: Actor, number: int = 1) -> ReportsPage:
    """The reports that wait for somebody. Stewards may; raises `NotAllowed`."""
    allow(steward_reasons(by))
    waiting = Report.objects.filter(state="new")
    total = waiting.count()
    pages = max(1, -(-total // ON_A_PAGE))
    number = min(max(1, number), pages)
    rows = waiting.select_related("listing").defer("listing__document", "listing__source")
    shown = rows.order_by("created_at", "id")[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return ReportsPage(tuple(map(_row, shown)), total, number, pages)


def _row(report: Report) -> ReportRow:
    listing = report.listing
    return ReportRow(
        id=report.id,
        listing_id=listing.id,
        name=listing.name,
        what=str(WHAT.get(report.what, report.what)),
        words=report.words,
        at=report.created_at,
        has_changed=listing.changed_at > report.created_at,
        changed_by=listing.changed_by_name,
    )
