"""Who somebody is: what a name, a birth date, a telephone number or a language may be.

Serves registration and correction. Refuses what cannot be (a birth date to come); what is merely missing is a gap to
be filled, never a refusal (issue point 2).
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _, lazy
from .settings import SETTINGS

WAYS = {
    "mobile": lazy("Mobile telephone"),
    "phone": lazy("Telephone at home or work"),
    "email": lazy("Email"),
    "letter": lazy("Letter"),
    "none": lazy("None yet"),
}
"""The one way of contact that registration asks for."""

LANGUAGES = {
    "en": lazy("English"),
    "cy": lazy("Welsh"),
    "bfi": lazy("British Sign Language"),
    "ar": lazy("Arabic"),
    "bn": lazy("Bengali"),
    "zh": lazy("Chinese"),
    "fa": lazy("Persian (Farsi, Dari)"),
    "fr": lazy("French"),
    "gu": lazy("Gujarati"),
    "hi": lazy("Hindi"),
    "it": lazy("Italian"),
    "ku": lazy("Kurdish"),
    "lt": lazy("Lithuanian"),
    "ps": lazy("Pashto"),
    "pl": lazy("Polish"),
    "pt": lazy("Portuguese"),
    "pa": lazy("Punjabi"),
    "ro": lazy("Romanian"),
    "ru": lazy("Russian"),
    "so": lazy("Somali"),
    "es": lazy("Spanish"),
    "sw": lazy("Swahili"),
    "ta": lazy("Tamil"),
    "ti": lazy("Tigrinya"),
    "tr": lazy("Turkish"),
    "uk": lazy("Ukrainian"),
    "ur": lazy("Urdu"),
    "vi": lazy("Vietnamese"),
}
"""Languages that are offered, by BCP 47 code. A record may hold another: it came from elsewhere and is kept."""

PARTICULARS = {
    "title": lazy("Title"),
    "given_names": lazy("First names"),
    "family_name": lazy("Family name"),
    "preferred_name": lazy("Likes to be called"),
    "birth_date": lazy("Birth date"),
    "nhs_number": lazy("NHS number"),
    "gender": lazy("Gender"),
    "ethnicity": lazy("Ethnic group"),
    "language": lazy("Language"),
    "gp_practice": lazy("GP practice"),
}
"""What can be corrected, in the order in which it is shown."""

HELD_AGAINST_OTHERS = frozenset({"birth_date", "nhs_number"})
"""What other records are matched by: staff correct it, with the person."""

_PHONE = re.compile(r"\+?[\d\s().\-]{6,24}(\s*(ext|x)\.?\s*\d{1,6})?", re.I)
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]{2,}")


def language_label(code: str) -> str:
    """The language in words; a code that is not offered is shown as it came."""
    return str(LANGUAGES.get(code) or LANGUAGES.get(code.split("-")[0]) or code)


def name_reasons(*, given: str, family: str, preferred: str) -> Reasons:
    """Why this is no name: there is none. One name is enough, in any script."""
    if given.strip() or family.strip() or preferred.strip():
        return YES
    return (Reason("name.missing", _("Write a name. One name is enough."), "given_names"),)


def birth_date_reasons(birth_date: date | None, *, day: date) -> Reasons:
    """Why nobody can have been born then; not knowing is fine."""
    if birth_date is None:
        return YES
    if birth_date > day:
        text = _("This birth date is in the future. Check it, or leave it empty if it is not known.")
        return (Reason("birth-date.future", text, "birth_date"),)
    oldest = SETTINGS.on("birth.oldest", day)
    if day.year - birth_date.year > oldest.value:
        text = _("This would make the person more than %(years)d years old. Check the year.") % {"years": oldest.value}
        return (Reason("birth-date.too-old", text, "birth_date", oldest.source),)
    return YES


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on a day; 29 February counts as 28 February in other years (rulebook 11)."""
    if born is None:
        return None
    is_leap_day = (born.month, born.day) == (2, 29)
    birthday = (born.month, 28) if is_leap_day and not isleap(day.year) else (born.month, born.day)
    return day.year - born.year - ((day.month, day.day) < birthday)


def contact_reasons(kind: str, value: str, *, field: str = "value") -> Reasons:
    """Why a message could not reach anybody at this telephone number or e-mail address."""
    if not value.strip():
        return (Reason("contact.missing", _("Write the number or address."), field),)
    if kind in ("phone", "mobile") and not (_PHONE.fullmatch(value.strip()) and _digits(value) >= 6):
        return (Reason("contact.phone", _("Write a telephone number, like 07700 900982."), field),)
    if kind == "email" and (not _EMAIL.fullmatch(value.strip()) or len(value) > 254):
        return (Reason("contact.email", _("Write an email address, like name@example.org."), field),)
    return YES


def _digits(text: str) -> int:
    return sum(letter.isdecimal() for letter in text)


def why_reasons(why: str) -> Reasons:
    """Why a correction cannot be kept: it does not say why, and the person will ask."""
    if why.strip():
        return YES
    return (Reason("why.missing", _("Say why you are changing this. The person can read it."), "why"),)


def death_reasons(died_on: date | None, birth_date: date | None, *, day: date) -> Reasons:
    """Why nobody can have died then. The day may be unknown."""
    if died_on is None:
        return YES
    if died_on > day:
        return (Reason("death.future", _("This day is in the future. Check it."), "died_on"),)
    if birth_date is not None and died_on < birth_date:
        return (Reason("death.before-birth", _("This day is before the birth date. Check both."), "died_on"),)
    return YES
