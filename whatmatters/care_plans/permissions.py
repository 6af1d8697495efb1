"""Who may see and write plans. Seeing is consent and relationship (`people.permissions`); writing is by a role held at
an organisation that cares for the person. A record that was opened in an emergency is read, not written.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.people.permissions import Access, access_to, visible_to
from whatmatters.foundation.people.sections import Section

from .models import Plan

WRITERS = frozenset({Role.LINK_WORKER, Role.COACH, Role.CARE_COORDINATOR, Role.CLINICIAN})


def visible_plans(actor: Actor, at: datetime) -> QuerySet[Plan]:
    """The plans that the actor may see at this moment."""
    return visible_to(Plan.objects.all(), actor, Section.PLAN, at)


def reasons_against_writing(access: Access) -> Reasons:
    """Why somebody with this access may not write in the person's plan. The person and their proxies always may."""
    if access.is_system or access.is_own or Section.PLAN in access.proxy_sections or access.roles & WRITERS:
        return YES
    if access.emergency:
        text = _("You opened this record in an emergency: you can read it, but not change it.")
        return (Reason("plan.write.emergency", text),)
    return (Reason("plan.write", _("Your role can read plans but not change them.")),)


def reasons_against_saying_how_care_was(access: Access) -> Reasons:
    """Why somebody is not asked how care was: only the person is, or whoever acts for them."""
    if access.is_own or Section.PLAN in access.proxy_sections:
        return YES
    return (Reason("care.person", _("Only the person is asked this, or whoever answers for them."), ""),)


def check_may_write(actor: Actor, person_id: UUID, at: datetime) -> None:
    """Raise `NotFound` when the person is not there for this actor, `NotAllowed` when they may only read."""
    access = access_to(person_id, actor, at)
    if Section.PLAN not in access:
        raise NotFound
    allow(reasons_against_writing(access))


def locked_plan(plan_id: UUID, actor: Actor, at: datetime) -> Plan:
    """The plan, locked until the transaction ends, if the actor may write in it. Raises as `check_may_write`."""
    plan = visible_plans(actor, at).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    allow(reasons_against_writing(access_to(plan.person_id, actor, at)))
    return plan
