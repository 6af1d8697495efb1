"""When a plan can be agreed: with whom, on what ground, and what must be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _, lazy

from .words import review_reasons

GROUNDS = {
    "asked": lazy("The person asked them to agree for them"),
    "lacks-capacity": lazy("The person lacks capacity for this decision"),
    "parent": lazy("They have parental responsibility, and the person is under 16"),
}
"""Why somebody else may agree a plan. A ground is named, or nobody but the person agrees (rulebook 8.2)."""


@dataclass(frozen=True, slots=True)
class AgreedBy:
    """Who agrees: `with_whom` is `person` or `representative`; a representative has a name, a ground and a reason.

    `capacity_id` is the record of capacity (`people`) for this decision, where the ground is a lack of it.
    """

    with_whom: str = "person"
    name: str = ""
    role: str = ""
    ground: str = ""
    reason: str = ""
    capacity_id: UUID | None = None


def agreement_reasons(
    *, agreed: AgreedBy, goals: int, review_on: date | None, day: date, lacks_capacity: bool, age: int | None
) -> Reasons:
    """Why a plan cannot be agreed yet.

    It needs a goal in words, who agreed and on what ground, and a day to look again. `lacks_capacity` tells whether
    the named record of capacity finds that the person lacks it for this decision; `age` is in whole years, None when
    unknown. Source: PRSB PCSP v2.0 "agreed with person or legitimate representative"; rulebook 8.2.
    """
    reasons = review_reasons(review_on, day=day)
    if goals == 0:
        reasons += (Reason("agree.no-goal", _("Add a goal first: what matters, in the person's words."), "goals"),)
    if agreed.with_whom == "representative":
        return reasons + _representative_reasons(agreed, lacks_capacity, age)
    if agreed.with_whom != "person":
        reasons += (Reason("agree.who", _("Say who agreed this plan."), "agreed_with"),)
    return reasons


def _representative_reasons(agreed: AgreedBy, lacks_capacity: bool, age: int | None) -> Reasons:
    reasons = YES
    if not agreed.name.strip():
        reasons += (Reason("agree.name", _("Write the name of whoever agreed."), "name"),)
    if not agreed.reason.strip():
        reasons += (Reason("agree.reason", _("Say why somebody else agreed instead of the person."), "reason"),)
    if agreed.ground not in GROUNDS:
        text = _("Say what lets somebody else agree for the person.")
        reasons += (Reason("agree.ground", text, "ground", "Mental Capacity Act 2005"),)
    if agreed.ground == "lacks-capacity" and not lacks_capacity:
        text = _(
            "First write down the capacity assessment for this decision, with what is in the person's best interests."
        )
        reasons += (Reason("agree.capacity", text, "ground", "Mental Capacity Act 2005"),)
    if agreed.ground == "parent" and (age is None or age >= 16):
        text = _("From 16 on, the person agrees, unless they lack capacity for this decision.")
        reasons += (Reason("agree.parent", text, "ground", "Mental Capacity Act 2005"),)
    return reasons
