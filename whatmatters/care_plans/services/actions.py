"""Actions: small next steps towards a goal, by whoever will take them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import LONDON, day_of
from whatmatters.foundation.kernel.errors import NotFound, keep_rule
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.messages.services.queueing import queue_message

from .. import rules
from ..models import Action, Plan
from ..permissions import locked_plan
from ..queries.step_reminding import STEP_REMINDER
from ..states import ACTION
from .goals import locked_goal
from .keeping import check_version, keep_change, keep_progress, made, stamp


@dataclass(frozen=True, slots=True)
class ActionSteps:
    """What an action says: what, who (`rules.OWNERS` and a name), when (a day, or words), how sure (1 to 10),
    what may help, and whether the person is to be reminded of it."""

    what: str
    owner_kind: str = ""
    owner_name: str = ""
    owner_id: str = ""
    due_on: date | None = None
    when_text: str = ""
    confidence: Decimal | None = None
    strategies: str = ""
    reminds: bool = False

    def labelled(self) -> dict[str, str]:
        """The answers by the label of their question, to show beside somebody else's."""
        return {
            "What will be done": self.what,
            "Who will do it": " ".join(
                part for part in (rules.OWNERS.get(self.owner_kind, ""), self.owner_name) if part
            ),
            "When": self.when_text or (self.due_on.isoformat() if self.due_on else ""),
            "How sure (1 to 10)": "" if self.confidence is None else f"{Decimal(self.confidence).normalize():f}",
        }


@transaction.atomic
def add_action(*, goal_id: UUID, action: ActionSteps, by: Actor, at: datetime) -> UUID:
    """Add an action to a goal. Returns its id. Raises `NotFound`, `NotAllowed`, `Refused`."""
    plan, goal = locked_goal(goal_id, by, at)
    keep_rule(_reasons(action, at, old_due=None))
    row = Action(plan=plan, goal=goal, place=plan.actions.count() + 1, **made(by, at))
    _write(row, action, by, at)
    keep_change(plan, change="added an action", subject=f"action:{row.id}", by=by, at=at)
    return row.id


@transaction.atomic
def change_action(*, action_id: UUID, version_read: int, action: ActionSteps, by: Actor, at: datetime) -> None:
    """Change what an action says. A day that was already past may stay as it is.

    Raises `EditConflict` when somebody else changed it since `version_read`, `NotFound`, `NotAllowed`, `Refused`.
    """
    plan, row = locked_action(action_id, by, at)
    check_version(row, version_read, mine=action.labelled(), theirs=_as_steps(row).labelled())
    keep_rule(_reasons(action, at, old_due=row.due_on))
    row.version += 1
    _write(row, action, by, at)
    keep_change(plan, change="changed an action", subject=f"action:{row.id}", by=by, at=at)


@transaction.atomic
def move_action(*, action_id: UUID, move: str, how_it_went: str = "", by: Actor, at: datetime) -> None:
    """Begin, complete or give up an action, with a word on how it went. The agreement stays.

    Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan, row = locked_action(action_id, by, at)
    if move not in ACTION.moves:
        keep_rule((Reason("action.move", "Choose one of the answers on the page.", "move"),))
    keep_rule(ACTION.reasons_against(move, row.state))
    row.state, row.how_it_went = ACTION.after(move), how_it_went.strip() or row.how_it_went
    row.version += 1
    stamp(row, by, at)
    row.save()
    keep_progress(plan, change=f"action: {ACTION.states[row.state].lower()}", subject=f"action:{row.id}", by=by, at=at)


def locked_action(action_id: UUID, by: Actor, at: datetime) -> tuple[Plan, Action]:
    """The action and its plan, the plan locked. Raises `NotFound`, `NotAllowed`."""
    row = Action.objects.filter(pk=action_id).first()
    if row is None:
        raise NotFound
    plan = locked_plan(row.plan_id, by, at)
    row.refresh_from_db()
    return plan, row


def _reasons(action: ActionSteps, at: datetime, old_due: date | None) -> Reasons:
    day = day_of(at)
    known_owner = not action.owner_kind or action.owner_kind in rules.OWNERS
    return (
        rules.words_reasons(action.what, field="what", what="what will be done", day=day)
        + rules.ruler_reasons(action.confidence, field="confidence", day=day)
        + (YES if action.due_on == old_due else rules.due_reasons(action.due_on, day=day))
        + rules.reminder_reasons(action.reminds, owner_kind=action.owner_kind, due_on=action.due_on)
        + (YES if known_owner else (Reason("action.owner", "Choose who will do it.", "owner_kind"),))
    )


def _write(row: Action, action: ActionSteps, by: Actor, at: datetime) -> None:
    row.what, row.owner_kind, row.owner_name = action.what.strip(), action.owner_kind, action.owner_name.strip()
    row.owner_id, row.due_on, row.when_text = action.owner_id, action.due_on, action.when_text.strip()
    row.confidence, row.strategies = action.confidence, action.strategies.strip()
    row.reminds = action.reminds
    stamp(row, by, at)
    row.save()
    _queue_reminder(row, by, at)


def _queue_reminder(row: Action, by: Actor, at: datetime) -> None:
    """Once for each day that the step is planned for; whether it still holds is asked when it is sent."""
    if not row.reminds or row.due_on is None or row.plan.organisation_id is None:
        return
    before = timedelta(hours=rules.SETTINGS.value("step.reminder-hours", day_of(at)))
    queue_message(
        kind=STEP_REMINDER,
        subject_ids={
            "person_id": row.plan.person_id,
            "organisation_id": row.plan.organisation_id,
            "action_id": row.id,
        },
        key=f"step:{row.id}:{row.due_on}",
        by=by,
        at=at,
        send_after=max(datetime.combine(row.due_on, time(), LONDON) - before, at),
    )


def _as_steps(row: Action) -> ActionSteps:
    return ActionSteps(
        row.what,
        row.owner_kind,
        row.owner_name,
        row.owner_id,
        row.due_on,
        row.when_text,
        row.confidence,
        row.strategies,
        row.reminds,
    )
