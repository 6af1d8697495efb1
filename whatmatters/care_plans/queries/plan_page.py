"""One plan with everything on it, as the reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_read
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.kernel.reasons import Reasons
from whatmatters.foundation.people.permissions import access_to, acting_organisations
from whatmatters.foundation.people.queries.banner import PersonBanner, get_banner
from whatmatters.foundation.people.sections import Section

from .. import rules
from ..models import Action, Conversation, Goal, Plan
from ..permissions import reasons_against_saying_how_care_was, reasons_against_writing, visible_plans
from ..states import ACTION, GOAL, PLAN
from ..wording import whose_words
from .advising import advice_on
from .facts import with_facts
from .progress import StagesView, stages_of
from .shown import ActionView, AgreementView, ConversationView, GoalView


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan. `reasons_against_writing` is empty for those who may change it; `stages` is advice, not refusal."""

    id: UUID
    person_id: UUID
    banner: PersonBanner
    is_own: bool
    title: str
    state: str
    state_words: str
    state_note: str
    lead_name: str
    review_on: date | None
    version: int
    changed_at: datetime
    changed_by_name: str
    origin_source: str
    goals: tuple[GoalView, ...]
    actions_without_goal: tuple[ActionView, ...]
    conversations: tuple[ConversationView, ...]
    agreement: AgreementView | None
    stages: StagesView
    round: int
    moves: tuple[str, ...]
    reasons_against_writing: Reasons
    reasons_against_saying_how_care_was: Reasons
    template: str = ""
    template_version: int | None = None

    @property
    def may_write(self) -> bool:
        """Whether the reader may change the plan now."""
        return not self.reasons_against_writing

    @property
    def goals_to_rate(self) -> tuple[GoalView, ...]:
        """The goals that a review looks at: all but those that were dropped."""
        return tuple(goal for goal in self.goals if goal.state != "cancelled")

    def all_actions(self) -> Iterator[ActionView]:
        """Every action, those without a goal last."""
        for goal in self.goals:
            yield from goal.actions
        yield from self.actions_without_goal


def get_plan(plan_id: UUID, *, by: Actor, at: datetime, why: str = "") -> PlanPage:
    """One plan, recorded as read. The same number of statements whatever its size. Raises `NotFound`."""
    plan = _plan_shown(plan_id, by, at, why)
    return _page(plan, by, at)


