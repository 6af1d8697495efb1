"""Which pages somebody may open without signing in: none, unless its view says so here or the settings name it.

Serves every component's views (as a decorator) and the middleware of `accounts`, which leads everybody else to the
sign-in page. Whole parts that are public, such as the site, are named in `settings.OPEN_TO_STRANGERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.urls import ResolverMatch

View = TypeVar("View", bound=Callable[..., Any])


def open_to_strangers(view: View) -> View:
    """Mark a view that answers people who have not signed in. It then checks for itself what it may show."""
    view.is_open_to_strangers = True  # type: ignore[attr-defined]
    return view


def is_open(view: Callable[..., Any], match: ResolverMatch | None) -> bool:
    """Whether a view answers people who have not signed in."""
    if getattr(view, "is_open_to_strangers", False):
        return True
    names = {match.namespace, match.url_name} if match else set()
    return bool(names & set(settings.OPEN_TO_STRANGERS))
