"""The hidden field that shows a form came from a page of ours, for pages that have one in every header.

Serves the layout's context. The token is Django's own: the secret of the cookie, masked anew for each page, so that a
compressed page gives nothing away. Django asks the system for chance once a character; we ask once a page, which was a
sixth of the time of a list page. `tests/test_forgery.py` holds the two together.
"""

from __future__ import annotations

import secrets

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

_CHARS = CSRF_ALLOWED_CHARS
_PLACES = {char: place for place, char in enumerate(_CHARS)}
_FAIR = 256 - 256 % len(_CHARS)
"""Bytes from here on would make the first characters likelier than the others."""


def forgery_field(request: HttpRequest) -> SimpleLazyObject:
    """The field as markup; made only where a page has a form, because it sends the cookie again."""
    return SimpleLazyObject(lambda: _field(token_for(request)))


def token_for(request: HttpRequest) -> str:
    """A token that Django's check takes for this request."""
    secret = request.META.get("CSRF_COOKIE", "")
    if len(secret) != CSRF_SECRET_LENGTH:
        return get_token(request)  # no cookie yet, or one of another shape: Django makes it
    request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    mask = _chance(CSRF_SECRET_LENGTH)
    pairs = zip(secret, mask, strict=True)
    return mask + "".join(_CHARS[(_PLACES[one] + _PLACES[other]) % len(_CHARS)] for one, other in pairs)


def _chance(length: int) -> str:
    fair = [_CHARS[byte % len(_CHARS)] for byte in secrets.token_bytes(2 * length) if byte < _FAIR]
    return "".join(fair[:length]) if len(fair) >= length else _chance(length)


def _field(token: str) -> SafeString:
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
