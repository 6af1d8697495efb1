"""The e-mails of sign-in: whether each may go now, to whom, and what it says.

Serves the outbox, which asks at the moment of sending (`MESSAGE_KINDS` stands in the project's wiring). Refuses to
write to a closed account, for a used or old link, or for somebody who has died. None says whose record it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ...messages.kinds import Answer, Channel, Ids, MessageKind, Prepared, Stopped, StopReason
from ...people.queries.proxies import list_acting_now
from ..models import Account, EmailChange
from ..rules.practice import minutes
from .accounts import find_account
from .email_change import address_to_agree
from .passes import address_of, find_open_pass

GONE = Stopped(StopReason.GONE)


def _invitation(words: Callable[[], str]) -> Callable[[Ids, datetime], Answer]:
    """An invitation whose first lines are `words`."""

    def prepare(ids: Ids, at: datetime) -> Answer:
        found = find_open_pass(_uuid(ids["pass_id"]), at=at)
        if found is None:
            return GONE
        one, account = found
        days = minutes("invitation", at).days
        return _written(
            account,
            lambda: [
                words(),
                _("Open this page to choose a password:"),
                address_of(one),
                _("It works once, for %(days)d days. If it is too late, ask for a new one.") % {"days": days},
                _("If you did not expect this, do nothing. Nobody can sign in without this email."),
            ],
        )

    return prepare


def _while_acting(prepare: Callable[[Ids, datetime], Answer]) -> Callable[[Ids, datetime], Answer]:
    """Word to a proxy, only while they may act for the person: what was ended in between is not told."""

    def checked(ids: Ids, at: datetime) -> Answer:
        acting = {one.account_id for one in list_acting_now(_uuid(ids["person_id"]), at=at)}
        found = find_open_pass(_uuid(ids["pass_id"]), at=at) if "pass_id" in ids else None
        account_id = found[1].pk if found else ids.get("account_id")
        return prepare(ids, at) if str(account_id) in acting else GONE

    return checked


def _new_password(ids: Ids, at: datetime) -> Answer:
    found = find_open_pass(_uuid(ids["pass_id"]), at=at)
    if found is None:
        return GONE
    one, account = found
    lasts = int(minutes("password-link", at).total_seconds() // 60)
    return _written(
        account,
        lambda: [
            _("Somebody, we hope you, asked for a new password for whatmatters."),
            _("Open this page to choose one:"),
            address_of(one),
            _("It works once, for %(minutes)d minutes.") % {"minutes": lasts},
            _("If it was not you, do nothing. Your password stays as it is."),
        ],
    )


def _notice(*words: Callable[[], str]) -> Callable[[Ids, datetime], Answer]:
    """A few sentences to the owner of an account, with the way to sign in."""

    def prepare(ids: Ids, at: datetime) -> Answer:
        account = Account.objects.select_related("person").filter(pk=_uuid(ids["account_id"]), closed_at=None).first()
        if account is None or not account.email:
            return GONE
        return _written(account, lambda: [*(line() for line in words), settings.ADDRESS])

    return prepare


def _agree_to_email(side: str, words: Callable[[], str]) -> Callable[[Ids, datetime], Answer]:
    """The link by which the old or the new address agrees."""

    def prepare(ids: Ids, at: datetime) -> Answer:
        waiting = EmailChange.objects.filter(pk=_uuid(ids["change_id"]), expires_at__gt=at, account__closed_at=None)
        change = waiting.select_related("account").first()
        if change is None or (side == "new" and find_account(change.new_email)):
            return GONE
        address = change.new_email if side == "new" else change.account.email
        closing = _("If you did not ask for this, do nothing, and choose a new password soon.")
        return _written(change.account, lambda: [words(), address_to_agree(change, side), closing], address)

    return prepare


def _written(account: Account, paragraphs: Callable[[], list[str]], address: str = "") -> Answer:
    """The e-mail, in the language of the account; nothing for somebody who has died."""
    if account.person and account.person.state == "died":
        return Stopped(StopReason.DIED)
    language = account.language or settings.LANGUAGE_CODE
    with translation.override(language):
        greeting = _("Hello %(name)s,") % {"name": account.name}
        text = "\n\n".join([greeting, *paragraphs()])
    return Prepared(channel=Channel.EMAIL, address=address or account.email, text=text, language=language)


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _kind(name: str, label: Any, subject: Any, ids: str, prepare: Callable[[Ids, datetime], Answer]) -> MessageKind:
    """All of these are waited for at that moment."""
    return MessageKind(
        name=f"accounts.{name}",
        label=label,
        subject=subject,
        ids=frozenset(ids.split()),
        prepare=prepare,
        at_any_time=True,
    )


MESSAGE_KINDS = (
    _kind(
        "staff-invitation",
        lazy("Invitation to staff"),
        lazy("Your invitation to whatmatters"),
        "pass_id organisation_id",
        _invitation(lambda: _("You are invited to work with whatmatters, which supports personalised care.")),
    ),
    _kind(
        "invitation",
        lazy("Invitation to a person"),
        lazy("Your invitation to whatmatters"),
        "pass_id person_id organisation_id",
        _invitation(lambda: _("You can now see and write down what matters to you, on your own page.")),
    ),
    _kind(
        "proxy-invitation",
        lazy("Invitation to act for a person"),
        lazy("Your invitation to whatmatters"),
        "pass_id person_id",
        _while_acting(_invitation(lambda: _("Somebody you know would like you to act for them in whatmatters."))),
    ),
    _kind(
        "new-password",
        lazy("Link for a new password"),
        lazy("Choose a new password"),
        "pass_id",
        _new_password,
    ),
    _kind(
        "new-post",
        lazy("Notice of a new role"),
        lazy("You have a new role in whatmatters"),
        "account_id organisation_id",
        _notice(
            lambda: _("You were given a new role in whatmatters. Sign in as you always do to see it."),
        ),
    ),
    _kind(
        "new-proxy",
        lazy("Notice to somebody who may act for a person"),
        lazy("You can act for somebody in whatmatters"),
        "account_id person_id",
        _while_acting(
            _notice(lambda: _("Somebody you know would like you to act for them. Sign in as you always do to see it."))
        ),
    ),
    _kind(
        "proxy-ended",
        lazy("Notice to somebody who no longer acts for a person"),
        lazy("A change in whom you act for"),
        "account_id person_id",
        _notice(lambda: _("You no longer act for somebody in whatmatters. You need not do anything.")),
    ),
    _kind(
        "password-changed",
        lazy("Notice of a new password"),
        lazy("Your password was changed"),
        "account_id",
        _notice(
            lambda: _("The password of your account was just changed."),
            lambda: _("If it was not you, choose a new password at once with “I forgot my password” on this page:"),
        ),
    ),
    _kind(
        "email-change-old",
        lazy("Change of email address: the old one"),
        lazy("Is this your new email address?"),
        "change_id",
        _agree_to_email(
            "old", lambda: _("Somebody asked to move your account to another email address. Open this page to agree:")
        ),
    ),
    _kind(
        "email-change-new",
        lazy("Change of email address: the new one"),
        lazy("Is this your email address?"),
        "change_id",
        _agree_to_email("new", lambda: _("Open this page to use this email address for your account:")),
    ),
)
"""For the table of kinds in the project's wiring."""
