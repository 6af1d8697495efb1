"""Which outside providers people may come in by: none, unless the environment names them.

Serves the sign-in page and the client. Sources: NHS login, "Compare onboarding and integrating" and its technical
documents (rulebook 8.3: `private_key_jwt`, RS512, `vtr`, P9); NHS CIS2 (staff, role claims).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class OutsideDoor:
    """One provider as we know it. `key_file` holds our private key; `parameters` go along when somebody is asked."""

    name: str
    label: Any
    issuer: str
    client_id: str
    key_file: str = field(repr=False)
    scopes: str = "openid profile"
    algorithms: tuple[str, ...] = ("RS512",)
    parameters: tuple[tuple[str, str], ...] = ()


VECTORS_OF_TRUST = ("P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm")
"""Identity proven with photo ID (P9), signed in with a second factor. Nothing less opens a record (rulebook 8.3)."""

_KNOWN: dict[str, dict[str, Any]] = {
    "nhs-login": {
        "label": _("Continue to NHS login"),
        "parameters": (("vtr", json.dumps(VECTORS_OF_TRUST)), ("prompt", "login")),
    },
    "cis2": {
        "label": _("Continue to NHS Care Identity (CIS2)"),
        "scopes": "openid profile nationalrbacaccess",
        "algorithms": ("RS512", "RS256"),
        "parameters": (("acr_values", "AAL2_OR_AAL3_ANY"), ("prompt", "login")),
    },
}


def list_doors() -> list[OutsideDoor]:
    """The providers that the environment names, in the order of the sign-in page."""
    named: dict[str, dict[str, Any]] = settings.OUTSIDE_DOORS
    return [OutsideDoor(name=name, **known, **named[name]) for name, known in _KNOWN.items() if name in named]


def named_door(name: str) -> OutsideDoor | None:
    """One provider, if the environment names it."""
    return next((door for door in list_doors() if door.name == name), None)
