"""Whoever stands at the door: their browser, where it asks from, and how far they have come.

Serves the services that sign people in. What is known before the sign-in is complete lives in the session without an
account, under a key that changes at each step.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ..session_engine import Holder, SessionStore, SignInLost

__all__ = ["Door", "SignInLost", "Step"]


class Step(StrEnum):
    """What comes next for somebody who signs in."""

    DONE = "done"
    CODE = "code"
    SET_UP_CODE = "set-up-code"


@dataclass(frozen=True, slots=True)
class Door:
    """One browser. `network` is the address it asks from; `browser` is its name in words, for the list of sessions."""

    store: SessionStore
    network: str
    browser: str = ""

    def let_in(self, account_id: UUID, way_in: str, **data: object) -> None:
        """Sign in, with what the session itself must remember: ids and codes."""
        self.store.let_in(Holder(account_id=account_id, way_in=way_in, browser=self.browser), **data)
