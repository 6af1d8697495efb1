"""What a browser may do with our pages: Content-Security-Policy and Permissions-Policy.

Serves: `settings` and `page_headers`, which writes both. Refuses: outside
hosts, inline scripts and styles, frames, and every device except the microphone and camera, which a person uses to
speak or photograph an About me on our own pages.

A form that sends people on to another sign-in service must be a link, not a form: `form-action` also binds redirects.
"""

from __future__ import annotations

import base64
import hashlib

from csp.constants import NONCE, NONE, SELF

# The only inline script. It must run before the page is drawn, so that nothing jumps; being constant, it is allowed
# by its hash, and pages need no nonce of their own.
START_SCRIPT = (
    "document.body.className+=' js-enabled'+('noModule' in HTMLScriptElement.prototype?' nhsuk-frontend-supported':'');"
)
_HASH = base64.b64encode(hashlib.sha256(START_SCRIPT.encode()).digest()).decode()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, f"'sha256-{_HASH}'", NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF, "blob:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=({allowed})"
    for feature, allowed in {
        "accelerometer": "",
        "browsing-topics": "",
        "camera": "self",
        "display-capture": "",
        "geolocation": "",
        "gyroscope": "",
        "magnetometer": "",
        "microphone": "self",
        "payment": "",
        "usb": "",
    }.items()
)
