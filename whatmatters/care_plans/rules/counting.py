"""The five criteria that make a plan count. All five are needed, and only content meets them: no state can be moved.

Source: rulebook 3.1 (West Yorkshire, after NHS England's technical definition). Best practice, not statute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from whatmatters.foundation.kernel.translating import lazy

from .stages import PlanFacts


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: what it asks, whether the plan meets it, and what is missing when it does not."""

    number: int
    asks: str
    is_met: bool
    missing: tuple[str, ...]


_Wants = tuple[tuple[object, Callable[[PlanFacts], bool]], ...]

CRITERIA: tuple[tuple[object, _Wants], ...] = (
    (
        lazy("The person is at the centre, and it is clear who is involved"),
        (
            (lazy("Nothing is in the person's own words yet"), lambda f: f.in_own_words > 0),
            (lazy("Nobody is named who is involved"), lambda f: f.has_lead or f.involved > 0),
        ),
    ),
    (
        lazy("There was a conversation about what matters to the person"),
        (
            (lazy("No conversation is written down"), lambda f: f.conversations_ever > 0),
            (
                lazy("What matters to the person is not written down"),
                lambda f: f.what_matters_ever > 0,
            ),
        ),
    ),
    (
        lazy("What they hope for was agreed together"),
        (
            (lazy("There is no goal"), lambda f: f.goals > 0),
            (lazy("The plan as it reads now is not agreed"), lambda f: f.is_agreed),
        ),
    ),
    (
        lazy("The plan can be shared: what matters, what is hoped for, and how"),
        (
            (lazy("There is no goal"), lambda f: f.goals > 0),
            (lazy("No step says how"), lambda f: f.actions > 0),
            (lazy("No step says who will do it"), lambda f: f.actions_with_owner > 0),
        ),
    ),
    (
        lazy("It can be looked at again, formally and in between"),
        (
            (lazy("There is no day to look at it again"), lambda f: f.review_on is not None),
            (lazy("Nobody leads, so nobody can be asked in between"), lambda f: f.has_lead),
        ),
    ),
)


def criteria_met(facts: PlanFacts) -> tuple[Criterion, ...]:
    """The five criteria, each with what is missing. The plan counts when every one is met."""
    return tuple(_criterion(number, str(asks), wants, facts) for number, (asks, wants) in enumerate(CRITERIA, start=1))


def _criterion(number: int, asks: str, wants: _Wants, facts: PlanFacts) -> Criterion:
    missing = tuple(str(text) for text, is_there in wants if not is_there(facts))
    return Criterion(number, asks, not missing, missing)
