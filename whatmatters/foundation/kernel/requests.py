"""A request as our middleware leaves it: with who asks."""

from __future__ import annotations

from django.http import HttpRequest

from .actor import Actor


class Request(HttpRequest):
    """For annotations of views: `actor` is set by the middleware of `accounts`, `STRANGER` when nobody signed in."""

    actor: Actor
