"""Who may print letters and see to what could not be sent.

Link workers and care co-ordinators, for messages of their own organisations. Administrators see how many failed and
why, and no person. Refuses everybody else: a queue of letters is a list of persons.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from ..kernel.actor import Actor, Role
from ..kernel.reasons import YES, Reason, Reasons
from .models import LetterBatch, Message

PRINTING = (Role.LINK_WORKER, Role.CARE_COORDINATOR)
_NOT_YOURS = Reason(
    "messages.printing",
    "Letters are printed by the link workers and care co-ordinators of an organisation, and you are neither here.",
)
_NO_OUTBOX = Reason(
    "messages.outbox",
    "What could not be sent is seen to by link workers, care co-ordinators and administrators, and you are none.",
)


def printing_organisations(actor: Actor) -> dict[UUID, str]:
    """The organisations whose letters the actor may print, with their names."""
    return {post.organisation_id: post.organisation_name for post in actor.posts if post.role in PRINTING}


def reasons_against_printing(actor: Actor, organisation_id: UUID | None = None) -> Reasons:
    """Why the actor may not print letters, of this organisation when one is given; empty when they may."""
    return YES if actor.has_role(*PRINTING, organisation_id=organisation_id) else (_NOT_YOURS,)


def reasons_against_outbox(actor: Actor) -> Reasons:
    """Why the actor may not open the page of what could not be sent; empty when they may."""
    return YES if actor.has_role(*PRINTING, Role.ADMINISTRATOR) else (_NO_OUTBOX,)


def batches_visible_to(queryset: QuerySet[LetterBatch], actor: Actor) -> QuerySet[LetterBatch]:
    """The batches of letters that the actor may see."""
    return queryset.filter(organisation_id__in=printing_organisations(actor))


def visible_to(queryset: QuerySet[Message], actor: Actor) -> QuerySet[Message]:
    """The messages of which the actor may see one by one whom they are about."""
    return queryset.filter(organisation_id__in=printing_organisations(actor))


def countable_by(queryset: QuerySet[Message], actor: Actor) -> QuerySet[Message]:
    """The messages that the actor may see counted: an administrator's own organisations, and what is nobody's."""
    administered = [post.organisation_id for post in actor.posts if post.role == Role.ADMINISTRATOR]
    if not administered:
        return queryset.none()
    return queryset.filter(Q(organisation_id__in=administered) | Q(organisation_id__isnull=True))
