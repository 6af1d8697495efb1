"""Keep what somebody typed when their session ran out, for them alone and for a short while."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ...kernel.errors import NotFound
from ..models import KeptText
from ..queries.kept_text import KEPT_TEXT
from ..seals import seal
from ..typed import Typed

MOST_KEPT = 5
"""Forms kept for one account at once; the oldest give way, so that nobody can fill the disk."""


def keep_typed_text(*, account_id: UUID, typed: Typed, at: datetime) -> bool:
    """Keep a form, sealed, for the account whose session ran out. False when there was nothing to keep."""
    if not typed.shown:
        return False
    KeptText.objects.create(account_id=account_id, sealed=seal(typed.as_dict(), purpose=KEPT_TEXT), kept_at=at)
    mine = KeptText.objects.filter(account_id=account_id)
    newest = list(mine.order_by("-kept_at").values_list("pk", flat=True)[:MOST_KEPT])
    mine.exclude(pk__in=newest).delete()
    return True


def forget_if_there(*, kept_id: str, account_id: UUID) -> None:
    """Throw one away, by the id that a form sent along; does nothing for anything else."""
    try:
        KeptText.objects.filter(pk=UUID(kept_id), account_id=account_id).delete()
    except ValueError:
        return


def forget_kept_text(*, kept_id: UUID, account_id: UUID) -> None:
    """Throw one away, because it was sent again or is not wanted. Raises `NotFound`."""
    deleted, _ = KeptText.objects.filter(pk=kept_id, account_id=account_id).delete()
    if not deleted:
        raise NotFound
