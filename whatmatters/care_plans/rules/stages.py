"""The six stages of a plan and what each still needs: worked out from what is recorded, never set by hand.

Source of the stages: rulebook 3.1. Nothing here refuses: an unfinished stage is a list, not a gate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from whatmatters.foundation.kernel.translating import lazy

STAGES = {
    "context": lazy("Getting to know what brought us here"),
    "prepare": lazy("Getting ready"),
    "conversation": lazy("Talking about what matters"),
    "record": lazy("Writing the plan"),
    "happening": lazy("Making it happen"),
    "review": lazy("Looking at it again"),
}
"""The stages in order, each with its name."""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is recorded of a plan, as numbers and days: all that stages and criteria are worked out from.

    Statements are counted by heading; those of preparation in this round only, as are conversations. What is counted
    `ever` is of all rounds: a plan that was looked at again does not stop counting because a new round has begun.
    """

    has_lead: bool = False
    involved: int = 0
    invited: bool = False
    statements: dict[str, int] | None = None
    in_own_words: int = 0
    conversations: int = 0
    conversations_on_what_matters: int = 0
    conversations_ever: int = 0
    what_matters_ever: int = 0
    goals: int = 0
    actions: int = 0
    actions_with_owner: int = 0
    actions_with_day: int = 0
    actions_overdue: int = 0
    wishes_open: int = 0
    contingencies: int = 0
    is_agreed: bool = False
    review_on: date | None = None
    reviews: int = 0
    progress_notes: int = 0

    def said(self, *headings: str) -> int:
        """How many statements there are under these headings."""
        return sum((self.statements or {}).get(heading, 0) for heading in headings)


@dataclass(frozen=True, slots=True)
class StageItem:
    """One thing to do in a stage: what, whether it is done, and whether a plan can well do without it."""

    stage: str
    code: str
    text: str
    is_done: bool
    is_optional: bool = False


_Seen = Callable[[PlanFacts, date], bool]

_ITEMS: tuple[tuple[str, str, object, _Seen, bool], ...] = (
    ("context", "lead", lazy("Say who leads"), lambda f, d: f.has_lead, False),
    ("context", "involved", lazy("Say who else is involved"), lambda f, d: f.involved > 0, False),
    ("context", "reason", lazy("Write down what brought us here"), lambda f, d: f.said("reason") > 0, False),
    ("context", "known", lazy("Bring together what others already know"), lambda f, d: f.said("known") > 0, True),
    ("context", "invited", lazy("Send an invitation that says what to expect"), lambda f, d: f.invited, False),
    ("prepare", "matters", lazy("What matters most, said before we meet"), lambda f, d: f.said("matters") > 0, False),
    (
        "prepare",
        "thoughts",
        lazy("What goes well, worries and questions"),
        lambda f, d: f.said("going-well", "worry", "question") > 0,
        False,
    ),
    ("prepare", "agenda", lazy("Set together what we will talk about"), lambda f, d: f.said("agenda") > 0, False),
    ("conversation", "talked", lazy("Talk, and write down when and who"), lambda f, d: f.conversations > 0, False),
    (
        "conversation",
        "mattered",
        lazy("Write down what matters, the way it was said"),
        lambda f, d: f.conversations_on_what_matters + f.said("matters") > 0,
        False,
    ),
    ("conversation", "strength", lazy("Strengths: what helps"), lambda f, d: f.said("strength") > 0, False),
    ("conversation", "need", lazy("Needs and concerns"), lambda f, d: f.said("need") > 0, False),
    ("conversation", "risk", lazy("Risks worth taking"), lambda f, d: f.said("risk") > 0, True),
    ("record", "goal", lazy("A goal, in the person's own words"), lambda f, d: f.goals > 0, False),
    ("record", "action", lazy("A next step, with who will do it"), lambda f, d: f.actions_with_owner > 0, False),
    ("record", "formulation", lazy("A summary of how it fits together"), lambda f, d: f.said("formulation") > 0, True),
    ("record", "contingency", lazy("What to do when things get worse"), lambda f, d: f.contingencies > 0, False),
    ("record", "agreed", lazy("Agree the plan with the person"), lambda f, d: f.is_agreed, False),
    (
        "happening",
        "owners",
        lazy("Every step has somebody who does it"),
        lambda f, d: 0 < f.actions == f.actions_with_owner,
        False,
    ),
    (
        "happening",
        "days",
        lazy("Every step has a day, or words for when"),
        lambda f, d: 0 < f.actions == f.actions_with_day,
        False,
    ),
    (
        "happening",
        "on-time",
        lazy("No step is late"),
        lambda f, d: f.actions > 0 and f.actions_overdue == 0,
        False,
    ),
    ("happening", "wishes", lazy("Every wish for a change has an answer"), lambda f, d: f.wishes_open == 0, False),
    ("happening", "notes", lazy("Somebody wrote how it is going"), lambda f, d: f.progress_notes > 0, True),
    (
        "review",
        "review-day",
        lazy("There is a day to look at it again, still to come"),
        lambda f, d: f.review_on is not None and f.review_on >= d,
        False,
    ),
    ("review", "reviewed", lazy("Look at the plan together"), lambda f, d: f.reviews > 0, False),
)


def stage_items(facts: PlanFacts, day: date) -> tuple[StageItem, ...]:
    """Every stage's list, done and not done, in order."""
    return tuple(
        StageItem(stage, code, str(text), seen(facts, day), optional) for stage, code, text, seen, optional in _ITEMS
    )


def stage_now(facts: PlanFacts, day: date) -> str:
    """Where the work on a plan is now, for lists: follows from what is there, so it cannot be moved by hand."""
    if facts.is_agreed:
        is_due = facts.review_on is not None and facts.review_on <= day
        return "review" if is_due else "happening"
    if facts.goals or facts.said("formulation"):
        return "record"
    if facts.conversations or facts.said("strength", "need", "option", "risk"):
        return "conversation"
    if facts.said("matters", "going-well", "worry", "question", "agenda"):
        return "prepare"
    return "context"
