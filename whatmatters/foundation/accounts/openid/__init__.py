"""An OpenID Connect client: authorization code, PKCE, `private_key_jwt`. Knows neither accounts nor tables.

Serves `services.outside`, for NHS login and CIS2 alike. Refuses whatever does not fit to the letter: another issuer,
audience, algorithm or nonce, a token that is too old, a key that the provider does not publish.
"""

from .client import Asked, ask, get_claims
from .doors import OutsideDoor, list_doors, named_door
from .failures import NotProven, ProviderAway

__all__ = ["Asked", "NotProven", "OutsideDoor", "ProviderAway", "ask", "get_claims", "list_doors", "named_door"]
