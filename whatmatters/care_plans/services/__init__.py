"""Every write to a plan: permission, rule, change, version and audit, in one transaction."""

from .actions import ActionSteps, add_action, change_action, move_action
from .goals import GoalWords, add_goal, change_goal, move_goal
from .plans import AgreedBy, agree_plan, close_plan, record_conversation, reopen_plan, start_plan

__all__ = [
    "ActionSteps",
    "AgreedBy",
    "GoalWords",
    "add_action",
    "add_goal",
    "agree_plan",
    "change_action",
    "change_goal",
    "close_plan",
    "move_action",
    "move_goal",
    "record_conversation",
    "reopen_plan",
    "start_plan",
]
