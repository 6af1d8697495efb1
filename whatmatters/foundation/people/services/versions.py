"""Keep what the record said of a person at each version, so that nothing is ever lost by a correction."""

from __future__ import annotations

from datetime import datetime

from ...kernel.actor import Actor
from ..models import Person, PersonVersion
from ..queries.particulars import particulars_in_words
from .keeping import written


def keep_version(person: Person, *, why: str, by: Actor, at: datetime) -> None:
    """Write down the particulars as they now are, under the record's version."""
    PersonVersion.objects.create(
        person=person, number=person.version, content=particulars_in_words(person), why=why[:300], **written(by, at)
    )


def keep_first_version(person: Person) -> None:
    """Write down how the record came, when nobody has: one that was imported has no version yet."""
    if not PersonVersion.objects.filter(person=person, number=person.version).exists():
        PersonVersion.objects.create(
            person=person,
            number=person.version,
            content=particulars_in_words(person),
            written_at=person.created_at,
            written_by=person.created_by,
            written_by_name=person.created_by_name,
        )
