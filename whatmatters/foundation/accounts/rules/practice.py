"""The dated settings of sign-in: how long a session, a link or a lock-out lasts. All are ours unless the source says.

Serves rules, services and the page that shows them. Source of the time-outs: NHS login asks for a new sign-in after
30 minutes idle or 12 hours (rulebook 8.3); we hold local accounts to the same.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from ...kernel.clock import day_of
from ...kernel.dated import Dated, DatedTable, Standing

_SINCE = date(2025, 1, 1)
_NHS_LOGIN = "NHS login: sign in again after 30 minutes without use, or 12 hours (rulebook 8.3)"
_NCSC = "NCSC, Password administration for system owners: throttle after 5 to 10 tries"


def _ours(key: str, value: int, unit: str, source: str, means: str) -> Dated:
    return Dated(key, value, _SINCE, Standing.OUR_PRACTICE, source, unit=unit, means=means)


SETTINGS = DatedTable(
    "accounts",
    [
        _ours("session-idle", 30, "minutes", _NHS_LOGIN, "How long you stay signed in while you do nothing"),
        _ours("session-longest", 12 * 60, "minutes", _NHS_LOGIN, "How long you stay signed in at most"),
        _ours("code-owed", 15, "minutes", "Time to find a telephone.", "How long we wait for the code from your app"),
        _ours(
            "kept-text",
            24 * 60,
            "minutes",
            "Long enough to sign in again the next day, and no longer.",
            "How long we keep what you had typed when you were signed out",
        ),
        _ours("invitation", 14 * 24 * 60, "minutes", "Two weeks: room for a holiday.", "How long an invitation works"),
        _ours("password-link", 60, "minutes", "NCSC: short-lived.", "How long a link for a new password works"),
        _ours("email-change", 24 * 60, "minutes", "A day to open both e-mails.", "How long a change of address waits"),
        _ours("printed-code", 7 * 24 * 60, "minutes", "For a sheet taken home.", "How long a printed code works"),
        _ours("printed-code-shown", 30, "minutes", "Time to print it.", "How long staff can see a code to print it"),
        _ours("links-kept", 90 * 24 * 60, "minutes", "To see what was sent.", "How long used links are known"),
        _ours("tries-window", 15, "minutes", _NCSC, "How long to wait after too many tries"),
        _ours("tries-per-name-here", 8, "tries", _NCSC, "Tries for one name from one place"),
        _ours("tries-per-name", 40, "tries", "More, so that no stranger locks you out.", "Tries for one name in all"),
        _ours("tries-per-network", 100, "tries", "A clinic shares one address.", "Tries from one place"),
        _ours("links-per-name", 3, "e-mails", "Nobody's letter box is filled.", "Links for a new password in a while"),
        _ours("password-length", 12, "characters", "NCSC, Three random words.", "How long a password must be"),
        _ours("recovery-codes", 10, "codes", "What fits on half a page.", "How many recovery codes you get"),
    ],
)


def minutes(key: str, at: datetime) -> timedelta:
    """A length of time in force at a moment."""
    return timedelta(minutes=SETTINGS.value(key, day_of(at)))


def figure(key: str, at: datetime) -> Any:
    """A number in force at a moment."""
    return SETTINGS.value(key, day_of(at))
