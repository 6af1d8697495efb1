"""Acting for somebody else: on what it may rest, how far it goes, when it is asked anew, and when it is refused.

Serves services and pages. A proxy has their own sign-in, chosen sections and an end; nobody acts where somebody might
be pressed into it. Source: GP proxy access policies and the Mental Capacity Act 2005 (rulebook 8.2).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _, lazy
from .capacity import attorney_reasons
from .settings import SETTINGS

BASES = {
    "asked": lazy("The person asked for it"),
    "parent": lazy("They have parental responsibility"),
    "attorney": lazy("They are the health and welfare attorney"),
    "advocate": lazy("They are an advocate"),
}
OF_THE_PERSON = frozenset({"asked", "advocate"})
"""What a person may say by themself; the others need somebody to have seen a paper."""
_BIRTHDAYS = ("proxy.child-until", "proxy.young-person-until")


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
    for key in _BIRTHDAYS:
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


def basis_reasons(
    *, basis: str, by_person: bool, age: int | None, power: tuple[str, bool] | None, day: date
) -> Reasons:
    """Why nobody may act for the person on this basis.

    `power` is the lasting power of attorney that was chosen: its scope, and whether it is registered. Parental
    responsibility counts under 16 alone: from then on the person is taken to be able to decide.
    """
    if basis not in BASES or (by_person and basis not in OF_THE_PERSON):
        return (Reason("proxy.basis", _("Choose why they may act for the person."), "basis"),)
    if basis == "parent":
        return _parent_reasons(age, day)
    if basis == "attorney" and power is None:
        text = _("Choose the power of attorney. If it is not here, write it down first under wishes made in advance.")
        return (Reason("proxy.power", text, "power_id"),)
    if basis == "attorney" and power is not None:
        scope, is_registered = power
        found = attorney_reasons(scope=scope, is_registered=is_registered)
        return tuple(Reason(reason.code, reason.text, "power_id", reason.source) for reason in found)
    return YES


def _parent_reasons(age: int | None, day: date) -> Reasons:
    setting = SETTINGS.on("proxy.young-person-until", day)
    if age is None:
        text = _("Write down the birth date first: this counts under %(age)d alone.")
    elif age >= setting.value:
        text = _("From %(age)d the person decides who acts for them. Ask them.")
    else:
        return YES
    return (Reason("proxy.parent", text % {"age": setting.value}, "basis", setting.source),)


def pressure_reasons(sign_of_pressure: bool | None, *, by_staff: bool) -> Reasons:
    """Why somebody may not act now: staff saw a sign of pressure, or have not said that they saw none.

    The words may be read over a shoulder: they do not say why.
    """
    if not by_staff or sign_of_pressure is False:
        return YES
    if sign_of_pressure is None:
        text = _("Say whether you saw any sign of pressure.")
        return (Reason("proxy.pressure.unanswered", text, "sign_of_pressure"),)
    return (Reason("proxy.not-now", _("This cannot be set up today. Somebody will be in touch.")),)


def asked_again_on(
    *, birth_date: date | None, starts_on: date, ends_before: date | None, day: date, days_ahead: int
) -> date | None:
    """The day on which a grant in force is looked at again, when that is within `days_ahead` days or has passed.

    Its end, and the 11th and 16th birthdays since it began. None: there is time.
    """
    days = [] if ends_before is None else [ends_before]
    for key in _BIRTHDAYS if birth_date else ():
        days.append(_birthday(birth_date, SETTINGS.value(key, day)))  # type: ignore[arg-type]
    soon = [one for one in days if starts_on < one <= day + timedelta(days=days_ahead)]
    return min(soon, default=None)
