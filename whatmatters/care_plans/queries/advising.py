"""Advice on words that staff wrote for a person, as pages show it beside them."""

from __future__ import annotations

from datetime import date

from whatmatters.foundation.kernel.columns import Authorship

from .. import rules


def advice_on(authorship: str, *texts: str, day: date) -> rules.WordsAdvice | None:
    """What could be plainer; None where nothing could, and for words that are not staff's own."""
    if authorship != Authorship.STAFF:
        return None
    return rules.plain_words_advice(*texts, day=day) or None
