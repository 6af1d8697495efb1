"""Write what happened: changes into the database with the change itself, reads into the journal before the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ..actor import Actor
from ..models import AuditKind
from .chain import Happening, add_to_chains
from .journal import the_journal


def record_change(
    action: str,
    *,
    by: Actor,
    at: datetime,
    person_id: UUID | None = None,
    subject: str = "",
    why: str = "",
    details: dict[str, Any] | None = None,
    organisations: Iterable[UUID] = (),
    kind: str = AuditKind.CHANGED,
) -> None:
    """Record a change, in the transaction of the change: both are kept, or neither.

    `action` names it in words (`agreed a plan`); `subject` is `kind:uuid` of the thing; `details` must hold no text
    that a person wrote, only ids, codes and names of fields. `organisations` are those through which the actor may
    act here, so that the right one of several posts is named.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A change and its audit row must be in one transaction.")
    add_to_chains([_happening(kind, action, by, at, person_id, subject, why, details, organisations)])


def record_changes(
    action: str,
    *,
    by: Actor,
    at: datetime,
    subjects: Iterable[tuple[UUID | None, str]],
    why: str = "",
    organisations: Iterable[UUID] = (),
) -> None:
    """Record one change that was made to many records at once: pairs of person and subject, an event for each.

    In the transaction of the change, as `record_change`; as many statements for a hundred as for two.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A change and its audit row must be in one transaction.")
    through = tuple(organisations)
    add_to_chains(
        _happening(AuditKind.CHANGED, action, by, at, person_id, subject, why, None, through)
        for person_id, subject in subjects
    )


def record_read(
    action: str,
    *,
    by: Actor,
    at: datetime,
    person_id: UUID,
    sections: Iterable[str] = (),
    why: str = "",
    organisations: Iterable[UUID] = (),
    kind: str = AuditKind.READ,
) -> None:
    """Record that one person's record was looked at: once a page, with the sections that were shown.

    Raises `AuditUnavailable`; the caller then shows nothing.
    """
    details = {"sections": sorted(sections)}
    the_journal().append(_happening(kind, action, by, at, person_id, "", why, details, organisations))


def record_listing(
    action: str, *, by: Actor, at: datetime, people: Iterable[UUID], organisations: Iterable[UUID] = ()
) -> None:
    """Record a list that named people: one event, shown to each of them as "appeared in a list"."""
    named = tuple(dict.fromkeys(people))
    if not named:
        return
    post = by.post_at(frozenset(organisations))
    the_journal().append(
        Happening(
            kind=AuditKind.LISTED,
            action=action,
            happened_at=at,
            actor_id=by.id,
            actor_name=by.name,
            role=post.role if post else "",
            organisation_id=post.organisation_id if post else None,
            organisation_name=post.organisation_name if post else "",
            people=named,
        )
    )


def record_sign_in(action: str, *, by: Actor, at: datetime, why: str = "") -> None:
    """Record that somebody signed in, out, or failed to: on their own record's chain when they have one."""
    with transaction.atomic():
        record_change(action, by=by, at=at, person_id=by.person_id, why=why, kind=AuditKind.SIGNED_IN)


def _happening(
    kind: str,
    action: str,
    by: Actor,
    at: datetime,
    person_id: UUID | None,
    subject: str,
    why: str,
    details: dict[str, Any] | None,
    organisations: Iterable[UUID],
) -> Happening:
    post = by.post_at(frozenset(organisations))
    return Happening(
        kind=kind,
        action=action,
        happened_at=at,
        actor_id=by.id,
        actor_name=by.name,
        role=post.role if post else "",
        organisation_id=post.organisation_id if post else None,
        organisation_name=post.organisation_name if post else "",
        person_id=person_id,
        subject=subject,
        why=why,
        details=details or {},
    )
