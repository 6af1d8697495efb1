"""Our kinds of message: the reminder of an appointment, and word to an organisation that may see less than before.

Serves `MESSAGE_KINDS` of the project's wiring. Refuses to say in a message what the appointment is about, or to send
one to somebody who has died, moved away, called it off, or cannot be reached safely; and to name anybody to an
organisation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ...kernel.clock import day_of
from ...kernel.plain import date_and_time
from ...messages.kinds import Answer, Channel, Ids, MessageKind, Prepared, Stopped, StopReason
from ..models import Appointment, Organisation
from ..permissions import relationships_showing
from ..rules.appointments import WAYS_TO_MEET
from ..sections import Section
from .reaching import NoWay, Way, find_way_to_reach

REMINDER = "people.appointment-reminder"
SHARING_ENDED = "people.sharing-ended"
_STOPS = {"died": StopReason.DIED, "moved-away": StopReason.GONE, "merged": StopReason.GONE}


def prepare_reminder(ids: Ids, at: datetime) -> Answer:
    """The reminder of one appointment: which way and in which words, or why it must not go."""
    found = Appointment.objects.select_related("organisation", "person").filter(pk=_uuid(ids["appointment_id"]))
    appointment = found.first()
    if appointment is None or appointment.state != "booked" or appointment.starts_at <= at:
        return Stopped(StopReason.SUPERSEDED)
    return prepare_in_the_name_of(
        appointment.organisation,
        to=appointment.person_id,
        about=Section.APPOINTMENTS,
        words=lambda way: _words(appointment, way),
        at=at,
    )


def prepare_in_the_name_of(
    organisation: Organisation, *, to: UUID, about: Section, words: Callable[[Way], str], at: datetime
) -> Answer:
    """A message to a person from an organisation: in their way, format and language, or why it must not go.

    Asked at the moment of sending: it stops where the organisation may no longer see the section that it is about.
    """
    if not relationships_showing(about, [organisation.pk], day_of(at)).filter(person=to).exists():
        return Stopped(StopReason.CONSENT)
    way = find_way_to_reach(to, at)
    if isinstance(way, NoWay):
        return stopped_by(way)
    language = language_to_write_in(way)
    with translation.override(language):
        text = words(way)
    return Prepared(
        channel=Channel(way.channel),
        address=way.address,
        text=text,
        language=language,
        sender=f"{organisation.name}\n{organisation.address}".strip(),
        large_print="large-print" in way.formats,
    )


def stopped_by(way: NoWay) -> Stopped:
    """Why a message to somebody who cannot be reached must not go."""
    return Stopped(_STOPS.get(way.code, StopReason.NO_SAFE_WAY))


def language_to_write_in(way: Way) -> str:
    """The person's language where the site has it, else English."""
    codes = [code for code, _name in settings.LANGUAGES]
    return next((code for code in codes if way.language and code.split("-")[0] == way.language.split("-")[0]), codes[0])


def _words(appointment: Appointment, way: Way) -> str:
    """When, where and with whom; a text message is one short paragraph."""
    said = {
        "name": appointment.person.called,
        "when": date_and_time(appointment.starts_at),
        "with": appointment.with_name,
        "how": str(WAYS_TO_MEET.get(appointment.how, appointment.how)),
        "place": appointment.place,
        "phone": appointment.organisation.phone,
    }
    meeting = _("You have an appointment with %(with)s on %(when)s.") % said
    where = _("Where: %(place)s.") % said if appointment.place else _("How: %(how)s.") % said
    call = _("If you cannot come, call %(phone)s.") if said["phone"] else _("If you cannot come, please tell us.")
    call %= said
    if way.channel == "sms":
        return f"{meeting} {call}"
    return "\n\n".join([_("Hello %(name)s,") % said, meeting, where, call])


def prepare_sharing_ended(ids: Ids, at: datetime) -> Answer:
    """Word to an organisation that somebody took a yes back. It names nobody: e-mail is read by many."""
    organisation = Organisation.objects.filter(pk=_uuid(ids["organisation_id"])).exclude(email="").first()
    if organisation is None:
        return Stopped(StopReason.GONE)
    words = (
        _("Hello,"),
        _("Somebody has changed what %(name)s may see of their record. It holds already.")
        % {"name": organisation.name},
        _("If you have copies on paper or in another system, stop using them. Sign in to see your list of people:"),
        f"{settings.ADDRESS}/people/",
    )
    return Prepared(channel=Channel.EMAIL, address=organisation.email, text="\n\n".join(words))


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


MESSAGE_KINDS = (
    MessageKind(
        name=REMINDER,
        label=lazy("Reminder of an appointment"),
        subject=lazy("A reminder from your care team"),
        ids=frozenset({"person_id", "organisation_id", "appointment_id"}),
        prepare=prepare_reminder,
    ),
    MessageKind(
        name=SHARING_ENDED,
        label=lazy("Word that somebody shares less"),
        subject=lazy("What you may see has changed"),
        ids=frozenset({"person_id", "organisation_id", "consent_id"}),
        prepare=prepare_sharing_ended,
    ),
)
"""The kinds of message that this component sends."""
