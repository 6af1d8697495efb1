"""The thresholds of this component: dated, sourced, and never shown as more than they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...kernel.dated import Dated, DatedTable, Standing
from ...kernel.translating import lazy


def _ours(key: str, value: Any, unit: str, means: Any, source: str) -> Dated:
    return Dated(key, value, date(2026, 1, 1), Standing.OUR_PRACTICE, source, unit=unit, means=means)


_PROXY = "GP proxy access policies (rulebook 8.2)"
_SUPPORTED_BY: Any = lazy("How long “supported to write this by” may be")
_MIB = 1024 * 1024

SETTINGS = DatedTable(
    "people",
    [
        Dated(
            "about-me.supported-by.longest",
            150,
            date(2025, 3, 1),
            Standing.NATIONAL_GUIDANCE,
            "DAPB4022: PRSB About Me v2.0 (March 2025)",
            unit="letters",
            means=_SUPPORTED_BY,
        ),
        _ours("about-me.text.longest", 5000, "letters", lazy("The most under one heading"), "Longer is not read"),
        _ours("about-me.sound.largest", 25 * _MIB, "bytes", lazy("The biggest sound"), "About half an hour of speech"),
        _ours("about-me.picture.largest", 15 * _MIB, "bytes", lazy("The biggest picture"), "A telephone's photograph"),
        _ours("about-me.picture.longest-side", 2000, "pixels", lazy("How large a picture is kept"), "Fills an A4 page"),
        _ours("birth.oldest", 130, "years", lazy("The oldest anybody can be"), "Nobody has passed 122 years"),
        _ours("break-glass.minutes", 60, "minutes", lazy("How long an emergency look lasts"), "One emergency"),
        _ours("break-glass.reason.shortest", 10, "letters", lazy("The shortest reason"), "It must be understood"),
        _ours("communication.review-months", 12, "months", lazy("When needs are asked again"), "DAPB1605 is silent"),
        _ours("appointment.reminder-hours", 48, "hours", lazy("When a reminder goes out"), "Time to say no"),
        _ours("appointment.longest", 480, "minutes", lazy("The longest appointment"), "A working day"),
        _ours("search.page", 30, "people", lazy("How many people a page lists"), "One screen to read"),
        _ours("search.shortest-word", 2, "letters", lazy("The shortest name to look for"), "One letter finds all"),
        _ours("upload.largest", 10_000_000, "bytes", lazy("The largest file that a page takes"), "About 400 people"),
        _ours("upload.read-at-once", 300_000, "bytes", lazy("A file read while somebody waits"), "Two seconds"),
        _ours("upload.kept", 2, "days", lazy("How long an unread file is kept"), "It is tried again within a day"),
        _ours("proxy.child-until", 11, "years", lazy("When acting for a child is asked again"), _PROXY),
        _ours("proxy.young-person-until", 16, "years", lazy("When acting for a young person is asked again"), _PROXY),
        _ours("proxy.review-days-ahead", 28, "days", lazy("How early acting for somebody is looked at again"), "Ours"),
        _ours("proxy.review-listed", 50, "people", lazy("How many of these Today lists"), "One screen to read"),
        _ours("duplicate.propose-from", 60, "points of 100", lazy("When two records look like one"), "Ours"),
        _ours("duplicate.name-alike", 0.88, "", lazy("When two names sound alike"), "Jaro-Winkler"),
    ],
)
