"""Every read of plans: recorded, and given as frozen dataclasses with what may be done and why not."""

from .history import PlanComparison, VersionRow, VersionsPage, get_comparison, list_versions
from .lists import DueAction, PlanRow, PlansPage, get_plans_page, list_due_actions, list_plans_of, list_plans_to_review
from .panel import GoalInBrief, GoalsPanel, get_goals_panel
from .plan_page import ActionView, AgreementView, ConversationView, GoalView, PlanPage, get_action, get_goal, get_plan
from .whole import WholePlan, list_whole_plans

__all__ = [
    "ActionView",
    "AgreementView",
    "ConversationView",
    "DueAction",
    "GoalInBrief",
    "GoalView",
    "GoalsPanel",
    "PlanComparison",
    "PlanPage",
    "PlanRow",
    "PlansPage",
    "VersionRow",
    "VersionsPage",
    "WholePlan",
    "get_action",
    "get_comparison",
    "get_goal",
    "get_goals_panel",
    "get_plan",
    "get_plans_page",
    "list_due_actions",
    "list_plans_of",
    "list_plans_to_review",
    "list_versions",
    "list_whole_plans",
]
