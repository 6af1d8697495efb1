"""The dated, sourced settings of the directory."""

from __future__ import annotations

from datetime import date

from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing
from whatmatters.foundation.kernel.translating import lazy

_START = date(2026, 1, 1)


def _ours(key: str, value: int, unit: str, means: object) -> Dated:
    return Dated(key, value, _START, Standing.OUR_PRACTICE, "Whatmatters", unit=unit, means=means)  # type: ignore[arg-type]


SETTINGS = DatedTable(
    "directory",
    [
        _ours("confirm.months", 6, "months", lazy("After how long a group is asked whether its page is still right")),
        _ours("confirm.chase-days", 14, "days", lazy("How long we wait for an answer before we ask it again")),
        _ours("confirm.times", 3, "times", lazy("How often we ask before we show it last, and say so beside it")),
        _ours("confirm.link-days", 90, "days", lazy("How long the link in such an e-mail works")),
        _ours("confirm.links-a-day", 3, "e-mails", lazy("How many new links we send a group in a day at most")),
        _ours("report.most-open", 20, "reports", lazy("How many people’s word that a page is wrong we keep at once")),
        _ours("report.mails-a-day", 3, "e-mails", lazy("How often a day a group is told that its page may be wrong")),
        _ours("report.a-minute", 30, "reports", lazy("How many such reports we take in a minute, from all together")),
        _ours("feed.held-percent", 10, "percent", lazy("How much shorter a list we are sent may be before we ask why")),
        _ours("feed.held-least", 20, "listings", lazy("How many services must be missing from it before we ask why")),
    ],
)
