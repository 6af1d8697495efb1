"""Every write to a plan: permission, rule, change, version and audit, in one transaction."""

from ..rules import AgreedBy
from .actions import ActionSteps, add_action, change_action, move_action
from .context import Asking, Part, end_involvement, invite, involve, lead_plan
from .contingency import WhenWorse, add_contingency, change_contingency, end_contingency
from .goals import GoalWords, add_goal, change_goal, move_goal
from .paper import enter_paper_answers
from .plans import agree_plan, close_plan, record_conversation, reopen_plan, start_plan
from .remarks import Beside, add_remark, answer_wish
from .reviewing import Looked, Scale, answer_how_care_was, review_plan, set_goal_scale
from .statements import Said, change_statement, keep_draft, take_back_statement, write_statement

__all__ = [
    "ActionSteps",
    "AgreedBy",
    "Asking",
    "Beside",
    "GoalWords",
    "Looked",
    "Part",
    "Said",
    "Scale",
    "WhenWorse",
    "add_action",
    "add_contingency",
    "add_goal",
    "add_remark",
    "agree_plan",
    "answer_how_care_was",
    "answer_wish",
    "change_action",
    "change_contingency",
    "change_goal",
    "change_statement",
    "close_plan",
    "end_contingency",
    "end_involvement",
    "enter_paper_answers",
    "invite",
    "involve",
    "keep_draft",
    "lead_plan",
    "move_action",
    "move_goal",
    "record_conversation",
    "reopen_plan",
    "review_plan",
    "set_goal_scale",
    "start_plan",
    "take_back_statement",
    "write_statement",
]
