"""What may be written in a plan, by whom, and for which day.

Refuses nothing for lack of polish: a person may leave any question empty but the words of a goal and of an action.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons

from .settings import SETTINGS


def ruler_reasons(value: Decimal | int | None, *, field: str, day: date) -> Reasons:
    """Why this is no answer on the importance or confidence ruler; an empty answer is fine.

    From 1 to 10, never 0 (rulebook 3.2: a ruler from 0 fails conformance).
    """
    lowest, highest = SETTINGS.on("ruler.lowest", day), SETTINGS.on("ruler.highest", day)
    if value is None or lowest.value <= value <= highest.value:
        return YES
    text = f"Choose a number from {lowest.value} to {highest.value}, or leave it empty."
    return (Reason(f"{field}.ruler", text, field, highest.source),)


def words_reasons(words: str, *, field: str, what: str, day: date) -> Reasons:
    """Why these words cannot be kept: there are none, or more than fit."""
    longest = SETTINGS.value("words.longest", day)
    if not words.strip():
        return (Reason(f"{field}.empty", f"Write {what}. A few words are enough.", field),)
    if len(words) > longest:
        text = f"This is {len(words):,} characters long. Make it {longest:,} or fewer, or split it in two."
        return (Reason(f"{field}.long", text, field),)
    return YES


def review_reasons(review_on: date | None, *, day: date, field: str = "review_on") -> Reasons:
    """Why this is no day to look at the plan again: it is not in the future."""
    if review_on is None:
        return (Reason("review.missing", "Choose a day to look at this plan together again.", field),)
    if review_on <= day:
        return (Reason("review.past", "The day to look again must be after today.", field),)
    return YES


def due_reasons(due_on: date | None, *, day: date) -> Reasons:
    """Why an action cannot be due then; no day at all is fine."""
    if due_on is not None and due_on < day:
        return (Reason("due.past", "This day has gone. Choose today or later, or leave it empty.", "due_on"),)
    return YES


def reminder_reasons(reminds: bool, *, owner_kind: str, due_on: date | None) -> Reasons:
    """Why nobody can be reminded: it needs a day, and only the person, of whom we know how to reach them, is."""
    if not reminds:
        return YES
    if owner_kind != "person":
        text = "Only the person is reminded: choose that they will do it, or take the reminder away."
        return (Reason("action.reminds-whom", text, "reminds"),)
    if due_on is None:
        return (Reason("action.reminds-when", "Give the day, so that a reminder can come before it.", "due_on"),)
    return YES


_MAY_CHANGE: dict[str, tuple[str, ...]] = {
    Authorship.PERSON: (),
    Authorship.SUPPORTED: (Authorship.SUPPORTED,),
    Authorship.PROXY: (Authorship.PROXY, Authorship.SUPPORTED),
}
"""What words may become when somebody other than the person changes them; words not named here, anything."""


def own_words_reasons(authorship: str, *, is_the_person: bool, new_authorship: str) -> Reasons:
    """Why somebody may not change the words of a goal: nobody edits a person's own words.

    The person may always change what stands there for them. Staff and proxies may write down a new wording that the
    person gave them (`supported`), never turn the person's words into their own; nor do staff change a proxy's.
    """
    if is_the_person or new_authorship in _MAY_CHANGE.get(authorship, (new_authorship,)):
        return YES
    if authorship == Authorship.PROXY:
        text = (
            "These are the words of somebody who acts for the person, so only they or the person can change them. "
            "You can add a note beside them."
        )
        return (Reason("goal.proxy-words", text, "words"),)
    text = (
        "These are the person's own words, so only they can change them. "
        "You can add a new goal with them, or a note beside this one."
    )
    return (Reason("goal.own-words", text, "words"),)
