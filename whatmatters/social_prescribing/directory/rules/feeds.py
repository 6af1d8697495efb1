"""When a feed has shrunk so much that a person has to say yes before listings go."""

from __future__ import annotations

from datetime import date

from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _

from .settings import SETTINGS


def shrink_reasons(known: int, gone: int, day: date) -> Reasons:
    """Why a feed must wait for a steward: more of its listings would go than a feed loses in the ordinary way, or
    all.
    """
    share, least = (int(SETTINGS.value(f"feed.{key}", day)) for key in ("held-percent", "held-least"))
    is_ordinary = gone < least or gone * 100 <= known * share
    if not gone or (is_ordinary and gone < known):
        return YES
    words = _(
        "%(gone)s of its %(known)s listings are missing this time. Nothing was changed. "
        "Look at the feed, then take it in or refuse it."
    )
    return (Reason("feed.shrunk", words % {"gone": f"{gone:,}", "known": f"{known:,}"}),)
