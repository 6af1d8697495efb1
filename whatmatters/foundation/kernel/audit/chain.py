"""Hash chains: each event carries the hash of the one before it, so that nothing can be changed or taken out unseen.

Serves `recording` (adding) and `verifying` (checking). One chain a person; list events and events about nobody have
a chain each.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ..models import AuditChain, AuditEvent

_MENTION = "INSERT INTO kernel_auditmention (event_id, person_id) VALUES (%s, %s)"
_MENTION_ALL = "INSERT INTO kernel_auditmention (event_id, person_id) SELECT * FROM unnest(%s::bigint[], %s::uuid[])"

LISTS = "lists"
HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Happening:
    """An event before it has its place in a chain. `people` are those a list named."""

    kind: str
    action: str
    happened_at: datetime
    actor_id: str
    actor_name: str
    role: str = ""
    organisation_id: UUID | None = None
    organisation_name: str = ""
    person_id: UUID | None = None
    subject: str = ""
    why: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    people: tuple[UUID, ...] = ()

    @property
    def chain(self) -> str:
        """The chain it belongs to."""
        if self.person_id:
            return f"person:{self.person_id}"
        return LISTS if self.people else HOUSE


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same text for the same value, always."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def hash_of(event: AuditEvent, people: Sequence[UUID]) -> str:
    """The hash that an event must have: of everything it says, whom it names, and the hash before it."""
    said = [
        event.chain,
        event.number,
        event.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.kind,
        event.action,
        str(event.person_id or ""),
        event.actor_id,
        event.actor_name,
        event.role,
        str(event.organisation_id or ""),
        event.organisation_name,
        event.subject,
        event.why,
        event.details,
        sorted(map(str, people)),
        event.previous_hash,
    ]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def add_to_chains(happenings: Iterable[Happening]) -> int:
    """Put events at the end of their chains, in the order given. Returns how many.

    Must be called inside a transaction: the heads stay locked until it ends.
    """
    waiting = list(happenings)
    if not waiting:
        return 0
    with transaction.atomic():
        heads = _lock_heads(sorted({happening.chain for happening in waiting}))
        events = [_next_event(heads[happening.chain], happening) for happening in waiting]
        AuditEvent.objects.bulk_create(events, batch_size=500)
        _add_mentions(zip(events, waiting, strict=True))
        AuditChain.objects.bulk_update(heads.values(), ["length", "head"], batch_size=300)
    return len(events)


def _lock_heads(keys: list[str]) -> dict[str, AuditChain]:
    AuditChain.objects.bulk_create([AuditChain(key=key) for key in keys], ignore_conflicts=True, batch_size=500)
    heads: dict[str, AuditChain] = {}
    for start in range(0, len(keys), 500):
        batch = keys[start : start + 500]
        heads |= {
            head.key: head for head in AuditChain.objects.select_for_update().filter(key__in=batch).order_by("key")
        }
    return heads


def _next_event(head: AuditChain, happening: Happening) -> AuditEvent:
    event = AuditEvent(
        chain=head.key,
        number=head.length + 1,
        happened_at=happening.happened_at,
        kind=happening.kind,
        action=happening.action,
        person_id=happening.person_id,
        actor_id=happening.actor_id,
        actor_name=happening.actor_name,
        role=happening.role,
        organisation_id=happening.organisation_id,
        organisation_name=happening.organisation_name,
        subject=happening.subject,
        why=happening.why,
        details=canonical(happening.details),
        previous_hash=head.head,
    )
    event.hash = hash_of(event, happening.people)
    head.length, head.head = event.number, event.hash
    return event


def _add_mentions(pairs: Iterable[tuple[AuditEvent, Happening]]) -> None:
    """Straight into the table: a list names 30 people, and the ORM takes a page's time for them."""
    named = [(event.pk, person_id) for event, happening in pairs for person_id in happening.people]
    if not named:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [list(column) for column in zip(*named, strict=True)]
            cursor.execute(_MENTION_ALL, columns)
        else:
            cursor.executemany(_MENTION, [(event, person.hex) for event, person in named])


def broken_links() -> Iterable[str]:
    """Every place where the trail does not agree with itself, in words. Reads all chains, memory flat."""
    lengths: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    events = AuditEvent.objects.order_by("chain", "number").prefetch_related("mentions")
    for event in events.iterator(chunk_size=2000):
        number, previous = lengths[event.chain]
        people = [mention.person_id for mention in event.mentions.all()]
        if event.number != number + 1:
            yield f"{event.chain}: event {number + 1} is missing"
        if event.previous_hash != previous:
            yield f"{event.chain}: event {event.number} does not follow the one before it"
        if event.hash != hash_of(event, people):
            yield f"{event.chain}: event {event.number} was changed"
        lengths[event.chain] = (event.number, event.hash)
    for head in AuditChain.objects.iterator(chunk_size=2000):
        if lengths[head.key] != (head.length, head.head):
            yield f"{head.key}: its end is missing"


def count_events_and_chains() -> tuple[int, int]:
    """How much there is to verify."""
    return AuditEvent.objects.count(), AuditChain.objects.count()
