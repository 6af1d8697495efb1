"""When somebody has tried too often."""

from __future__ import annotations

from datetime import datetime

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _
from .practice import minutes


def too_many_tries_reasons(*, may_try: bool, at: datetime) -> Reasons:
    """Why another try is not taken now. The words are the same whether or not there is such an account.

    Source: NCSC, throttling or lock-out; the length is our practice.
    """
    if may_try:
        return YES
    wait = int(minutes("tries-window", at).total_seconds() // 60)
    words = _(
        "There were too many tries. Wait %(minutes)d minutes, then try again. You can also ask for a new password."
    )
    return (Reason("tries.too-many", words % {"minutes": wait}),)


def wrong_sign_in_reasons() -> Reasons:
    """Why nobody was let in. One sentence for a wrong name, a wrong password and a closed account alike."""
    words = _("That email address or user name and that password do not go together. Check them and try again.")
    return (Reason("sign-in.wrong", words),)


def wrong_code_reasons() -> Reasons:
    """Why a code was not taken."""
    words = _("That code is not right, or was used before. Wait for the next code in your app and type that one.")
    return (Reason("code.wrong", words, "code"),)
