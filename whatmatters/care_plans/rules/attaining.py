"""Goal Attainment Scaling: how far a person's goals have come together, as one number.

T = 50 + 10 * sum(w x) / sqrt((1 - r) * sum(w^2) + r * (sum w)^2), with r = 0.3, x from -2 to +2 and w = importance
times difficulty. Source: Turner-Stokes 2009 with its erratum (rulebook 5.3): the formulas printed in the guide are
wrong. Refuses to score when every weight is 0, and never fills in a missing score (rulebook 11).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _, lazy

CORRELATION = 0.3
"""How alike goals of one person are taken to be, in the published formula."""

LEVELS = {
    -2: lazy("Much less than hoped for"),
    -1: lazy("Somewhat less than hoped for"),
    0: lazy("As hoped for"),
    1: lazy("Somewhat more than hoped for"),
    2: lazy("Much more than hoped for"),
}

_HIGHEST_WEIGHT = 9


def scale_reasons(*, levels: Sequence[str], importance: int, difficulty: int) -> Reasons:
    """Why this is no scale: a weight out of range, or no words for what is hoped for."""
    reasons = YES
    for field, weight in (("importance_weight", importance), ("difficulty_weight", difficulty)):
        if not 0 <= weight <= _HIGHEST_WEIGHT:
            reasons += (Reason(f"scale.{field}", _("Choose a whole number from 0 to 9."), field, "Turner-Stokes 2009"),)
    if len(levels) != len(LEVELS) or not levels[2].strip():
        reasons += (Reason("scale.levels", _("Say what would be as hoped for."), "level_0"),)
    return reasons


def score_reasons(scores: Sequence[int], weights: Sequence[int]) -> Reasons:
    """Why there is no score: a rating out of range, or goals that all weigh nothing."""
    if any(score not in LEVELS for score in scores):
        return (Reason("rating.range", _("Choose one of the five levels."), "score"),)
    if scores and not any(weights):
        text = _("Every goal has the weight 0, so there is no score. Give at least one goal a weight above 0.")
        return (Reason("rating.weights", text, "weights", "Turner-Stokes 2009, erratum"),)
    return YES


def goal_scores(scores: Sequence[int], weights: Sequence[int]) -> float | None:
    """The T score of these goals; None when there is none to give. 50 is "as hoped for" throughout."""
    if not scores or score_reasons(scores, weights):
        return None
    pull = sum(weight * score for weight, score in zip(weights, scores, strict=True))
    spread = (1 - CORRELATION) * sum(weight**2 for weight in weights) + CORRELATION * sum(weights) ** 2
    return 50 + 10 * pull / sqrt(spread)
