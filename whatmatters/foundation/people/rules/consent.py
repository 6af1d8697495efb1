"""Consent and acting for somebody else: what can be decided, by whom, and until when.

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


def said_by_reasons(said_by: str, *, by_staff: bool, field: str = "said_by") -> Reasons:
    """Why a decision that staff write down cannot be kept: it does not say who said it, and how."""
    if by_staff and not said_by.strip():
        text = _("Say who told you this and how, for example “Amina, on the telephone”. They can read it.")
        return (Reason("consent.said-by", text, field),)
    return YES


def grant_reasons(
    *,
    sections: Collection[str],
    allowed: Collection[str],
    birth_date: date | None,
    starts_on: date,
    ends_before: date | None,
    day: date,
) -> Reasons:
    """Why somebody may not act for the person in this way.

    A grant for a child ends at the 11th birthday at the latest, for a young person at the 16th: it is then asked anew,
    of the person (rulebook 8.2).
    """
    if not sections:
        return (Reason("proxy.sections", _("Choose what they may see."), "sections"),)
    if not set(sections) <= set(allowed):
        return (Reason("proxy.sections.own", _("Who looked is only for the person."), "sections"),)
    if ends_before is not None and ends_before <= max(starts_on, day):
        return (Reason("proxy.end", _("Choose a last day that is still to come."), "ends_before"),)
    return _birthday_reasons(birth_date, ends_before, day)


def _birthday_reasons(birth_date: date | None, ends_before: date | None, day: date) -> Reasons:
    if birth_date is None:
        return YES
    for key in ("proxy.child-until", "proxy.young-person-until"):
        setting = SETTINGS.on(key, day)
        birthday = _birthday(birth_date, setting.value)
        if day < birthday and (ends_before is None or ends_before > birthday):
            text = _("The person will be %(age)d then, and must be asked again. End this on that birthday or before.")
            return (Reason("proxy.birthday", text % {"age": setting.value}, "ends_before", setting.source),)
    return YES


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February counts as 28 February in other years (rulebook 11)
        return born.replace(year=born.year + age, day=28)


def break_glass_reasons(reason: str, *, day: date) -> Reasons:
    """Why a record is not opened without a relationship: the reason given says nothing."""
    shortest = SETTINGS.on("break-glass.reason.shortest", day)
    if len(reason.strip()) >= shortest.value:
        return YES
    text = _("Say why you need to see this record now. The person will read what you write.")
    return (Reason("break-glass.reason", text, "reason", shortest.source),)
