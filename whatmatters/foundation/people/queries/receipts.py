"""A receipt to the person of what was decided about their record, in the way they prefer.

Serves `MESSAGE_KINDS` of the project's wiring: it also shows the person a decision that somebody else wrote down for
them. Refuses to give a reason, to go a way that is not safe, and to name an organisation to somebody whose address is
secret: the name alone may tell where they are.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ...kernel.clock import day_of
from ...kernel.plain import long_date
from ...messages.kinds import Answer, Channel, Ids, MessageKind, Prepared, Stopped, StopReason
from ..models import Address, Consent
from .consent_words import consent_sentence
from .reaching import NoWay, find_way_to_reach
from .reminding import language_to_write_in, stopped_by

CONSENT_RECEIPT = "people.consent-receipt"


def prepare_receipt(ids: Ids, at: datetime) -> Answer:
    """The receipt of one decision, or why it must not go; a decision that gave way to another has its own receipt."""
    row = Consent.objects.select_related("organisation", "person").filter(pk=str(ids["consent_id"])).first()
    if row is None or row.superseded_at is not None:
        return Stopped(StopReason.SUPERSEDED)
    way = find_way_to_reach(row.person_id, at)
    if isinstance(way, NoWay):
        return stopped_by(way)
    language = language_to_write_in(way)
    with translation.override(language):
        text = _words(row, way.channel, at)
    return Prepared(
        channel=Channel(way.channel),
        address=way.address,
        text=text,
        language=language,
        large_print="large-print" in way.formats,
    )


def _words(row: Consent, channel: str, at: datetime) -> str:
    """What was decided and when, and that it can be changed; never why."""
    said = _("On %(day)s this was written down:") % {"day": long_date(row.decided_at)}
    what = consent_sentence(row, day_of(at))
    if _is_hidden_place(row, at):
        said, what = _("Something has changed in who may see your record."), _("Sign in, or ask us, to read it.")
    change = _("You can change this at any time. If it is not what you said, please tell us.")
    if channel == "sms":
        return f"{said} {what} {change}"
    return "\n\n".join([_("Hello %(name)s,") % {"name": row.person.called}, said, what, change])


def _is_hidden_place(row: Consent, at: datetime) -> bool:
    current = Q(ends_before__isnull=True) | Q(ends_before__gt=day_of(at))
    return Address.objects.filter(current, person=row.person_id, is_secret=True).exists()


MESSAGE_KINDS = (
    MessageKind(
        name=CONSENT_RECEIPT,
        label=lazy("Receipt of a decision about the record"),
        subject=lazy("What you decided"),
        ids=frozenset({"person_id", "consent_id"}),
        prepare=prepare_receipt,
    ),
)
"""The kind of message that this module prepares."""
