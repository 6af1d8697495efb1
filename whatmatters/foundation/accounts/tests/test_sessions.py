"""A session: whose it is, how long it counts, and what one request costs."""

from __future__ import annotations

import pytest
from django.test import Client

from ...kernel.actor import Role
from ...people.models import Organisation
from ..session_engine import SessionStore
from .fixtures import account_for_tests, sign_in_for_tests

pytestmark = pytest.mark.django_db


def organisation(name: str = "Elm Practice") -> Organisation:
    return Organisation.objects.create(name=name, kind="practice")


def test_session_account_and_posts_are_one_statement(django_assert_num_queries) -> None:
    """The middleware reads who asks, and every post they hold, at once."""
    elm, oak = organisation(), organisation("Oak Practice")
    account = account_for_tests(posts=[(Role.COACH, elm.pk), (Role.ADMINISTRATOR, oak.pk)])
    client = sign_in_for_tests(Client(), account)
    key = client.cookies["whatmatters_session"].value
    with django_assert_num_queries(1):
        found = SessionStore(key).who()
    assert found.id == account.pk
    assert [(post.role, post.organisation_name) for post in found.actor.posts] == [
        (Role.COACH, "Elm Practice"),
        (Role.ADMINISTRATOR, "Oak Practice"),
    ]
