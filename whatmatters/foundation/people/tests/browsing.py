"""Words for tests of pages: get a page, send a form, each with the status that is expected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

SignedIn = Callable[..., Any]
NASTY = '<script>alert("1")</script>{{ 7*7 }}'


def get(client: Client, name: str, /, *args: object, status: int = 200, **query: str) -> str:
    """The text of a page."""
    response = client.get(reverse(f"people:{name}", args=args), query)
    assert response.status_code == status, (name, response.status_code, response.content[:500])
    return response.content.decode()


def post(client: Client, name: str, /, *args: object, status: int = 302, **typed: object) -> Any:
    """The answer to a form."""
    response = client.post(reverse(f"people:{name}", args=args), typed)
    assert response.status_code == status, (name, response.status_code, response.content.decode()[-3000:])
    return response
