"""Writes the headers that say what a browser may do with a page.

Serves: `settings.MIDDLEWARE`, in the place of django-csp's own. Refuses: nothing; the policy is in `page_policy`. Why
not django-csp as it is: it puts the header together anew for each request, which takes 45 microseconds, and ours is the
same for all but the few that ask for a nonce or a change.
"""

from __future__ import annotations

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase

from whatmatters.foundation.nhsuk.page_policy import PERMISSIONS_POLICY

CHANGES = ("_csp_exempt", "_csp_config", "_csp_update", "_csp_replace")


class PageHeadersMiddleware(CSPMiddleware):
    """Content-Security-Policy, Permissions-Policy, and for pages that say nothing else: do not keep a copy."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer with its headers; what a view set by itself stays."""
        headers = response.headers
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if headers.get("Content-Type", "").startswith("text/html"):
            headers.setdefault("Cache-Control", "no-store")
        asks = getattr(request, "_csp_nonce", None) or any(hasattr(response, name) for name in CHANGES)
        if asks:
            return super().process_response(request, response)
        headers.setdefault(HEADER, self._usual)
        return response

    @cached_property
    def _usual(self) -> str:
        return build_policy()
