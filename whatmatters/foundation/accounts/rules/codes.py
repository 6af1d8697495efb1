"""Time-based codes (RFC 6238): six figures that change every 30 seconds."""

from __future__ import annotations

import base64
import secrets
import unicodedata
from datetime import datetime
from urllib.parse import quote

from django_otp.oath import hotp

STEP_SECONDS = 30
DRIFT = (0, -1, 1)
"""Steps taken beside the present one, because clocks differ: now, one before, one after."""


def code_at(secret: bytes, at: datetime) -> str:
    """The code that an app with this secret shows at a moment."""
    return _code(secret, _step(at))


def step_of_code(secret: bytes, typed: str, at: datetime) -> int | None:
    """The step that a typed code belongs to; None when it is of no step near this moment. Any script's figures do."""
    figures = "".join(str(unicodedata.decimal(sign)) for sign in typed if sign.isdecimal())
    near = (_step(at) + drift for drift in DRIFT)
    return next((step for step in near if secrets.compare_digest(_code(secret, step), figures)), None)


def key_to_type(secret: bytes) -> str:
    """A secret as an app takes it by hand: groups of four letters and figures."""
    letters = base64.b32encode(secret).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def address_for_app(secret: bytes, name: str) -> str:
    """What the square picture says to an app: `otpauth://…`. `name` is the e-mail address or user name."""
    key = base64.b32encode(secret).decode().rstrip("=")
    return f"otpauth://totp/whatmatters:{quote(name)}?secret={key}&issuer=whatmatters"


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def _code(secret: bytes, step: int) -> str:
    return f"{hotp(secret, step):06d}"
