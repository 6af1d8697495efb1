"""Ask a message's kind whether it may go now, which way, and what it says.

Serves sending and the writing of letters: the one place from which `prepare` is called. Refuses to let an error of a
kind end the worker, and to keep what such an error says.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.utils import translation

from ...kernel.errors import NotFound
from ..channels import CannotGo, TryLater
from ..channels.refusals import NotDelivered
from ..kinds import Answer, Channel, Later, MessageKind, Prepared, Stopped, StopReason, UnknownKind, kind_named
from ..models import Message
from ..rules import quiet_until

log = logging.getLogger(__name__)


def ask_kind(message: Message, at: datetime) -> tuple[Answer, str]:
    """What the kind answers, and the subject line. Raises `TryLater`, `CannotGo`.

    Quiet hours are added here, for every kind but those that somebody waits for at that moment.
    """
    try:
        kind = kind_named(message.kind)
    except UnknownKind:
        raise CannotGo("kind") from None
    answer = _prepare(kind, message, at)
    if not isinstance(answer, Prepared):
        return answer, ""
    if answer.channel == Channel.LETTER and message.organisation_id is None:
        raise CannotGo("no-organisation")
    if not kind.at_any_time and answer.channel != Channel.LETTER and (until := quiet_until(answer.channel, at)):
        return Later(until), ""
    return answer, _subject_line(kind, message, answer)


def _prepare(kind: MessageKind, message: Message, at: datetime) -> Answer:
    ids = {name: UUID(value) if isinstance(value, str) else value for name, value in message.subject_ids.items()}
    try:
        answer = kind.prepare(ids, at)
    except NotDelivered:
        raise
    except NotFound:
        return Stopped(StopReason.GONE)
    except Exception as error:  # a kind is another component's code: the outbox goes on, and the problem is listed
        log.error("%s could not be prepared (%s).", kind.name, type(error).__name__)
        raise TryLater("prepare") from None
    if not isinstance(answer, Prepared | Stopped | Later):
        log.error("%s answered with a %s.", kind.name, type(answer).__name__)
        raise CannotGo("prepare")
    return answer


def _subject_line(kind: MessageKind, message: Message, prepared: Prepared) -> str:
    """The kind's own subject line, in the language of the message; another only when the message is about nobody."""
    with translation.override(prepared.language):
        fixed = str(kind.subject)
    if prepared.subject and prepared.subject != fixed:
        if message.person_id is not None:
            raise CannotGo("subject")
        return prepared.subject
    return fixed
