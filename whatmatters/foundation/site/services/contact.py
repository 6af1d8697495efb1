"""Say how to reach those who run this copy of whatmatters.

Serves the contact page, the privacy notice and the accessibility statement, which all show the same row.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import allow, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _
from ..models import ContactDetails
from ..permissions import contact_details_reasons


def set_contact_details(
    *,
    organisation: str,
    email: str,
    telephone: str,
    hours: str,
    post: str,
    data_protection: str,
    by: Actor,
    at: datetime,
) -> None:
    """Say who runs this copy and how to reach them, on every page that says so. Administrators may.

    At least one of e-mail, telephone and post must be given. Raises `NotAllowed`, `Refused`.
    """
    allow(contact_details_reasons(by))
    said = {
        "organisation": organisation,
        "email": email,
        "telephone": telephone,
        "hours": hours,
        "post": post,
        "data_protection": data_protection,
    }
    said = {name: clean_text(text) for name, text in said.items()}
    keep_rule(_reasons(said))
    with transaction.atomic():
        ContactDetails.objects.update_or_create(only_one=True, defaults={**said, "changed_at": at, "changed_by": by.id})
        record_change("changed the contact details of this site", by=by, at=at, subject="contact-details")


def _reasons(said: dict[str, str]) -> Reasons:
    if not said["organisation"]:
        return (Reason("contact.organisation", _("Say who runs this site."), "organisation"),)
    if not (said["email"] or said["telephone"] or said["post"]):
        return (Reason("contact.way", _("Give at least one way to reach you."), "email"),)
    return YES
