"""Feeds and how their readings went, for stewards and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.translating import _

from ..models import FeedRun
from ..permissions import steward_reasons
from ..states import FEED_RUN

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong with one record. `raw` is what came, of a record that was rejected."""

    is_rejection: bool
    kind: str
    reference: str
    field: str
    why: str
    raw: str


@dataclass(frozen=True, slots=True)
class RunShown:
    """One reading of a feed, with its problems: rejections first."""

    id: UUID
    feed: str
    state: str
    state_words: str
    note: str
    source: str
    at: datetime
    rejected: int
    in_words: str
    problems: tuple[Problem, ...] = ()


def get_run(run_id: UUID, *, by: Actor, problems: int = 200) -> RunShown:
    """One reading of a feed. Who: stewards and the command line. Raises `NotAllowed`, `NotFound`."""
    allow(steward_reasons(by))
    run = FeedRun.objects.select_related("feed").filter(pk=run_id).first()
    if run is None:
        raise NotFound
    rows = run.problems.order_by("-is_rejection", "id")[:problems]
    return _shown(run, tuple(Problem(p.is_rejection, p.kind, p.reference, p.field, p.why, p.raw) for p in rows))


def list_runs(*, by: Actor, page: int = 1) -> tuple[RunShown, ...]:
    """The newest readings of all feeds, those that wait for a steward first. Who: stewards. Raises `NotAllowed`."""
    allow(steward_reasons(by))
    start = (max(page, 1) - 1) * _PAGE
    held = FeedRun.objects.select_related("feed").filter(state="held").order_by("-created_at")
    others = FeedRun.objects.select_related("feed").exclude(state="held").order_by("-created_at")
    return tuple(map(_shown, [*(held if start == 0 else ()), *others[start : start + _PAGE]]))


def _shown(run: FeedRun, problems: tuple[Problem, ...] = ()) -> RunShown:
    return RunShown(
        id=run.id,
        feed=run.feed.name,
        state=run.state,
        state_words=FEED_RUN.states[run.state],
        note=run.note,
        source=run.source,
        at=run.created_at,
        rejected=run.rejected,
        in_words=_in_words(run),
        problems=problems,
    )


def _in_words(run: FeedRun) -> str:
    if run.state in ("held", "failed", "refused"):
        return f"{FEED_RUN.states[run.state]}. {run.note}".strip()
    counts = _("Listings: %(new)s new, %(changed)s changed, %(same)s as before, %(gone)s gone.") % {
        "new": f"{run.new:,}",
        "changed": f"{run.changed:,}",
        "same": f"{run.unchanged:,}",
        "gone": f"{run.gone:,}",
    }
    rest = _("Records rejected: %(rejected)s. Values mended: %(mended)s. Other records kept: %(loose)s.") % {
        "rejected": f"{run.rejected:,}",
        "mended": f"{run.mended:,}",
        "loose": f"{run.loose:,}",
    }
    return f"{counts} {rest}"
