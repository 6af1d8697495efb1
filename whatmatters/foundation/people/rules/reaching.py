"""Which way to reach somebody: the preferred and safe one, or why there is none.

Serves every message at the moment it is sent. Refuses whoever has died or moved away, a way that is not safe, and an
address that is secret. Never falls back from a safe way to an unsafe one: then nothing is sent, and staff are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...kernel.translating import _

CHANNELS = ("email", "sms", "letter")


@dataclass(frozen=True, slots=True)
class Way:
    """How to reach the person: `channel` is `email`, `sms` or `letter`; `address` is what to send to.

    `language` is a BCP 47 code or empty, `formats` codes of `rules.communication.FORMATS`.
    """

    channel: str
    address: str
    language: str
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoWay:
    """Why the person cannot be reached by a message; `code` is stable, `reason` is words for staff."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Point:
    """A way that is on the record: `channels` it serves, and whether it is safe."""

    channels: tuple[str, ...]
    address: str
    is_safe: bool = True


def choose_way(
    *,
    state: str,
    preferred: str,
    points: list[Point],
    language: str,
    formats: tuple[str, ...],
    has_unsafe: bool = False,
) -> Way | NoWay:
    """The way to use. `points` come in the person's own order of preference within a channel."""
    if state in _STOPPED:
        return NoWay(state, _STOPPED[state]())
    if preferred == "phone":
        return NoWay("wants-a-call", _("The person wants a telephone call, not a message."))
    safe = [point for point in points if point.is_safe and point.address.strip()]
    for channel in dict.fromkeys((preferred, *CHANNELS)):
        for point in safe:
            if channel in CHANNELS and channel in point.channels:
                return Way(channel, point.address, language, formats)
    if has_unsafe or any(not point.is_safe for point in points):
        return NoWay("no-safe-way", _("No way that is safe for this person is on the record. Speak to them first."))
    return NoWay("no-way", _("No email, mobile number or address is on the record."))


_STOPPED = {
    "died": lambda: _("The person has died. Nothing is sent."),
    "moved-away": lambda: _("The person has moved away. Nothing is sent."),
    "merged": lambda: _("This record was joined into another."),
}


def is_current(ends_before: date | None, day: date) -> bool:
    """Whether a way or address still holds on a day."""
    return ends_before is None or ends_before > day
