"""Starting, talking through, agreeing and closing a plan."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import EditConflict, keep_rule
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.people.permissions import acting_organisations
from whatmatters.foundation.people.queries.capacity import lacks_capacity

from .. import rules
from ..models import Agreement, Conversation, Plan
from ..permissions import check_may_write, locked_plan
from .keeping import keep_change, made, stamp, whose_words_are_kept


@transaction.atomic
def start_plan(*, person_id: UUID, title: str = "", template: str = "", by: Actor, at: datetime) -> UUID:
    """Start a plan for a person; a member of staff who starts it leads it. Returns the plan's id.

    `template` is the code of one of `rules.list_templates`; the plan keeps its newest version. Who: the person, a proxy
    with the plan section, or staff who write plans. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    check_may_write(by, person_id, at)
    keep_rule(rules.template_reasons(template))
    chosen = rules.newest_template(template)
    organisations = acting_organisations(person_id, by, at)
    post = by.post_at(organisations)
    plan = Plan(
        person_id=person_id,
        organisation_id=post.organisation_id if post else None,
        title=title.strip(),
        lead_id=by.id if post else "",
        lead_name=by.name if post else "",
        template=chosen.code if chosen else "",
        template_version=chosen.version if chosen else None,
        version=0,
        **made(by, at),
    )
    stamp(plan, by, at)
    plan.save()
    keep_change(plan, change="started a plan", subject=f"plan:{plan.id}", by=by, at=at)
    return plan.id


@transaction.atomic
def record_conversation(
    *,
    plan_id: UUID,
    held_on: date,
    how: str,
    who_was_there: str = "",
    what_matters: str = "",
    notes: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """Write down a conversation about what matters. Returns its id.

    It may not lie in the future; `how` is one of `rules.WAYS_TO_MEET`. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan = locked_plan(plan_id, by, at)
    if held_on > day_of(at):
        keep_rule(
            (Reason("conversation.future", "This day has not come yet. Choose today or a day before.", "held_on"),)
        )
    if how not in rules.WAYS_TO_MEET:
        keep_rule((Reason("conversation.how", "Choose how you talked.", "how"),))
    conversation = Conversation.objects.create(
        plan=plan,
        held_on=held_on,
        how=how,
        who_was_there=who_was_there.strip(),
        what_matters=what_matters.strip(),
        notes=notes.strip(),
        authorship=whose_words_are_kept(plan, by, are_the_persons=False)[0],
        round=plan.round,
        **made(by, at),
    )
    keep_change(plan, change="wrote down a conversation", subject=f"conversation:{conversation.id}", by=by, at=at)
    return conversation.id


@transaction.atomic
def agree_plan(
    *, plan_id: UUID, version_read: int, agreed: rules.AgreedBy, review_on: date | None, by: Actor, at: datetime
) -> None:
    """Record that the person, or who speaks for them, agreed the plan as it read at `version_read`.

    Who: staff who write plans, with the person; or the person themself. Raises `EditConflict` when the plan was
    changed meanwhile, `Refused` with every reason at once. Source: PRSB PCSP v2.0 (rulebook 3.2).
    """
    plan = locked_plan(plan_id, by, at)
    if plan.version != version_read:
        raise EditConflict(
            mine={"You agreed": f"the plan as it was at version {version_read}"},
            theirs={"It now is": f"version {plan.version}. Read it again before you agree."},
            changed_by=plan.changed_by_name,
        )
    keep_rule(
        rules.agreement_reasons(
            agreed=agreed,
            goals=plan.goals.exclude(state="cancelled").count(),
            review_on=review_on,
            day=day_of(at),
            lacks_capacity=lacks_capacity(agreed.capacity_id, plan.person_id),
            age=plan.person.age_on(day_of(at)),
        )
    )
    plan.review_on = review_on
    Agreement.objects.create(
        plan=plan,
        version=plan.version + 1,  # what agreeing makes it
        agreed_with=agreed.with_whom,
        name=agreed.name.strip(),
        role=agreed.role.strip(),
        ground=agreed.ground,
        capacity_id=agreed.capacity_id,
        reason=agreed.reason.strip(),
        agreed_at=at,
        agreed_by=by.id,
        agreed_by_name=by.name,
    )
    keep_change(plan, change="agreed the plan", subject=f"plan:{plan.id}", by=by, at=at, moves_to="agree")


@transaction.atomic
def close_plan(*, plan_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """Stop using a plan; it stays readable. Needs a reason in words. Raises `NotFound`, `NotAllowed`, `Refused`."""
    plan = locked_plan(plan_id, by, at)
    keep_rule(rules.words_reasons(why, field="why", what="why the plan is closed", day=day_of(at)))
    plan.state_note = why.strip()
    keep_change(plan, change="closed the plan", subject=f"plan:{plan.id}", by=by, at=at, moves_to="close")


@transaction.atomic
def reopen_plan(*, plan_id: UUID, by: Actor, at: datetime) -> None:
    """Use a closed plan again. Raises `NotFound`, `NotAllowed`, `Refused`."""
    plan = locked_plan(plan_id, by, at)
    plan.state_note = ""
    keep_change(plan, change="opened the plan again", subject=f"plan:{plan.id}", by=by, at=at, moves_to="reopen")
