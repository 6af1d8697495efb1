"""A change of e-mail address that waits for both addresses to agree."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ..models import EmailChange
from ..seals import is_same, link_token

_PURPOSE = "email-change"


def address_to_agree(change: EmailChange, side: str) -> str:
    """The web address that one side agrees with; `side` is `old` or `new`."""
    token = link_token(f"{change.pk}:{side}", purpose=_PURPOSE)
    return f"{settings.ADDRESS}{reverse('accounts:agree_to_email', args=[change.pk, side, token])}"


def find_email_change(change_id: UUID, side: str, token: str, *, at: datetime) -> EmailChange | None:
    """The change that a link agrees to, while it waits."""
    is_right = side in ("old", "new") and is_same(token, link_token(f"{change_id}:{side}", purpose=_PURPOSE))
    waiting = EmailChange.objects.filter(pk=change_id, expires_at__gt=at, account__closed_at=None)
    return waiting.select_related("account").first() if is_right else None
