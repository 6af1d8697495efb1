"""What is decided about updates by e-mail: what they are about, how long a request lives, what an update must have."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from ...kernel.clock import day_of
from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _, lazy
from .settings import setting

TOPICS = {
    "news": lazy("News about personalised care"),
    "groups": lazy("New groups and services near you"),
    "rights": lazy("Changes to your rights"),
    "site": lazy("Changes to this site"),
}
"""What somebody can ask to hear about."""

LONGEST_SUBJECT = 150
"""What the outbox can hold as a subject line."""


def topics_reasons(topics: Collection[str]) -> Reasons:
    """Why these topics cannot be asked for."""
    if topics and set(topics) <= TOPICS.keys():
        return YES
    return (Reason("updates.topics", _("Choose at least one thing to hear about."), "topics"),)


def request_is_live(asked_at: datetime, at: datetime) -> bool:
    """Whether the link in the e-mail can still be used. Ours."""
    return at < asked_at + timedelta(hours=setting("updates.confirm-within", day_of(at)))


def may_mail_again(asked_today: int, at: datetime) -> bool:
    """Whether one address may be sent another such e-mail, having been sent so many within a day. Ours."""
    return asked_today < setting("updates.mails-a-day", day_of(at))


def bulletin_reasons(*, topic: str, subject: str, text: str) -> Reasons:
    """Why an update cannot be sent as it is."""
    reasons = []
    if topic not in TOPICS:
        reasons.append(Reason("bulletin.topic", _("Choose what the update is about."), "topic"))
    if not subject.strip() or len(subject) > LONGEST_SUBJECT or "\n" in subject:
        words = _("Write a subject on one line, of up to %(most)d characters.") % {"most": LONGEST_SUBJECT}
        reasons.append(Reason("bulletin.subject", words, "subject"))
    if not text.strip():
        reasons.append(Reason("bulletin.text", _("Write what you want to tell people."), "text"))
    return tuple(reasons)
