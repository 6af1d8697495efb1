"""What readers say about the public pages: counts by page, and comments.

Serves the staff page and the export. Administrators and directory editors may read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ...kernel.errors import allow
from ..content import PAGES, get_page
from ..models import PageFeedback
from ..permissions import feedback_reading_reasons
from .pages import list_overdue_reviews

ROWS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class PageCount:
    """How one page did."""

    page: str
    yes: int
    no: int
    comments: int

    @property
    def title(self) -> str:
        """The page's title in English, as staff know it."""
        return page_title(self.page)

    @property
    def total(self) -> int:
        """All answers."""
        return self.yes + self.no

    @property
    def share(self) -> int:
        """How many of a hundred found it useful, as a whole number."""
        return round(100 * self.yes / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One answer."""

    id: UUID
    page: str
    language: str
    useful: bool
    comment: str
    sent_at: datetime
    removed_at: datetime | None

    @property
    def title(self) -> str:
        """The page's title in English, as staff know it."""
        return page_title(self.page)


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """What the staff page shows: counts of every page, and one sheet of comments."""

    counts: tuple[PageCount, ...]
    rows: tuple[FeedbackRow, ...]
    number: int
    pages: int
    page: str
    answer: str
    overdue: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title of the page that was chosen; empty for all."""
        return page_title(self.page) if self.page else ""


def get_feedback_page(*, by: Actor, at: datetime, page: str = "", answer: str = "", number: int = 1) -> FeedbackPage:
    """Counts of every page, the comments about one page or all (newest first), and urgent numbers to check again.

    `answer` is `yes`, `no` or empty for both. Administrators and directory editors may; raises `NotAllowed`.
    """
    allow(feedback_reading_reasons(by))
    chosen = _chosen(page, answer).exclude(Q(comment="") & Q(removed_at__isnull=True)).order_by("-sent_at", "-id")
    total = chosen.count()
    pages = max(1, -(-total // ROWS_A_PAGE))
    number = min(max(1, number), pages)
    overdue = tuple(list_overdue_reviews(day_of(at)))
    rows = chosen[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    return FeedbackPage(_counts(), tuple(_row(row) for row in rows), number, pages, page, answer, overdue)


def list_feedback(*, by: Actor, page: str = "", answer: str = "") -> Iterator[FeedbackRow]:
    """Every answer, oldest first, for the export. Administrators and directory editors may; raises `NotAllowed`."""
    allow(feedback_reading_reasons(by))
    for row in _chosen(page, answer).order_by("sent_at", "id").iterator(chunk_size=500):
        yield _row(row)


def page_title(name: str) -> str:
    """A page's title in English; its name where it is made by the program."""
    return get_page(name).title if name in PAGES else name


def _chosen(page: str, answer: str) -> QuerySet[PageFeedback]:
    chosen = PageFeedback.objects.all()
    if page:
        chosen = chosen.filter(page=page)
    if answer in ("yes", "no"):
        chosen = chosen.filter(useful=answer == "yes")
    return chosen


def _counts() -> tuple[PageCount, ...]:
    counted = PageFeedback.objects.values("page").annotate(
        yes=Count("id", filter=Q(useful=True)),
        no=Count("id", filter=Q(useful=False)),
        comments=Count("id", filter=~Q(comment="")),
    )
    return tuple(PageCount(**row) for row in counted.order_by("page"))


def _row(row: PageFeedback) -> FeedbackRow:
    return FeedbackRow(**{name: getattr(row, name) for name in FeedbackRow.__slots__})
