"""What an administrator does for staff who cannot get in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.errors import NotFound, keep_rule
from ..models import Membership
from ..permissions import staff_visible_to
from ..queries.accounts import live_memberships
from ..queries.staff import list_organisations_elsewhere
from ..rules.posts import app_elsewhere_reasons
from .sessions import end_all_sessions
from .totp import remove_device


@transaction.atomic
def remove_app_of_staff(*, membership_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """Forget the app of somebody who lost their telephone: they set up a new one when they next sign in.

    Who may: an administrator of every organisation where they work, so that none weakens another's door. Their password
    is still needed, and every session ends. Raises `NotFound`, `Refused`.
    """
    posts = staff_visible_to(live_memberships(at, to_come=True), by)
    post: Membership | None = posts.filter(pk=membership_id).exclude(account=UUID(by.id)).first()
    if post is None:
        raise NotFound
    keep_rule(app_elsewhere_reasons(list_organisations_elsewhere(post.account_id, by=by, at=at)))
    remove_device(account_id=post.account_id, why=why, by=by, at=at)
    end_all_sessions(account_id=post.account_id)
