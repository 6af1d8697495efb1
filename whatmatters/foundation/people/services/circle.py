"""The circle of support: add, change and take out the people whom the person counts on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import EditConflict, NotFound, Refused, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import YES, Reason, Reasons
from ..models import CircleMember
from ..permissions import Access, Deed, visible_people
from ..rules.particulars import contact_reasons
from ..sections import Section
from .keeping import made, person_for


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the circle. `own_record_id` is their own record, when they have one that the writer may see."""

    name: str
    relationship: str = ""
    phone: str = ""
    email: str = ""
    is_carer: bool = False
    is_emergency_contact: bool = False
    is_next_of_kin: bool = False
    is_professional: bool = False
    is_key_worker: bool = False
    how_they_help: str = ""
    own_record_id: UUID | None = None


_TEXTS = ("name", "relationship", "phone", "email", "how_they_help")
_FLAGS = ("is_carer", "is_emergency_contact", "is_next_of_kin", "is_professional", "is_key_worker")


@transaction.atomic
def add_circle_member(*, person_id: UUID, member: Member, by: Actor, at: datetime) -> UUID:
    """Add somebody to the circle; their id there.

    Who may: the person, a proxy who sees the circle, care staff. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.EDIT_CIRCLE, person_id, by, at)
    keep_rule(member_reasons(member))
    saved = CircleMember(person=person, **made(by, at), **_columns(member, by, at))
    saved.save(force_insert=True)
    _record("added somebody to the circle of support", saved, access, by, at)
    return saved.id


@transaction.atomic
def change_circle_member(*, member_id: UUID, version: int, member: Member, by: Actor, at: datetime) -> int:
    """Change what is said of somebody in the circle; the new version. Who may and raises: as `add_circle_member`.

    `version` is the one the writer saw: when somebody was quicker, `EditConflict` carries both. Notes that are kept
    from the writer stay as they are, and so does the link to somebody's own record.
    """
    saved, access = _member(member_id, by, at)
    if saved.version != version:
        is_kept = saved.hidden_at and Section.SAFEGUARDING not in access
        raise EditConflict(
            mine={_("Name"): member.name, _("How they help"): member.how_they_help},
            theirs={_("Name"): saved.name, _("How they help"): "" if is_kept else saved.how_they_help},
        )
    keep_rule(member_reasons(member))
    kept = {"own_record_id"} if member.own_record_id is None else set()
    if saved.hidden_at and Section.SAFEGUARDING not in access:
        kept.add("how_they_help")  # the writer was not shown these notes, so has not changed them
    for name, value in _columns(member, by, at).items():
        if name not in kept:
            setattr(saved, name, value)
    saved.version += 1
    saved.save()
    _record("changed somebody in the circle of support", saved, access, by, at)
    return saved.version


@transaction.atomic
def remove_circle_member(*, member_id: UUID, by: Actor, at: datetime) -> None:
    """Take somebody out of the circle. What was written is kept. Who may and raises: as `add_circle_member`."""
    saved, access = _member(member_id, by, at)
    saved.removed_at, saved.removed_by = at, by.id
    saved.save(update_fields=["removed_at", "removed_by"])
    _record("took somebody out of the circle of support", saved, access, by, at)


@transaction.atomic
def link_own_record(*, member_id: UUID, own_record_id: UUID | None, by: Actor, at: datetime) -> None:
    """Say which record is somebody's own, such as a carer's who is a person with needs too; None takes it away.

    Who may: care staff, a proxy or the person who may see both records; the link is shown to nobody else. Raises
    `NotFound`, `NotAllowed`, `Refused` when it would be the person's own record.
    """
    saved, access = _member(member_id, by, at)
    if own_record_id == saved.person_id:
        raise Refused(Reason("circle.own-record", _("This is the same record. Choose the other person’s.")))
    if own_record_id and not visible_people(by, Section.IDENTITY, at).filter(pk=own_record_id).exists():
        raise NotFound
    saved.own_record_id = own_record_id
    saved.save(update_fields=["own_record"])
    _record("said whose own record belongs to somebody in the circle", saved, access, by, at)


def member_reasons(member: Member) -> Reasons:
    """Why this cannot be kept: no name, or a number or address that reaches nobody."""
    reasons: Reasons = YES
    if not member.name.strip():
        reasons += (Reason("circle.name", _("Write who it is. A first name is enough."), "name"),)
    if member.phone.strip():
        reasons += contact_reasons("phone", member.phone, field="phone")
    if member.email.strip():
        reasons += contact_reasons("email", member.email, field="email")
    return reasons


def _columns(member: Member, by: Actor, at: datetime) -> dict[str, Any]:
    """The columns of the row. A link to somebody's own record is kept only where the writer may see that record."""
    linked = member.own_record_id
    if linked and not visible_people(by, Section.IDENTITY, at).filter(pk=linked).exists():
        raise NotFound
    columns: dict[str, Any] = {name: clean_text(getattr(member, name)) for name in _TEXTS}
    return columns | {name: getattr(member, name) for name in _FLAGS} | {"own_record_id": linked}


def _member(member_id: UUID, by: Actor, at: datetime) -> tuple[CircleMember, Access]:
    saved = CircleMember.objects.select_for_update().filter(pk=member_id, removed_at__isnull=True).first()
    if saved is None:
        raise NotFound
    _, access = person_for(Deed.EDIT_CIRCLE, saved.person_id, by, at)
    return saved, access


def _record(action: str, saved: CircleMember, access: Access, by: Actor, at: datetime) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=saved.person_id,
        subject=f"circle:{saved.id}",
        organisations=access.organisations,
    )
