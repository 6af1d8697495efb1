"""How to reach the person: telephone numbers, e-mail addresses and postal addresses, each safe to use or not.

Refuses to forget: what no longer holds is ended, never removed. A secret address (a refuge) is written and seen only by
the person and by those who see what is kept for someone's safety, and is never sent, printed or exported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import EditConflict, NotAllowed, NotFound, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reason
from ..models import Address, ContactPoint, Person
from ..permissions import Access, Deed
from ..rules.particulars import contact_reasons
from .keeping import person_for


@dataclass(frozen=True, slots=True)
class NewContact:
    """One way to reach somebody. `kind` is `phone`, `mobile`, `email` or `other`; `rank` 1 is tried first."""

    kind: str
    value: str
    is_safe: bool = True
    note: str = ""
    use: str = ""
    rank: int = 1


@dataclass(frozen=True, slots=True)
class NewAddress:
    """A postal address, lines without the postcode."""

    lines: str
    city: str = ""
    postcode: str = ""
    is_secret: bool = False


@transaction.atomic
def add_contact_point(*, person_id: UUID, contact: NewContact, by: Actor, at: datetime) -> int:
    """Add a telephone number or e-mail address; its id.

    Who may: the person, a proxy who sees contacts, staff who know them. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.CHANGE_CONTACTS, person_id, by, at)
    point = _add(person, contact)
    _record("added a way to reach the person", f"contact:{point.pk}", person_id, access, by, at)
    return point.pk


@transaction.atomic
def change_contact_point(*, contact_id: int, contact: NewContact, by: Actor, at: datetime) -> int:
    """Put another in the place of a telephone number or e-mail address; the id of the new one.

    The old one is ended and stays in the history. Who may: as `add_contact_point`. Raises `EditConflict` when somebody
    else changed it meanwhile.
    """
    old, access = _contact(contact_id, by, at)
    if old.ends_before is not None:
        newest = ContactPoint.objects.filter(person=old.person, kind=old.kind, ends_before__isnull=True).last()
        theirs = newest.value if newest else _("It was removed")
        raise EditConflict(mine={old.get_kind_display(): contact.value}, theirs={old.get_kind_display(): theirs})
    old.ends_before = day_of(at)
    old.save(update_fields=["ends_before"])
    point = _add(old.person, contact)
    _record("changed a way to reach the person", f"contact:{point.pk}", old.person_id, access, by, at)
    return point.pk


@transaction.atomic
def end_contact_point(*, contact_id: int, by: Actor, at: datetime) -> None:
    """Stop using a telephone number or e-mail address. Who may: as `add_contact_point`."""
    point, access = _contact(contact_id, by, at)
    point.ends_before = day_of(at)
    point.save(update_fields=["ends_before"])
    _record("removed a way to reach the person", f"contact:{point.pk}", point.person_id, access, by, at)


@transaction.atomic
def set_address(*, person_id: UUID, address: NewAddress, by: Actor, at: datetime) -> int:
    """Write where the person lives now; the address before it is ended. The id of the new one.

    Who may: as `add_contact_point`; a secret address only by those who may see one. Raises `NotFound`, `NotAllowed`,
    `Refused`.
    """
    person, access = person_for(Deed.CHANGE_CONTACTS, person_id, by, at)
    if address.is_secret and not (access.may_see_secret_address or access.is_system):
        text = _("Only the person, or somebody who works with their safety, can write a secret address.")
        raise NotAllowed(Reason("address.secret", text, "is_secret"))
    if not (address.lines.strip() or address.postcode.strip()):
        keep_rule((Reason("address.empty", _("Write the address, or at least the postcode."), "lines"),))
    # Somebody who may not know of a secret address must not end it by writing another.
    before = Address.objects.filter(person=person, use="home", ends_before__isnull=True)
    (before if access.may_see_secret_address else before.filter(is_secret=False)).update(ends_before=day_of(at))
    made = Address.objects.create(
        person=person,
        lines=clean_text(address.lines),
        city=clean_text(address.city),
        postcode=clean_text(address.postcode).upper(),
        starts_on=day_of(at),
        is_secret=address.is_secret,
    )
    _record("changed where the person lives", f"address:{made.pk}", person_id, access, by, at)
    return made.pk


def _contact(contact_id: int, by: Actor, at: datetime) -> tuple[ContactPoint, Access]:
    point = ContactPoint.objects.select_for_update().filter(pk=contact_id).first()
    if point is None:
        raise NotFound
    _, access = person_for(Deed.CHANGE_CONTACTS, point.person_id, by, at)
    return point, access


def _add(person: Person, contact: NewContact) -> ContactPoint:
    keep_rule(contact_reasons(contact.kind, contact.value))
    return ContactPoint.objects.create(
        person=person,
        kind=contact.kind,
        value=clean_text(contact.value),
        use=contact.use,
        rank=contact.rank,
        is_safe=contact.is_safe,
        note=clean_text(contact.note)[:200],
    )


def _record(action: str, subject: str, person_id: UUID, access: Access, by: Actor, at: datetime) -> None:
    record_change(action, by=by, at=at, person_id=person_id, subject=subject, organisations=access.organisations)
