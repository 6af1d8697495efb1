"""The invitation to a conversation, as a message: which way it goes and what it says, decided when it is sent.

Serves `MESSAGE_KINDS` of the project's wiring. Refuses to say what the talk is about beyond "what matters to you", and
to write to somebody who cannot be reached safely, or for whom the organisation no longer cares.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from whatmatters.foundation.kernel.plain import long_date
from whatmatters.foundation.messages.kinds import Answer, Ids, MessageKind, Stopped, StopReason
from whatmatters.foundation.people.queries.reaching import Way
from whatmatters.foundation.people.queries.reminding import prepare_in_the_name_of
from whatmatters.foundation.people.sections import Section

from ..models import Invitation
from ..rules import WAYS_TO_MEET


def prepare_invitation(ids: Ids, at: datetime) -> Answer:
    """One invitation: which way and in which words, or why it must not go."""
    row = (
        Invitation.objects.select_related("plan__organisation", "plan__person")
        .filter(pk=str(ids["invitation_id"]))
        .first()
    )
    if row is None or row.plan.state == "closed" or row.plan.organisation is None:
        return Stopped(StopReason.SUPERSEDED)
    return prepare_in_the_name_of(
        row.plan.organisation,
        to=row.plan.person_id,
        about=Section.PLAN,
        words=lambda way: _words(row, way),
        at=at,
    )


def _words(row: Invitation, way: Way) -> str:
    """When, where and with whom, and what to expect; a text message is one short paragraph."""
    asked = _("%(name)s would like to talk with you about what matters to you.") % {"name": row.created_by_name}
    when = " ".join(part for part in (long_date(row.meet_on), row.when_text) if part)
    when_words = _("When: %(when)s.") % {"when": when}
    phone = row.plan.organisation.phone if row.plan.organisation else ""
    call = _("If this does not suit you, call %(phone)s.") % {"phone": phone} if phone else ""
    if way.channel == "sms":
        return " ".join(part for part in (asked, when_words, call) if part)
    where = " ".join(part for part in (_(WAYS_TO_MEET.get(row.how, "")) if row.how else "", row.where) if part)
    paragraphs = [
        _("Hello %(name)s,") % {"name": row.plan.person.called},
        asked,
        when_words,
        _("Where: %(place)s.") % {"place": where} if where else "",
        row.words,
        _("What to expect: you say what is important to you. We listen. We write down together what you would like to "
          "happen, and small next steps. You keep a copy. Nothing is decided without you."),
        _("You can bring somebody with you. It helps to think beforehand about what goes well, what worries you, and "
          "what you want to ask. You can write it down, or tell somebody."),
        call,
    ]  # fmt: skip
    return "\n\n".join(part for part in paragraphs if part)


MESSAGE_KINDS = (
    MessageKind(
        name="care_plans.invitation",
        label=lazy("Invitation to talk about what matters"),
        subject=lazy("An invitation from your care team"),
        ids=frozenset({"person_id", "organisation_id", "invitation_id"}),
        prepare=prepare_invitation,
    ),
)
"""The kinds of message that this component sends."""
