"""The secret part of links in our e-mails: an id and our signature, so that nothing secret is stored.

Serves views and the outbox. A link says what it is for: one that stops updates cannot confirm them. Refuses to tell
why a link is wrong.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django.core.signing import BadSignature, Signer


class LinkFor(StrEnum):
    """What a link does."""

    CONFIRM = "confirm"
    STOP = "stop"
    COMMENT = "comment"


def sign_link(purpose: LinkFor, thing_id: UUID) -> str:
    """The secret part of a link to one thing."""
    return _signer(purpose).sign(thing_id.hex).replace(":", "~")


def read_link(purpose: LinkFor, token: str) -> UUID | None:
    """The thing that a link leads to; None when the link is not ours, or for something else."""
    try:
        return UUID(_signer(purpose).unsign(token.replace("~", ":")))
    except (BadSignature, ValueError):
        return None


def _signer(purpose: LinkFor) -> Signer:
    return Signer(salt=f"whatmatters.site.{purpose}")
