"""How a channel says that it has not taken a message: by a code, never by what a server said.

A server's answer may hold an address. `services` keeps the code, and `words` says it to staff.
"""

from __future__ import annotations

LONGEST_CODE = 40
"""What the outbox keeps of a code."""


class NotDelivered(Exception):
    """A message was not taken. `code` says why, without anything about a person."""

    def __init__(self, code: str) -> None:
        self.code = code[:LONGEST_CODE]
        super().__init__(self.code)


class TryLater(NotDelivered):
    """Not now, but perhaps later: the server is away or busy."""


class CannotGo(NotDelivered):
    """Not now and not later: the address or the message itself is refused."""
