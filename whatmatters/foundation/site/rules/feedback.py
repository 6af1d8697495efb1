"""What is decided about "Was this page useful?"."""

from __future__ import annotations

from datetime import date

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _
from .settings import setting


def feedback_reasons(*, on_this_page: int, on_all_pages: int, day: date) -> Reasons:
    """Why an answer is not taken just now, given how many came in the last minute. Ours.

    Counted for everybody together, so that nothing about a reader has to be known.
    """
    full = on_this_page >= setting("feedback.a-minute-on-a-page", day)
    if full or on_all_pages >= setting("feedback.a-minute", day):
        text = _("Many people are answering just now. Wait a minute, then send it again. What you wrote is still here.")
        return (Reason("feedback.busy", text),)
    return YES


def comment_reasons(comment: str, day: date) -> Reasons:
    """Why a comment cannot be kept as it is. Ours."""
    longest = setting("feedback.longest", day)
    if len(comment) <= longest:
        return YES
    text = _("Use %(longest)d characters or fewer. You used %(used)d.") % {"longest": longest, "used": len(comment)}
    return (Reason("feedback.long", text, "comment"),)


def is_kept(sent_on: date, day: date) -> bool:
    """Whether an answer is still kept on a day. Ours."""
    months = setting("feedback.kept", day)
    passed = (day.year - sent_on.year) * 12 + day.month - sent_on.month
    return passed < months or (passed == months and day.day <= sent_on.day)
