"""What a provider publishes about itself: its addresses and its keys, fetched when needed and kept for a while.

A key that is not among those kept is looked for once more, because providers change their keys; no more often than
every half minute, so that nobody can make us ask by sending nonsense.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from .doors import OutsideDoor
from .failures import NotProven, ProviderAway

SECONDS_KEPT = 3600
SECONDS_BETWEEN_LOOKS = 30
SECONDS_TO_ANSWER = 10
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


@dataclass(slots=True)
class Published:
    """A provider's own description and keys; times are of the machine's own clock, in seconds."""

    metadata: dict[str, Any]
    keys: KeySet | None = None
    read_at: float = field(default_factory=time.monotonic)
    keys_read_at: float = 0.0


_published: dict[str, Published] = {}
_lock = threading.Lock()


def request_json(method: str, address: str, **more: Any) -> dict[str, Any]:
    """One exchange with a provider. Raises `ProviderAway`, and `NotProven` when it says that we asked wrongly."""
    try:
        response = httpx.request(method, address, timeout=SECONDS_TO_ANSWER, follow_redirects=False, **more)
        found = response.json() if response.content else {}
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderAway(type(error).__name__) from None
    if response.status_code >= 500 or response.status_code == 429:
        raise ProviderAway(f"status {response.status_code}")
    if response.status_code != 200:
        raise NotProven(f"refused: {found.get('error', response.status_code) if isinstance(found, dict) else ''}")
    if not isinstance(found, dict):
        raise ProviderAway("no object")
    return found


def metadata_of(door: OutsideDoor) -> dict[str, Any]:
    """Where to ask what. Raises `ProviderAway`, `NotProven`."""
    return _read(door).metadata


def keys_of(door: OutsideDoor, *, look_again: bool = False) -> KeySet:
    """The keys that the provider signs with; with `look_again`, as they are now. Raises `ProviderAway`."""
    published = _read(door)
    with _lock:
        age = time.monotonic() - published.keys_read_at
        if published.keys is None or age > SECONDS_KEPT or (look_again and age > SECONDS_BETWEEN_LOOKS):
            try:
                published.keys = KeySet.import_key_set(request_json("GET", published.metadata["jwks_uri"]))  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError) as error:
                raise ProviderAway(type(error).__name__) from None
            published.keys_read_at = time.monotonic()
        return published.keys


def forget_published() -> None:
    """Forget what was fetched: for tests that change a provider under way."""
    _published.clear()


def _read(door: OutsideDoor) -> Published:
    found = _published.get(door.issuer)
    if found is None or time.monotonic() - found.read_at > SECONDS_KEPT:
        metadata = request_json("GET", door.issuer.rstrip("/") + "/.well-known/openid-configuration")
        _check(door, metadata)
        found = _published[door.issuer] = Published(metadata)
    return found


def _check(door: OutsideDoor, metadata: dict[str, Any]) -> None:
    """The description must be the provider's own, and lead to nowhere less safe."""
    if metadata.get("issuer") != door.issuer:
        raise NotProven("another issuer")
    for name in ENDPOINTS:
        if urlsplit(str(metadata.get(name, ""))).scheme != urlsplit(door.issuer).scheme:
            raise NotProven(f"no safe {name}")
