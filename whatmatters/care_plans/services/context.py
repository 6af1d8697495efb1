"""Who leads a plan, who is involved in it, and the invitation to talk about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, keep_rule
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _
from whatmatters.foundation.messages.services.queueing import queue_message

from .. import rules
from ..models import Invitation, Involved, Plan
from ..permissions import locked_plan
from .keeping import keep_progress, made

INVITATION = "care_plans.invitation"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in a plan: name, role, organisation, how to reach them; `member_id` if they are in the circle."""

    name: str
    role: str = ""
    organisation: str = ""
    reach: str = ""
    is_professional: bool = False
    member_id: UUID | None = None
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What an invitation says: the day (or words for it), how and where to meet, and words of the writer's own."""

    meet_on: date | None = None
    when_text: str = ""
    how: str = ""
    where: str = ""
    words: str = ""


@transaction.atomic
def lead_plan(*, plan_id: UUID, by: Actor, at: datetime) -> None:
    """Become the named lead, who owns the review. Who: staff who write in the plan. Raises `NotFound`, `NotAllowed`."""
    plan = locked_plan(plan_id, by, at)
    if not by.posts:
        keep_rule((Reason("lead.staff", _("The lead is somebody who works with the person."), ""),))
    plan.lead_id, plan.lead_name = by.id, by.name
    keep_progress(plan, change="now leads the plan", subject=f"plan:{plan.id}", by=by, at=at)


@transaction.atomic
def involve(*, plan_id: UUID, part: Part, by: Actor, at: datetime) -> UUID:
    """Name somebody who has a part in the plan; their id there. Raises `NotFound`, `NotAllowed`, `Refused`.

    This shows nobody anything: who sees the record follows from care, consent and proxies alone.
    """
    plan = locked_plan(plan_id, by, at)
    keep_rule(rules.words_reasons(part.name, field="name", what=_("who it is"), day=day_of(at)))
    row = Involved.objects.create(
        plan=plan,
        name=clean_text(part.name),
        role=clean_text(part.role),
        organisation=clean_text(part.organisation),
        reach=clean_text(part.reach),
        is_professional=part.is_professional,
        member_id=part.member_id,
        account_id=part.account_id,
        **made(by, at),
    )
    keep_progress(plan, change="named somebody who is involved", subject=f"involved:{row.id}", by=by, at=at)
    return row.id


@transaction.atomic
def end_involvement(*, involved_id: UUID, by: Actor, at: datetime) -> None:
    """Somebody has no part in the plan any more. Raises `NotFound`, `NotAllowed`."""
    row = Involved.objects.filter(pk=involved_id, ended_at__isnull=True).first()
    if row is None:
        raise NotFound
    plan = locked_plan(row.plan_id, by, at)
    row.ended_at, row.ended_by = at, by.id
    row.save(update_fields=["ended_at", "ended_by"])
    keep_progress(plan, change="ended somebody's part in the plan", subject=f"involved:{row.id}", by=by, at=at)


@transaction.atomic
def invite(*, plan_id: UUID, asking: Asking, by: Actor, at: datetime) -> UUID:
    """Ask the person to a conversation, in their preferred way and format, saying what to expect; its id.

    Who: staff who write in the plan, through an organisation that cares for the person. Raises `NotFound`,
    `NotAllowed`, `Refused`.
    """
    plan = locked_plan(plan_id, by, at)
    keep_rule(_asking_reasons(plan, asking, by, at))
    row = Invitation.objects.create(
        plan=plan,
        round=plan.round,
        meet_on=asking.meet_on,
        when_text=clean_text(asking.when_text),
        how=asking.how,
        where=clean_text(asking.where),
        words=clean_text(asking.words),
        **made(by, at),
    )
    ids = {"person_id": plan.person_id, "organisation_id": plan.organisation_id, "invitation_id": row.id}
    known = {name: value for name, value in ids.items() if value is not None}
    queue_message(kind=INVITATION, subject_ids=known, key=f"invitation:{row.id}", by=by, at=at)
    keep_progress(plan, change="sent an invitation to talk", subject=f"invitation:{row.id}", by=by, at=at)
    return row.id


def _asking_reasons(plan: Plan, asking: Asking, by: Actor, at: datetime) -> Reasons:
    reasons = YES
    if plan.organisation_id is None or not by.posts:
        reasons += (Reason("invite.staff", _("An invitation comes from somebody who works with the person."), ""),)
    if asking.meet_on is None and not asking.when_text.strip():
        reasons += (Reason("invite.when", _("Say when, or that you will arrange it together."), "meet_on"),)
    if asking.meet_on is not None and asking.meet_on < day_of(at):
        reasons += (Reason("invite.past", _("This day has gone. Choose today or later."), "meet_on"),)
    if asking.how and asking.how not in rules.WAYS_TO_MEET:
        reasons += (Reason("invite.how", _("Choose how you will talk."), "how"),)
    return reasons
