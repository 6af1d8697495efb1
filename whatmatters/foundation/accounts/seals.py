"""Everything secret that is computed, sealed or compared: one place, so that it can be read in one sitting.

Serves services and queries. Each purpose has its own key, derived from the secret key of the installation, so that one
can never stand in for another. Refuses to store a link or a printed code: it is computed when it is sent.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without those that look alike (0 O, 1 I)."""


class CannotOpen(ValueError):
    """What was sealed cannot be opened: it was changed, or the secret key is another one."""


def seal(content: dict[str, Any], *, purpose: str) -> bytes:
    """Encrypt and sign; only `open_seal` with the same purpose reads it."""
    return _fernet(settings.SECRET_KEY, purpose).encrypt(json.dumps(content, separators=(",", ":")).encode())


def open_seal(sealed: bytes | memoryview, *, purpose: str) -> dict[str, Any]:
    """What was sealed, also with a former secret key (`SECRET_KEY_FALLBACKS`). Raises `CannotOpen`."""
    for secret in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        try:
            content: dict[str, Any] = json.loads(_fernet(secret, purpose).decrypt(bytes(sealed)))
        except InvalidToken:
            continue
        return content
    raise CannotOpen(purpose)


def keyed_hash(text: str, *, purpose: str) -> str:
    """A hash that nobody without the secret key can try guesses against; 64 letters."""
    return _mac(text, purpose).hex()


def link_token(about: str, *, purpose: str) -> str:
    """The secret part of a link about something (an id): 43 letters that fit an address."""
    return base64.urlsafe_b64encode(_mac(about, purpose)).decode().rstrip("=")


def printed_code(about: str, *, purpose: str) -> str:
    """The code on a sheet about something (an id): 12 signs in groups of four, 60 bits."""
    letters = [CODE_LETTERS[byte % 32] for byte in _mac(about, purpose)[:12]]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def is_same(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def _mac(text: str, purpose: str) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY, purpose), text.encode(), hashlib.sha256)


def _fernet(secret: str, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key(secret, purpose)))


@functools.lru_cache(maxsize=64)
def _key(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"whatmatters.accounts.{purpose}".encode()).derive(secret.encode())
