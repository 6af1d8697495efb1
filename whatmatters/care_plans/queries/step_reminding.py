"""The reminder of a next step that the person planned and wants to be reminded of, decided when it is sent.

Serves `MESSAGE_KINDS` of the project's wiring. Refuses to say what the step is: a message may be read over a shoulder,
and the person's copy of the plan says it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.plain import long_date
from whatmatters.foundation.messages.kinds import Answer, Ids, MessageKind, Stopped, StopReason
from whatmatters.foundation.people.queries.reaching import Way
from whatmatters.foundation.people.queries.reminding import prepare_in_the_name_of
from whatmatters.foundation.people.sections import Section

from ..models import Action

STEP_REMINDER = "care_plans.step-reminder"


def prepare_step_reminder(ids: Ids, at: datetime) -> Answer:
    """The reminder of one step: which way and in which words, or why it must not go."""
    rows = Action.objects.select_related("plan__organisation", "plan__person")
    row = rows.filter(pk=str(ids["action_id"]), reminds=True, state__in=("planned", "under-way")).first()
    if row is None or row.plan.state == "closed" or row.plan.organisation is None or not _is_time(row.due_on, at):
        return Stopped(StopReason.SUPERSEDED)
    return prepare_in_the_name_of(
        row.plan.organisation,
        to=row.plan.person_id,
        about=Section.PLAN,
        words=lambda way: _words(row, way),
        at=at,
    )


def _is_time(due_on: date | None, at: datetime) -> bool:
    """Whether the day is today or tomorrow. One that was moved has another reminder, for its new day."""
    return due_on is not None and day_of(at) <= due_on <= day_of(at) + timedelta(days=1)


def _words(row: Action, way: Way) -> str:
    """That something is planned, for when, and whom to call; a text message is one short paragraph."""
    planned = _("You planned something for %(day)s and asked us to remind you.") % {"day": long_date(row.due_on)}
    where = _("Your copy of your plan says what it is.")
    phone = row.plan.organisation.phone if row.plan.organisation else ""
    call = _("If you want to talk about it, call %(phone)s.") % {"phone": phone} if phone else ""
    if way.channel == "sms":
        return " ".join(part for part in (planned, where, call) if part)
    hello = _("Hello %(name)s,") % {"name": row.plan.person.called}
    return "\n\n".join(part for part in (hello, planned, where, call) if part)


MESSAGE_KINDS = (
    MessageKind(
        name=STEP_REMINDER,
        label=lazy("Reminder of a next step"),
        subject=lazy("A reminder from your care team"),
        ids=frozenset({"person_id", "organisation_id", "action_id"}),
        prepare=prepare_step_reminder,
    ),
)
"""The kinds of message that this module knows."""
