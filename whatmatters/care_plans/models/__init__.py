"""The tables of care plans. A goal knows none of the components that point at it."""

from .contingency import ContingencyPlan
from .plans import Agreement, Involved, Plan, PlanVersion
from .reviewing import CareAnswer, GoalRating, GoalScale, Review
from .talking import Conversation, Draft, Invitation, Statement
from .thread import Action, Goal, Remark

__all__ = [
    "Action",
    "Agreement",
    "CareAnswer",
    "ContingencyPlan",
    "Conversation",
    "Draft",
    "Goal",
    "GoalRating",
    "GoalScale",
    "Invitation",
    "Involved",
    "Plan",
    "PlanVersion",
    "Remark",
    "Review",
    "Statement",
]
