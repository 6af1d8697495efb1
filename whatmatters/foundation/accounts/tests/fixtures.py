"""Fixtures for every component's tests: accounts, and clients that are signed in as one.

Loaded for the whole suite by the `conftest.py` at the top.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from ...kernel.actor import Actor, Post, Role
from ..models import Account, Membership
from ..services.accounts import give_post, make_account
from ..services.door import Door
from ..session_engine import SessionStore

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
SETTING_UP = Actor.system("tests")


def sign_in_for_tests(client: Client, account: Account | UUID, *, way_in: str = "code") -> Client:
    """Give the client a session of the account, as if every step of signing in were done."""
    store = SessionStore()
    Door(store, "127.0.0.1").let_in(account if isinstance(account, UUID) else account.pk, way_in)
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key or ""
    return client


def account_for_tests(
    name: str = "Ola Okoye",
    *,
    posts: list[tuple[Role, UUID]] | None = None,
    person_id: UUID | None = None,
    email: str = "",
    at: datetime = AT,
    **more: Any,
) -> Account:
    """An account made through the services, with posts as (role, organisation id)."""
    address = email or f"{uuid4().hex[:12]}@example.org"
    account_id = make_account(name=name, email=address, person_id=person_id, by=SETTING_UP, at=at, **more)
    for role, organisation_id in posts or ():
        give_post(account_id=account_id, organisation_id=organisation_id, role=role, by=SETTING_UP, at=at)
    return Account.objects.get(pk=account_id)


def actor_of(account: Account) -> Actor:
    """The Actor that the middleware would make of an account."""
    held = Membership.objects.filter(account=account, ended_at=None).select_related("organisation")
    posts = tuple(Post(Role(post.role), post.organisation_id, post.organisation.name) for post in held)
    return Actor(str(account.pk), account.name, posts, account.person_id)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Passwords are hashed in a moment: what makes them slow to guess is Django's to test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def make_test_account(db: None) -> Callable[..., Account]:
    """`account_for_tests`, with the database."""
    return account_for_tests


@pytest.fixture
def signed_in(db: None) -> Callable[..., Client]:
    """A client signed in as a new account: `signed_in("Ola", posts=[(Role.LINK_WORKER, organisation.id)])`.

    The account is `client.account`, the Actor `client.actor`.
    """

    def _signed_in(name: str = "Ola Okoye", **more: Any) -> Client:
        account = account_for_tests(name, **more)
        client = sign_in_for_tests(Client(), account)
        client.account, client.actor = account, actor_of(account)  # type: ignore[attr-defined]
        return client

    return _signed_in
