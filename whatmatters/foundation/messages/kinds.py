"""Kinds of message: what each is called, what it needs, and who decides whether and how it may go.

Serves components, which register their kinds in the one table `MESSAGE_KINDS` of the project's wiring, and the
services here, which look them up by name. Refuses to know persons, consent or appointments: a kind's `prepare` does.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

Ids = Mapping[str, UUID | int]
"""What a message is about: names that end in `_id`, and nothing but ids."""


class Channel(StrEnum):
    """A way for a message to go."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """The way in words."""
        return str(_CHANNEL_LABELS[self])


_CHANNEL_LABELS = {Channel.EMAIL: _("E-mail"), Channel.SMS: _("Text message"), Channel.LETTER: _("Letter")}


class StopReason(StrEnum):
    """Why a message will not go. Kept with it, and shown to staff in words that tell nothing else."""

    CONSENT = "consent-withdrawn"
    DIED = "died"
    NO_SAFE_WAY = "no-safe-way"
    SUPERSEDED = "superseded"
    GONE = "gone"
    NOT_WANTED = "not-wanted"


@dataclass(frozen=True, slots=True)
class Stopped:
    """What `prepare` answers when the message must not go at all."""

    reason: StopReason


@dataclass(frozen=True, slots=True)
class Later:
    """What `prepare` answers when the message may go, but not before `until` (the person's safe times)."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What `prepare` answers when the message may go now: which way, where to, and the words.

    `address` is one e-mail address, one telephone number, or the lines of a postal address with the name first.
    `text` is plain paragraphs with an empty line between them; a web address stands on a line of its own. The subject
    line is the kind's; `subject` is for messages that are about nobody (news), and is refused otherwise. `stop_address`
    is where one click ends such messages. A letter may be in large print, and names who writes in `sender` (lines).
    `language` is a code such as `en-gb`; the kind has written `text` in it.
    """

    channel: Channel
    address: str = field(repr=False)
    text: str = field(repr=False)
    subject: str = field(default="", repr=False)
    language: str = "en-gb"
    stop_address: str = field(default="", repr=False)
    sender: str = ""
    large_print: bool = False


Answer = Prepared | Stopped | Later


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKind:
    """One kind of message.

    `name` is stable. `label` says to staff what it is; `subject` is its subject line, the same for everybody, so that
    nothing about a person can be in it. `ids` are the names that `queue_message` must be given, each ending in `_id`;
    of these, `person_id` and `organisation_id` say whom the message is about and who may see it. `prepare(ids, at)`
    decides at the time of sending. `at_any_time` is for what somebody waits for at that moment, such as a new
    password.
    """

    name: str
    label: Any
    subject: Any
    ids: frozenset[str]
    prepare: Callable[[Ids, datetime], Answer]
    at_any_time: bool = False

    def __post_init__(self) -> None:
        if wrong := sorted(name for name in self.ids if not name.endswith("_id")):
            raise ValueError(f"{self.name}: the names of ids end in _id, and these do not: {', '.join(wrong)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """One line of the schedule: a job without arguments, by its path (`whatmatters.….jobs.name`), and when it is due.

    Either `every` (whole seconds) or `daily_at` (by the clock on the wall in England).
    """

    name: str
    job: str
    every: timedelta | None = None
    daily_at: time | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.daily_at is None):
            raise ValueError(f"{self.name}: say either every or daily_at")


class UnknownKind(LookupError):
    """No component registered a kind of this name."""


def kind_named(name: str) -> MessageKind:
    """The kind of this name. Raises `UnknownKind`."""
    try:
        return _kinds(settings.WIRING)[name]
    except KeyError:
        raise UnknownKind(name) from None


def all_kinds() -> list[MessageKind]:
    """Every kind that is registered, by name."""
    return sorted(_kinds(settings.WIRING).values(), key=lambda kind: kind.name)


def schedule() -> tuple[Scheduled, ...]:
    """The lines of the schedule."""
    return tuple(importlib.import_module(settings.WIRING).SCHEDULE)


@functools.cache
def _kinds(wiring: str) -> dict[str, MessageKind]:
    """The table, read when it is first needed: components are loaded by then."""
    kinds = tuple(importlib.import_module(wiring).MESSAGE_KINDS)
    table = {kind.name: kind for kind in kinds}
    if len(table) != len(kinds):
        raise ValueError(f"{wiring}: two kinds of message have one name")
    return table
