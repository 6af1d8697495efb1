"""What happens to accounts when their person's record changes its life: death, and joining two records.

Serves the tables `ON_DEATH` and `MERGE_MOVERS` of the project's wiring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ...kernel.actor import Actor
from ..models import Account
from .passes import end_passes
from .sessions import end_all_sessions


def shut_out_for_death(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """End the sessions, links and codes of somebody who has died. Nothing is closed: a death can be a mistake.

    While the record says so, nobody gets in with the account (`signing_in`), and nothing is sent to it.
    """
    for account in Account.objects.filter(person_id=person_id, closed_at=None):
        end_all_sessions(account_id=account.pk)
        end_passes(account_id=account.pk, by=by, at=at)


@dataclass(frozen=True, slots=True)
class AccountMover:
    """The account goes with the record that is kept, unless that one has an account already: then it stays."""

    name: str = "accounts.Account"

    def move(self, joined_id: UUID, kept_id: UUID, at: datetime) -> list[str]:
        """Move it; the ids of what moved."""
        if Account.objects.filter(person_id=kept_id, closed_at=None).exists():
            return []
        moved = [str(key) for key in Account.objects.filter(person_id=joined_id).values_list("pk", flat=True)]
        Account.objects.filter(pk__in=moved).update(person_id=kept_id)
        return moved

    def put_back(self, done: list[str], joined_id: UUID, kept_id: UUID, at: datetime) -> None:
        """Give them back to the record they came from."""
        Account.objects.filter(pk__in=done).update(person_id=joined_id)
