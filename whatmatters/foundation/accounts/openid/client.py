"""Ask somebody to prove who they are, and read the proof."""

from __future__ import annotations

import base64
import functools
import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from .doors import OutsideDoor
from .failures import NotProven
from .provider import keys_of, metadata_of, request_json

LEEWAY = timedelta(seconds=60)
"""How far clocks may differ."""

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
OUR_ALGORITHM = "RS512"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, to hold the answer against. Kept with the browser that was sent away, and used once."""

    state: str
    nonce: str
    verifier: str
    asked_at: str

    def as_dict(self) -> dict[str, str]:
        """For keeping."""
        return asdict(self)


def ask(door: OutsideDoor, *, come_back_to: str, at: datetime) -> tuple[str, Asked]:
    """The address to send a browser to, and what to remember. Raises `ProviderAway`, `NotProven`."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    asked = Asked(state, nonce, verifier, at.isoformat())
    challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
    wanted = {
        "client_id": door.client_id,
        "response_type": "code",
        "scope": door.scopes,
        "redirect_uri": come_back_to,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **dict(door.parameters),
    }
    return f"{metadata_of(door)['authorization_endpoint']}?{urlencode(wanted)}", asked


def get_claims(door: OutsideDoor, asked: Asked, *, code: str, come_back_to: str, at: datetime) -> dict[str, Any]:
    """Who somebody is, as the provider says: the claims of the ID token and of the userinfo, checked.

    Raises `NotProven` for whatever does not fit, `ProviderAway`.
    """
    endpoint = metadata_of(door)["token_endpoint"]
    tokens = request_json(
        "POST",
        endpoint,
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": come_back_to,
            "client_id": door.client_id,
            "code_verifier": asked.verifier,
            "client_assertion_type": ASSERTION,
            "client_assertion": _who_we_are(door, endpoint, at),
        },
    )
    claims = _read(door, str(tokens.get("id_token", "")))
    _check(door, asked, claims, at)
    header = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
    more = request_json("GET", metadata_of(door)["userinfo_endpoint"], headers=header)
    if more.get("sub") != claims["sub"]:
        raise NotProven("another subject")
    return more | claims


def _who_we_are(door: OutsideDoor, endpoint: str, at: datetime) -> str:
    """Our own proof to the provider (RFC 7523): signed, for this endpoint, once, for five minutes."""
    now = int(at.timestamp())
    claims = {
        "iss": door.client_id,
        "sub": door.client_id,
        "aud": endpoint,
        "jti": secrets.token_urlsafe(24),
        "iat": now,
        "exp": now + 300,
    }
    return jwt.encode({"alg": OUR_ALGORITHM}, claims, _key(door.key_file), algorithms=[OUR_ALGORITHM])


@functools.cache
def _key(key_file: str) -> RSAKey:
    return RSAKey.import_key(Path(key_file).read_bytes())


def _read(door: OutsideDoor, token: str) -> dict[str, Any]:
    """The claims of a token that the provider signed; its keys are looked at again before it is refused."""
    for look_again in (False, True):
        try:
            read = jwt.decode(token, keys_of(door, look_again=look_again), algorithms=list(door.algorithms))
        except (JoseError, ValueError, KeyError):
            continue
        return dict(read.claims)
    raise NotProven("signature")


def _check(door: OutsideDoor, asked: Asked, claims: dict[str, Any], at: datetime) -> None:
    """OpenID Connect Core 3.1.3.7, and that somebody proved it now, not some time ago."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    began = int((datetime.fromisoformat(asked.asked_at) - LEEWAY).timestamp())
    for code, fits in (
        ("issuer", claims.get("iss") == door.issuer),
        ("audience", door.client_id in audiences),
        ("party", len(audiences) == 1 or claims.get("azp") == door.client_id),
        ("nonce", secrets.compare_digest(str(claims.get("nonce", "")).encode(), asked.nonce.encode())),
        ("expired", _number(claims, "exp") > int((at - LEEWAY).timestamp())),
        ("issued", began <= _number(claims, "iat") <= int((at + LEEWAY).timestamp())),
        ("not now", _number(claims, "auth_time", default=began) >= began),
        ("subject", bool(claims.get("sub")) and isinstance(claims["sub"], str)),
    ):
        if not fits:
            raise NotProven(code)


def _number(claims: dict[str, Any], name: str, *, default: int = 0) -> int:
    value = claims.get(name, default)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0
