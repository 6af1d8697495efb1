"""`_("…")` and `{% trans %}` for templates, quick because each text is looked up once for each language.

Serves: `project.jinja`. Refuses: nothing. Why our own: a layout has some twenty texts, and Django's lookup with Jinja's
wrapping takes about ten microseconds for each. As with Jinja's own, a text is a format (write `%%` for a per cent
sign), and what is filled in is escaped.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils import translation
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from whatmatters.foundation.nhsuk.markup import rendered


@lru_cache(maxsize=8192)
def _text(language: str | None, context: str, message: str) -> Markup:
    """The translation, trusted: it is ours, as the template is. `language` is part of the question."""
    return rendered(translation.pgettext(context, message) if context else translation.gettext(message))


@lru_cache(maxsize=8192)
def _settled(language: str | None, context: str, message: str) -> Markup:
    """The translation of a text with nothing to fill in."""
    return _text(language, context, message) % {}


@pass_context
def gettext(page: Context, message: str, /, **variables: object) -> Markup:
    """A text in the reader's language, with its variables filled in."""
    language = page.get("page_language") or translation.get_language()
    return _text(language, "", message) % variables if variables else _settled(language, "", message)


@pass_context
def pgettext(page: Context, context: str, message: str, /, **variables: object) -> Markup:
    """A text whose English alone could mean two things; `context` says which."""
    language = page.get("page_language") or translation.get_language()
    return _text(language, context, message) % variables if variables else _settled(language, context, message)


def ngettext(one: str, many: str, num: int, /, **variables: object) -> Markup:
    """A text that depends on a number, which is filled in as `num`."""
    return rendered(translation.ngettext(one, many, num)) % {"num": num, **variables}


def npgettext(context: str, one: str, many: str, num: int, /, **variables: object) -> Markup:
    """A text that depends on a number and has a context."""
    return rendered(translation.npgettext(context, one, many, num)) % {"num": num, **variables}


def forget() -> None:
    """Look every text up again: for tests that add a language."""
    _text.cache_clear()
    _settled.cache_clear()
