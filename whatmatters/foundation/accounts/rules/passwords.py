"""What makes a password good enough: length, and that nobody would try it first. No rule about its composition.

Source: NCSC, "Password policy: updating your approach" (length, a deny list, no complexity rules, no expiry).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _
from .practice import figure

LONGEST = 256
"""Longer ones are refused, so that nobody makes us hash a book."""

_SHARE = 0.6
"""A common word that makes up this share of a password gives it away, whatever stands round it."""


def password_reasons(
    password: str, *, common: frozenset[str] | set[str], about: Iterable[str], at: datetime
) -> Reasons:
    """Why this password will not do; empty when it will.

    `common` are passwords that people try first, in small letters; `about` are words about the account itself (name,
    e-mail address), which are easy to guess too.
    """
    shortest = figure("password-length", at)
    if len(password) < shortest:
        words = _("Use %(number)d characters or more. Three words that do not belong together are easy to remember.")
        return (Reason("password.short", words % {"number": shortest}, "password"),)
    if len(password) > LONGEST:
        return (Reason("password.long", _("Use %(number)d characters or fewer.") % {"number": LONGEST}, "password"),)
    if _is_easy(password.casefold(), common, about):
        words = _("That password is easy to guess. Choose three words that do not belong together.")
        return (Reason("password.easy", words, "password"),)
    return YES


def _is_easy(password: str, common: frozenset[str] | set[str], about: Iterable[str]) -> bool:
    letters = "".join(sign for sign in password if sign.isalpha())
    if password in common or len(set(password)) < 4 or _is_run(password):
        return True
    if letters in common and len(letters) >= _SHARE * len(password):
        return True
    words = {"whatmatters", *(part for text in about for part in _parts(text.casefold()))}
    return any(len(word) >= 4 and word in password and len(word) >= _SHARE * len(password) for word in words)


def _parts(text: str) -> list[str]:
    """A text, its pieces, and the pieces joined: `jo.bloggs@example.org` is guessed in many ways."""
    pieces = "".join(sign if sign.isalnum() else " " for sign in text).split()
    return [text, *pieces, "".join(pieces)]


def _is_run(password: str) -> bool:
    """`abcdefghijkl`, `123456789012`, or one short piece again and again."""
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    if len(steps) == 1:
        return True
    return any(password == (password[:size] * len(password))[: len(password)] for size in range(1, 5))
