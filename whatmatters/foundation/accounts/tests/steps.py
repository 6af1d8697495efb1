"""Steps that several tests of sign-in take: a place with staff, a browser at the sign-in page, the links of e-mails."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from ...kernel.actor import Role
from ...messages.kinds import Prepared, kind_named
from ...messages.models import Message
from ...people.models import Organisation
from ..models import Account, Session, TotpDevice
from ..queries.set_up import get_secret
from ..rules.codes import code_at
from .fixtures import SETTING_UP, account_for_tests

PASSWORD = "marble teapot lantern"


def now() -> datetime:
    """The real time: the pages ask the real clock."""
    return datetime.now(UTC)


def an_organisation(name: str = "Elm Practice", kind: str = "practice", ods_code: str = "") -> Organisation:
    """An organisation."""
    return Organisation.objects.create(name=name, kind=kind, ods_code=ods_code)


def a_worker(
    organisation: Organisation, role: Role = Role.LINK_WORKER, *, name: str = "Wen Li", with_app: bool = True
) -> Account:
    """Somebody with a password, a post and (unless it is not wanted) an app."""
    account = account_for_tests(name, posts=[(role, organisation.pk)], password=PASSWORD, at=now() - timedelta(days=1))
    if with_app:
        with_an_app(account)
    return account


def with_an_app(account: Account) -> None:
    """Give an account an app that is confirmed."""
    from ..services.totp import confirm_device, make_device

    before = now() - timedelta(hours=1)
    make_device(account_id=account.pk, at=before)
    confirm_device(account_id=account.pk, code=code_of(account, before), by=SETTING_UP, at=before)


def code_of(account: Account, at: datetime | None = None) -> str:
    """The code that the account's app shows."""
    return code_at(get_secret(TotpDevice.objects.get(account=account)), at or now())


def sign_in(client: Client, account: Account, password: str = PASSWORD, **more: str) -> Any:
    """Fill in the sign-in page."""
    name = account.email or account.username
    return client.post("/sign-in", {"name": name, "password": password, **more})


def who_is(client: Client) -> UUID | None:
    """Whose session the browser has: asked of the page of the account."""
    response = client.get("/account")
    if response.status_code != 200:
        return None
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    from ..session_engine import hash_of

    return Session.objects.get(key_hash=hash_of(key)).account_id


def last_mail(kind: str, at: datetime | None = None) -> Prepared:
    """What the outbox would send for the newest message of a kind."""
    message = Message.objects.filter(kind=kind).order_by("-created_at").first()
    assert message is not None
    answer = answer_of(message, at)
    assert isinstance(answer, Prepared), answer
    return answer


def answer_of(message: Message, at: datetime | None = None) -> object:
    """What the kind of a message answers now."""
    ids = {name: UUID(str(value)) for name, value in message.subject_ids.items()}
    return kind_named(message.kind).prepare(ids, at or now())


def link_in(mail: Prepared) -> str:
    """The path of the link in an e-mail."""
    found = re.search(re.escape(settings.ADDRESS) + r"(/\S+)", mail.text)
    assert found
    return found[1]


def age_sessions(minutes: int, *, started: bool = False) -> None:
    """Make every session look as if nobody used it (or as if it began) some minutes ago."""
    before = now() - timedelta(minutes=minutes)
    Session.objects.update(seen_at=now() if started else before, started_at=before)
