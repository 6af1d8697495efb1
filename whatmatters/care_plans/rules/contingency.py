"""What a contingency plan must say before it can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons

from .words import words_reasons


def contingency_reasons(
    *, name: str, triggers: Sequence[str], what_should_happen: str, review_on: date | None, day: date
) -> Reasons:
    """Why this contingency plan cannot be kept: nothing says when it is for, or what is to be done then.

    Source: PRSB PCSP v2.0, trigger factors 1..* (rulebook 3.2).
    """
    reasons = words_reasons(name, field="name", what="a name for this plan", day=day)
    if not any(trigger.strip() for trigger in triggers):
        text = "Write at least one sign that this plan is needed, for example “I have not slept for two nights”."
        reasons += (Reason("contingency.trigger", text, "triggers", "PRSB PCSP v2.0"),)
    reasons += words_reasons(what_should_happen, field="what_should_happen", what="what should happen then", day=day)
    if review_on is not None and review_on <= day:
        reasons += (Reason("contingency.review", "The day to look again must be after today.", "review_on"),)
    return reasons or YES
