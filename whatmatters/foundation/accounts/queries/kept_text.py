"""What somebody had typed when their session ran out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..models import KeptText
from ..rules.practice import minutes
from ..seals import CannotOpen, open_seal
from ..typed import Typed

KEPT_TEXT = "kept-text"


@dataclass(frozen=True, slots=True)
class Kept:
    """One form that arrived too late."""

    id: UUID
    kept_at: datetime
    typed: Typed


def list_kept_text(account_id: UUID, *, at: datetime) -> list[Kept]:
    """What is kept for an account and not too old, newest first. Only the account itself may ask."""
    rows = KeptText.objects.filter(account_id=account_id, kept_at__gt=at - minutes("kept-text", at))
    return [kept for row in rows.order_by("-kept_at") if (kept := _opened(row))]


def _opened(row: KeptText) -> Kept | None:
    try:
        return Kept(row.pk, row.kept_at, Typed.from_dict(open_seal(row.sealed, purpose=KEPT_TEXT)))
    except CannotOpen:
        return None
