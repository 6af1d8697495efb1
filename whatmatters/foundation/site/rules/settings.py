"""The dated settings of the public site. All are ours: no law or guidance sets them."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...kernel.dated import Dated, DatedTable, Standing

_SINCE = date(2026, 1, 1)


def _ours(key: str, value: int, unit: str, means: str, source: str) -> Dated:
    return Dated(key, value, _SINCE, Standing.OUR_PRACTICE, source, unit=unit, means=means)


SETTINGS = DatedTable(
    "site",
    [
        _ours(
            "feedback.a-minute-on-a-page",
            10,
            "answers",
            "How many answers to “Was this page useful?” we take for one page in one minute.",
            "Ours: more than that is a machine.",
        ),
        _ours(
            "feedback.a-minute",
            60,
            "answers",
            "How many answers to “Was this page useful?” we take in one minute.",
            "Ours: more than that is a machine.",
        ),
        _ours(
            "feedback.longest",
            1000,
            "characters",
            "How long a comment about a page may be.",
            "Ours: room for a story, not for a letter.",
        ),
        _ours(
            "feedback.kept",
            24,
            "months",
            "How long we keep what readers say about our pages.",
            "Ours: two years show whether a change has helped.",
        ),
        _ours(
            "updates.confirm-within",
            48,
            "hours",
            "How long you have to press the button in the e-mail that asks if you want our updates.",
            "Ours: a weekend away.",
        ),
        _ours(
            "updates.mails-a-day",
            3,
            "e-mails",
            "How many times a day anybody can make us send such an e-mail to one address.",
            "Ours: so that nobody is pestered with our e-mails by somebody else.",
        ),
        _ours(
            "updates.asked-a-minute",
            30,
            "requests",
            "How many requests for updates we take in one minute.",
            "Ours: more than that is a machine.",
        ),
        _ours(
            "review.every",
            6,
            "months",
            "How often somebody checks the urgent numbers on this site.",
            "Ours: numbers change, and a wrong one costs most here.",
        ),
    ],
)


def setting(key: str, day: date) -> Any:
    """The value of one setting of the site on a day."""
    return SETTINGS.value(key, day)


def review_is_due(reviewed_on: date | None, day: date) -> bool:
    """Whether a number has to be held against its source again. Source: rulebook 11, urgent help."""
    if reviewed_on is None:
        return True
    months = setting("review.every", day)
    return (day.year - reviewed_on.year) * 12 + day.month - reviewed_on.month - (day.day < reviewed_on.day) >= months
