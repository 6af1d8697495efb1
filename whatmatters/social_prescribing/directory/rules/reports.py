"""What may be said to be wrong with a listing, and when one more such report is kept.

Source: our practice. Nothing about whoever reports is asked or kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from whatmatters.foundation.kernel.reasons import Reason, Reasons
from whatmatters.foundation.kernel.translating import _, lazy

from .settings import SETTINGS

LONGEST_WORDS = 1000
WHAT = {
    "closed": lazy("It has closed"),
    "time": lazy("The day or the time is wrong"),
    "place": lazy("The place is wrong"),
    "reach": lazy("The telephone number or the link does not work"),
    "not-as-said": lazy("It is not what the page says"),
    "other": lazy("Something else"),
}
"""What may be wrong, by code."""


def report_reasons(*, what: str, words: str, open_already: int, in_last_minute: int, day: date) -> Reasons:
    """Why a report is not kept, in kind words; empty when it is.

    `open_already` counts the listing's reports that wait for somebody, `in_last_minute` those about any listing.
    """
    return tuple(_reasons(what, words, open_already, in_last_minute, day))


def _reasons(what: str, words: str, open_already: int, in_last_minute: int, day: date) -> Iterator[Reason]:
    if what not in WHAT:
        yield Reason("report.what", _("Choose what is wrong."), "what")
    if what == "other" and not words.strip():
        yield Reason("report.words", _("Say in a few words what is wrong."), "words")
    if len(words) > LONGEST_WORDS:
        yield Reason("report.words-long", _("Use 1,000 letters or fewer."), "words")
    if open_already >= SETTINGS.value("report.most-open", day):
        text = _("Thank you. Others have told us about this service too, and somebody will look. You need do no more.")
        yield Reason("report.known", text)
    elif in_last_minute >= SETTINGS.value("report.a-minute", day):
        text = _("Many people are writing just now. Wait a minute, then send it again. What you wrote is still here.")
        yield Reason("report.busy", text)


def tells_contact(reports_today: int, day: date) -> bool:
    """Whether the listing's contact gets an e-mail about one more; what was kept before it today is counted."""
    return reports_today < int(SETTINGS.value("report.mails-a-day", day))
