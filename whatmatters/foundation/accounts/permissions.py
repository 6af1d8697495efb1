"""Who may make, change and end accounts: administrators at their own organisation, workers for those they care for.

Everybody may look after their own account. An administrator reads nothing of anybody's record (rulebook 8.1), and a
post at one organisation says nothing at another.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..kernel.actor import Actor, Role
from ..kernel.errors import NotFound, allow
from ..kernel.reasons import YES, Reason, Reasons
from ..people.permissions import Access, access_to, live_grants
from ..people.sections import Section
from .models import Account, Membership


def administered(actor: Actor) -> tuple[UUID, ...]:
    """The organisations whose staff the actor looks after."""
    return tuple(dict.fromkeys(p.organisation_id for p in actor.posts if p.role == Role.ADMINISTRATOR))


def reasons_against_administering(actor: Actor, organisation_id: UUID | None = None) -> Reasons:
    """Why the actor may not look after the staff of an organisation (of any, without one); empty when they may."""
    if actor.is_system or actor.has_role(Role.ADMINISTRATOR, organisation_id=organisation_id):
        return YES
    return (Reason("accounts.administer", _("Only an administrator of that organisation can do this.")),)


def check_administers(actor: Actor, organisation_id: UUID) -> None:
    """Raise `NotFound` for an organisation where the actor has no post, `NotAllowed` for one where it is another."""
    if not actor.is_system and organisation_id not in actor.organisation_ids:
        raise NotFound
    allow(reasons_against_administering(actor, organisation_id))


def staff_visible_to(queryset: QuerySet[Membership], actor: Actor) -> QuerySet[Membership]:
    """The posts that the actor may see and end."""
    return queryset.filter(organisation__in=administered(actor))


def reasons_against_inviting(access: Access) -> Reasons:
    """Why somebody with this access to a record may not make a way in for its person; empty when they may."""
    if access.roles and Section.CONTACT in access:
        return YES
    return (Reason("accounts.invite", _("Only staff who look after this person can do this.")),)


def reasons_against_seeing_ways_in(access: Access) -> Reasons:
    """Why somebody with this access may not see how the person gets in; the person themself may."""
    return YES if access.is_own else reasons_against_inviting(access)


def check_may_invite(person_id: UUID, actor: Actor, at: datetime) -> Access:
    """The actor's access, if they may make a way in for this person. Raises `NotFound`, `NotAllowed`."""
    access = access_to(person_id, actor, at)
    if Section.IDENTITY not in access:
        raise NotFound
    allow(reasons_against_inviting(access))
    return access


def reasons_against_closing(account: Account, actor: Actor, at: datetime, *, holds_posts: bool) -> Reasons:
    """Why the actor may not close an account; empty when they may. A colleague's account is not theirs to close."""
    if holds_posts and not actor.is_system:
        return (Reason("accounts.close", _("This account holds a role. An administrator ends that first.")),)
    if actor.is_system or actor.id == str(account.pk):
        return YES
    if account.person_id:
        return reasons_against_inviting(access_to(account.person_id, actor, at))
    return (Reason("accounts.close", _("Only the person whose account it is can close it.")),)


def check_may_help(account: Account, person_id: UUID, actor: Actor, at: datetime, *, holds_posts: bool) -> Access:
    """The actor's access, if they may print a code for an account that is this person's, or their proxy's.

    Refuses for whoever holds a post: otherwise a worker could make a way into a colleague's work. Raises `NotFound`,
    `NotAllowed`.
    """
    access = check_may_invite(person_id, actor, at)
    is_proxy = live_grants(Actor(str(account.pk), ""), at).filter(person=person_id).exists()
    if account.person_id != person_id and not is_proxy:
        raise NotFound
    allow((Reason("accounts.colleague", _("Staff choose a new password by email.")),) if holds_posts else YES)
    return access
