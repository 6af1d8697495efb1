"""When the contact of a listing is asked whether it is still true, and what happens when nobody answers.

Source: peers.md (ALISS: three e-mails, then ranked last; Connected Kingston: asked at six months). Our practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from whatmatters.foundation.kernel.clock import LONDON

from .settings import SETTINGS


@dataclass(frozen=True, slots=True)
class Assured:
    """What is known of one listing: the day it was last said to be true, and how often it was asked after since."""

    assured_on: date | None
    asked_on: date | None
    times_asked: int


def is_to_be_asked(listing: Assured, day: date) -> bool:
    """Whether its contact is to be asked on this day: after six months, then again twice."""
    if listing.times_asked >= _setting("confirm.times", day):
        return False
    if listing.times_asked and listing.asked_on:
        return day >= listing.asked_on + timedelta(days=_setting("confirm.chase-days", day))
    return assured_until(listing.assured_on, day) <= day


def is_unconfirmed(listing: Assured, day: date) -> bool:
    """Whether it is to be shown last and marked: asked as often as we ask, and the last time long enough ago."""
    if listing.times_asked < _setting("confirm.times", day) or listing.asked_on is None:
        return False
    return day >= listing.asked_on + timedelta(days=_setting("confirm.chase-days", day))


def assured_until(assured_on: date | None, day: date) -> date:
    """The first day on which a listing is no longer taken to be true; one that was never assured is due at once."""
    if assured_on is None:
        return day
    months = assured_on.month - 1 + _setting("confirm.months", day)
    year, month = assured_on.year + months // 12, months % 12 + 1
    for last in (assured_on.day, 30, 29, 28):
        try:
            return date(year, month, min(assured_on.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def last_due_assurance(day: date) -> date:
    """The newest day of assurance that is due to be asked about on this day: `assured_until` turned round."""
    assured_on = day - timedelta(days=28 * _setting("confirm.months", day))
    while assured_until(assured_on, day) > day:
        assured_on -= timedelta(days=1)
    return assured_on


def link_day(assured_on: date | None, day: date) -> date | None:
    """The first day, from this one on, whose link would work: tomorrow when it was assured today.

    None when the listing claims to be assured in the future: no link would work.
    """
    if assured_on is None or assured_on < day:
        return day
    return day + timedelta(days=1) if assured_on == day else None


def link_of_the_day(at: datetime) -> int:
    """Which of the day's new links this is the time for: the day has as many equal parts as links may be sent.

    Asked twice within a part, one is sent: the link of a day is the same whenever it is asked for.
    """
    local = at.astimezone(LONDON)
    return (local.hour * 60 + local.minute) * _setting("confirm.links-a-day", local.date()) // (24 * 60)


def is_link_alive(listing: Assured, link_of: date, day: date) -> bool:
    """Whether a link sent on `link_of` may still be used: nobody has answered since, and it is not too old."""
    is_answered = listing.assured_on is not None and listing.assured_on >= link_of
    return not is_answered and day < link_of + timedelta(days=_setting("confirm.link-days", day))


def questions_left(times_asked: int, day: date) -> int:
    """How many more times its contact will be asked."""
    return max(0, _setting("confirm.times", day) - times_asked)


def chase_days(day: date) -> int:
    """How many days pass before its contact is asked again, and after the last question before it is marked."""
    return _setting("confirm.chase-days", day)


def times_to_ask(day: date) -> int:
    """How often its contact is asked in all."""
    return _setting("confirm.times", day)


def _setting(key: str, day: date) -> int:
    return int(SETTINGS.value(key, day))
