"""Whom messages are about, as far as the reader may know.

This component does not know persons: the project's wiring says who names them (`NAME_PEOPLE`, a dotted path of
`list_names(people, *, by, at) -> {id: name}`), and that one names only those whom the reader may see.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from ...kernel.actor import Actor
from ...kernel.audit import record_listing


def named_in_a_list(people: Iterable[UUID | None], *, what: str, by: Actor, at: datetime) -> dict[UUID, str]:
    """The names of those whom the reader may see, recorded as a list that named them. Raises `AuditUnavailable`."""
    wanted = list(dict.fromkeys(person_id for person_id in people if person_id is not None))
    if not wanted:
        return {}
    listed = import_string(import_string(f"{settings.WIRING}.NAME_PEOPLE"))
    names: dict[UUID, str] = listed(wanted, by=by, at=at)
    record_listing(what, by=by, at=at, people=names)
    return names
