"""What our e-mails about updates say, decided at the moment they go.

Serves the outbox. Refuses to send to whoever said stop in the meantime, and to name a topic in the subject line of the
e-mail that asks: a shared screen may show it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ...kernel.clock import day_of
from ...messages.kinds import Answer, Channel, Ids, MessageKind, Prepared, Stopped, StopReason
from ..permissions import LinkFor, sign_link
from ..queries import RequestShown, get_recipient, get_request_to_mail
from ..rules import TOPICS, setting
from ..services.bulletins import BULLETIN_KIND
from ..services.updates import CONFIRMATION


def prepare_confirmation(ids: Ids, at: datetime) -> Answer:
    """The e-mail that asks whether somebody wants our updates, with what they get already, if anything."""
    found = get_request_to_mail(_uuid(ids, "request_id"), at=at)
    if found is None:
        return Stopped(StopReason.GONE)
    asked, held = found
    with override(asked.language):
        text = _confirmation_text(asked, held, hours=setting("updates.confirm-within", day_of(at)))
    return Prepared(channel=Channel.EMAIL, address=asked.email, text=text, language=asked.language)


def prepare_bulletin(ids: Ids, at: datetime) -> Answer:
    """One update for one reader, unless they stopped updates or left its topic out since it was queued."""
    subscription_id = _uuid(ids, "subscription_id")
    found = get_recipient(_uuid(ids, "bulletin_id"), subscription_id)
    if found is None:
        return Stopped(StopReason.NOT_WANTED)
    stop = _address("site:stop-updates", sign_link(LinkFor.STOP, subscription_id))
    with override(found.language):
        why = _("You get this because you asked for updates on: %(topic)s.") % {"topic": str(TOPICS[found.topic])}
        text = "\n\n".join([found.text, why, _("To stop all our updates, open this page:"), stop])
    return Prepared(
        channel=Channel.EMAIL,
        address=found.email,
        subject=found.subject,
        text=text,
        language=found.language,
        stop_address=stop,
    )


def _confirmation_text(asked: RequestShown, held: tuple[str, ...], *, hours: int) -> str:
    link = _address("site:confirm-updates", sign_link(LinkFor.CONFIRM, asked.id))
    parts = [
        _("Somebody, we hope you, asked us to send updates to this address."),
        _("Updates about: %(topics)s.") % {"topics": _named(asked.topics)},
    ]
    if held:
        parts.append(_("You get these now: %(topics)s. The new choice takes their place.") % {"topics": _named(held)})
    parts += [
        _("To say yes, open this page and press the button:"),
        link,
        _("It works for %(hours)d hours. If you did not ask for this, do nothing. We will not write again.")
        % {"hours": hours},
    ]
    return "\n\n".join(parts)


def _named(topics: tuple[str, ...]) -> str:
    return "; ".join(str(TOPICS[topic]) for topic in topics if topic in TOPICS)


def _address(name: str, token: str) -> str:
    return f"{settings.ADDRESS}{reverse(name, args=[token])}"


def _uuid(ids: Ids, name: str) -> UUID:
    return UUID(str(ids[name]))


MESSAGE_KINDS = (
    MessageKind(
        name=CONFIRMATION,
        label=gettext_lazy("Question whether somebody wants updates"),
        subject=gettext_lazy("Please confirm your email address"),
        ids=frozenset({"request_id"}),
        prepare=prepare_confirmation,
        at_any_time=True,
    ),
    MessageKind(
        name=BULLETIN_KIND,
        label=gettext_lazy("Update by email"),
        subject=gettext_lazy("An update from whatmatters"),
        ids=frozenset({"bulletin_id", "subscription_id"}),
        prepare=prepare_bulletin,
    ),
)
"""The site's kinds of message, for the project's wiring."""