def get_goal(goal_id: UUID, *, by: Actor, at: datetime) -> tuple[PlanPage, GoalView]:
    """One goal on its plan, recorded as read. Raises `NotFound`."""
    plan_id = Goal.objects.filter(pk=goal_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise NotFound
    page = get_plan(plan_id, by=by, at=at)
    return page, next(goal for goal in page.goals if goal.id == goal_id)


def get_action(action_id: UUID, *, by: Actor, at: datetime) -> tuple[PlanPage, ActionView]:
    """One action on its plan, recorded as read. Raises `NotFound`."""
    plan_id = Action.objects.filter(pk=action_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise NotFound
    page = get_plan(plan_id, by=by, at=at)
    return page, next(action for action in page.all_actions() if action.id == action_id)


def _plan_shown(plan_id: UUID, by: Actor, at: datetime, why: str) -> Plan:
    plan = with_facts(visible_plans(by, at), at).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    record_read(
        "opened a plan",
        by=by,
        at=at,
        person_id=plan.person_id,
        sections=[Section.PLAN],
        why=why,
        organisations=acting_organisations(plan.person_id, by, at),
    )
    return plan


def _page(plan: Plan, by: Actor, at: datetime) -> PlanPage:
    goals, loose = goals_of(plan, by, at)
    conversations = tuple(_conversation(row) for row in plan.conversations.order_by("-held_on", "-created_at"))
    agreement, access = agreement_of(plan), access_to(plan.person_id, by, at)
    return PlanPage(
        id=plan.id,
        person_id=plan.person_id,
        banner=get_banner(plan.person_id, by=by, at=at, access=access),
        is_own=by.person_id == plan.person_id,
        title=plan.title,
        state=plan.state,
        state_words=PLAN.states[plan.state],
        state_note=plan.state_note,
        lead_name=plan.lead_name,
        review_on=plan.review_on,
        version=plan.version,
        changed_at=plan.changed_at,
        changed_by_name=plan.changed_by_name,
        origin_source=plan.origin_source,
        goals=goals,
        actions_without_goal=loose,
        conversations=conversations,
        agreement=agreement,
        stages=stages_of(plan, at),
        round=plan.round,
        moves=_moves(PLAN.moves, plan.state),
        reasons_against_writing=reasons_against_writing(access) or PLAN.reasons_against("change", plan.state),
        reasons_against_saying_how_care_was=reasons_against_saying_how_care_was(access),
        template=plan.template,
        template_version=plan.template_version,
    )


def goals_of(plan: Plan, by: Actor, at: datetime) -> tuple[tuple[GoalView, ...], tuple[ActionView, ...]]:
    """The goals with their actions, and the actions without a goal."""
    day, actions = day_of(at), defaultdict[UUID | None, list[Action]](list)
    for action in Action.objects.filter(plan=plan).order_by("place", "created_at", "id"):
        actions[action.goal_id].append(action)
    rows = Goal.objects.filter(plan=plan).order_by("place", "created_at")
    goals = tuple(_goal(goal, actions[goal.id], plan, by, day) for goal in rows)
    return goals, tuple(_action(action, day) for action in actions[None])


def _goal(goal: Goal, actions: list[Action], plan: Plan, by: Actor, day: date) -> GoalView:
    return GoalView(
        id=goal.id,
        plan_id=goal.plan_id,
        words=goal.words,
        whose_words=whose_words(goal.authorship, is_own=by.person_id == plan.person_id),
        authorship=goal.authorship,
        supported_by=goal.supported_by,
        written_by=goal.changed_by_name,
        why_it_matters=goal.why_it_matters,
        importance=goal.importance,
        state=goal.state,
        state_words=GOAL.states[goal.state],
        achievement=goal.achievement,
        achievement_words=rules.ACHIEVEMENTS.get(goal.achievement, ""),
        target_on=goal.target_on,
        version=goal.version,
        origin_source=goal.origin_source,
        moves=_moves(GOAL.moves, goal.state),
        reasons_against_rewording=rules.own_words_reasons(
            goal.authorship, is_the_person=by.person_id == plan.person_id, new_authorship=Authorship.SUPPORTED
        ),
        actions=tuple(_action(action, day) for action in actions),
        advice=advice_on(goal.authorship, goal.words, goal.why_it_matters, day=day),
    )


def _action(action: Action, day: date) -> ActionView:
    return ActionView(
        id=action.id,
        goal_id=action.goal_id,
        what=action.what,
        owner=action.owner_name or rules.OWNERS.get(action.owner_kind, ""),
        owner_kind=action.owner_kind,
        owner_name=action.owner_name,
        owner_id=action.owner_id,
        due_on=action.due_on,
        when_text=action.when_text,
        reminds=action.reminds,
        confidence=action.confidence,
        state=action.state,
        state_words=ACTION.states[action.state],
        strategies=action.strategies,
        how_it_went=action.how_it_went,
        version=action.version,
        moves=_moves(ACTION.moves, action.state),
        is_overdue=bool(action.due_on and action.due_on < day and action.state in ("planned", "under-way")),
    )


def _moves(moves: dict, state: str) -> tuple[str, ...]:
    return tuple(name for name, move in moves.items() if state in move.sources and move.target != state)


def _conversation(row: Conversation) -> ConversationView:
    return ConversationView(
        held_on=row.held_on,
        how=rules.WAYS_TO_MEET.get(row.how, ""),
        who_was_there=row.who_was_there,
        what_matters=row.what_matters,
        notes=row.notes,
        written_by=row.created_by_name,
        whose_words=Authorship(row.authorship).label,
    )


def agreement_of(plan: Plan) -> AgreementView | None:
    """The last agreement of a plan, and whether the plan has changed since."""
    row = plan.agreements.order_by("-version").first()
    if row is None:
        return None
    return AgreementView(
        agreed_with=row.agreed_with,
        name=row.name,
        role=row.role,
        ground=str(rules.GROUNDS.get(row.ground, "")),
        reason=row.reason,
        agreed_at=row.agreed_at,
        written_by=row.agreed_by_name,
        version=row.version,
        has_changed_since=row.version < plan.version,
    )
