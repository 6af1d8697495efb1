"""Consent: what can be decided, by whom, and until when; and when a record is opened without it.

Serves services and pages. Four consents are kept apart (rulebook 8.2); who sees what follows from them at the next
request, never from a copy.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _
from ..sections import Section
from .settings import SETTINGS

FIRST_SECTIONS = frozenset(
    {
        Section.IDENTITY,
        Section.CONTACT,
        Section.COMMUNICATION,
        Section.ABOUT_ME,
        Section.CIRCLE,
        Section.PLAN,
        Section.APPOINTMENTS,
    }
)
"""What a charity or group may see when a person who comes to it says yes: nothing clinical and no money."""


def decision_reasons(
    *, purpose: str, decision: str, sections: Collection[str], ends_before: date | None, day: date
) -> Reasons:
    """Why this decision cannot be kept: a yes to sharing that names nothing, or an end that has gone."""
    if decision == "given" and purpose == "sharing" and not sections:
        return (Reason("consent.sections", _("Choose what may be seen."), "sections"),)
    if ends_before is not None and ends_before <= day:
        return (Reason("consent.end", _("Choose a last day that is still to come."), "ends_before"),)
    return YES


def standing_of(*, decision: str, ends_before: date | None, day: date) -> str:
    """How a decision stands on a day: `given`, `withheld`, `withdrawn`, or `expired` when a yes has come to its end."""
    if decision == "given" and ends_before is not None and ends_before <= day:
        return "expired"
    return decision


def withdrawal_reasons(*, decision: str, is_superseded: bool) -> Reasons:
    """Why there is nothing to take back: it was no yes, or something else was decided since the page was opened."""
    if decision == "given" and not is_superseded:
        return YES
    text = _("This is not what holds now. Look at what holds, and take that back.")
    return (Reason("consent.not-in-force", text),)


def said_by_reasons(said_by: str, *, by_staff: bool, field: str = "said_by") -> Reasons:
    """Why a decision that staff write down cannot be kept: it does not say who said it, and how."""
    if by_staff and not said_by.strip():
        text = _("Say who told you this and how, for example “Amina, on the telephone”. They can read it.")
        return (Reason("consent.said-by", text, field),)
    return YES


def break_glass_reasons(reason: str, *, day: date) -> Reasons:
    """Why a record is not opened without a relationship: the reason given says nothing."""
    shortest = SETTINGS.on("break-glass.reason.shortest", day)
    if len(reason.strip()) >= shortest.value:
        return YES
    text = _("Say why you need to see this record now. The person will read what you write.")
    return (Reason("break-glass.reason", text, "reason", shortest.source),)
