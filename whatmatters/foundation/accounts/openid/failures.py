"""What can go wrong with an outside provider: it is away, or what it said proves nothing."""

from __future__ import annotations

from ...kernel.errors import WhatmattersError


class ProviderAway(WhatmattersError):
    """The provider does not answer, or answers that it is broken. Waiting can help."""


class NotProven(WhatmattersError):
    """What came back is no proof of who somebody is. `code` says why, for the log and the page; it names nobody."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
