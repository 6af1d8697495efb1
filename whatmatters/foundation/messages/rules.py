"""What is decided about sending: when to try again, when not to disturb, how long to keep. Pure functions.

Serves services and jobs. Refuses to know persons: what a person wishes is asked of the message's kind.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from ..kernel.clock import LONDON, day_of
from ..kernel.dated import Dated, DatedTable, Standing
from ..kernel.reasons import Reason
from ..kernel.translating import lazy

_FROM = date(2026, 1, 1)

WORDS_GONE = Reason(
    "letter.words-gone", "What these letters said is no longer kept, so they cannot go back to be printed."
)

_SEVEN_BIT = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_SEVEN_BIT_DOUBLE = frozenset("^{}\\[~]|€\f")


def _ours(key: str, value: object, means: object, source: str, unit: str = "") -> Dated:
    return Dated(key, value, _FROM, Standing.OUR_PRACTICE, source, unit=unit, means=means)  # type: ignore[arg-type]


SETTINGS = DatedTable(
    "messages",
    [
        _ours(
            "messages.waits",
            (1, 5, 15, 60, 240, 720, 1440),
            lazy("How long we wait before each new try, when a message cannot be sent"),
            "A mail server that is down for a night, or a day, is waited for; then somebody is told.",
            "minutes",
        ),
        _ours(
            "messages.lease",
            5,
            lazy("After how long a message is taken up again when the program that sent it has stopped"),
            "Longer than the longest exchange with a mail server may take.",
            "minutes",
        ),
        _ours(
            "messages.overdue",
            2,
            lazy("When a message that waits is looked for"),
            "A message this late has lost its job, and is given a new one.",
            "minutes",
        ),
        _ours(
            "quiet.sms",
            (time(20), time(8)),
            lazy("When no text message is sent: from, until"),
            "A telephone at night wakes people.",
        ),
        _ours("quiet.email", None, lazy("When no e-mail is sent: at no time"), "It waits by itself until it is read."),
        _ours(
            "letters.in-batch",
            100,
            lazy("How many letters are printed together at most"),
            "What one person can fold in an hour, and one PDF holds with ease.",
            "letters",
        ),
        _ours(
            "letters.kept",
            30,
            lazy("How long we keep what a letter said after it was posted"),
            "For a letter that comes back. Then only that it was sent is kept.",
            "days",
        ),
        _ours(
            "problems.shown", 30, lazy("How long stopped messages are listed"), "A month is looked back upon.", "days"
        ),
        _ours(
            "sms.parts",
            4,
            lazy("How long a text message may be"),
            "Longer ones arrive in pieces, or not at all; say less, or write.",
            "text messages",
        ),
        _ours(
            "jobs.waits",
            (5, 30, 120, 600, 1800),
            lazy("How long we wait before each new try, when work in the background fails"),
            "A database that restarts is waited for.",
            "seconds",
        ),
        _ours(
            "jobs.lease",
            60,
            lazy("After how long work is given to another program when the first has stopped"),
            "Renewed while the work goes on; when it is not, the program is gone.",
            "seconds",
        ),
        _ours(
            "worker.late",
            10,
            lazy("When staff are told that nothing is being sent"),
            "The program looks every minute; after ten it is not running.",
            "minutes",
        ),
        _ours(
            "jobs.kept",
            14,
            lazy("How long we keep that background work was done"),
            "It holds ids only, and is kept to find faults.",
            "days",
        ),
    ],
)


def wait_before_try(tries: int, at: datetime) -> timedelta | None:
    """How long to wait after `tries` tries failed; None when it is time to give up."""
    waits = SETTINGS.value("messages.waits", day_of(at))
    return timedelta(minutes=waits[tries - 1]) if tries <= len(waits) else None


def wait_before_attempt(attempts: int, at: datetime) -> timedelta | None:
    """How long a job waits after `attempts` attempts failed; None when it is not run again."""
    waits = SETTINGS.value("jobs.waits", day_of(at))
    return timedelta(seconds=waits[attempts - 1]) if attempts <= len(waits) else None


def quiet_until(channel: str, at: datetime) -> datetime | None:
    """When the quiet hours of a channel end, if `at` is within them; None when it may go now.

    Hours are those of the clock on the wall in England.
    """
    hours = SETTINGS.value(f"quiet.{channel}", day_of(at))
    if hours is None:
        return None
    starts, ends = hours
    local = at.astimezone(LONDON)
    if ends <= local.time() < starts:
        return None
    day = local.date() if local.time() < ends else local.date() + timedelta(days=1)
    return datetime.combine(day, ends, tzinfo=LONDON).astimezone(at.tzinfo)


def sms_parts(text: str) -> int:
    """How many text messages a telephone network makes of a text, joined again on the telephone.

    Source: 3GPP TS 23.038 (the 7-bit alphabet: 160 signs, 153 when joined; any other script: 70, 67 when joined).
    """
    if all(sign in _SEVEN_BIT or sign in _SEVEN_BIT_DOUBLE for sign in text):
        length, alone, joined = sum(2 if sign in _SEVEN_BIT_DOUBLE else 1 for sign in text), 160, 153
    else:
        length, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else -(-length // joined)


def lease_ends(at: datetime) -> datetime:
    """Until when whoever sends a message now has it for themselves."""
    return at + timedelta(minutes=SETTINGS.value("messages.lease", day_of(at)))


def last_due_daily(at_time: time, at: datetime) -> datetime:
    """The last moment, at or before `at`, at which a job that runs daily at a wall-clock time was due.

    One moment a day: when the clock goes back, the first of the two; when it goes forward over the time, the moment
    just after the gap.
    """
    today = at.astimezone(LONDON).date()
    for day in (today, today - timedelta(days=1)):
        due = datetime.combine(day, at_time, tzinfo=LONDON).astimezone(at.tzinfo)
        if due <= at:
            return due
    raise AssertionError("a time of yesterday is before now")


def last_due_every(every: timedelta, at: datetime) -> datetime:
    """The last moment, at or before `at`, on the grid of an interval. The grid does not move with summer time."""
    seconds = int(every.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=at.tzinfo)
