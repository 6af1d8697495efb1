"""What other components offer to a person's record: rows that move when two records are joined, things to stop when
somebody dies, and panels and links on the person's page.

Serves the tables `MERGE_MOVERS`, `ON_DEATH`, `PERSON_PANELS` and `PERSON_LINKS` in `whatmatters/project/wiring.py`,
which each component adds a line to. Refuses to know what a plan or an account is.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from ..kernel.actor import Actor
from .permissions import Access
from .sections import Section


class Mover(Protocol):
    """Moves one table's rows from the record that is joined to the one that is kept, and back to the row.

    `name` is stable: it is stored with each merge. What `move` returns is stored as JSON and given to `put_back`.
    `services.merging.movers` has movers for the usual shapes of tables.
    """

    @property
    def name(self) -> str: ...

    def move(self, joined_id: UUID, kept_id: UUID, at: datetime) -> Any:
        """Move the rows, in the transaction of the merge; what was done."""
        ...

    def put_back(self, done: Any, joined_id: UUID, kept_id: UUID, at: datetime) -> None:
        """Undo exactly what was done. Rows that were made since stay with the kept record."""
        ...


StopForDeath = Callable[..., None]
"""`stop_for_death(*, person_id: UUID, by: Actor, at: datetime) -> None`, in the transaction that records the death."""


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A link on the person's page: shown to whoever sees `section`. `address` is the name of a page that takes the
    person's id; `own_label` and `own_about` are what the person reads. `reasons_against` is the dotted path of a
    function that takes the access and says why it leads nowhere for its holder; without one, seeing is enough.
    """

    address: str
    section: Section
    label: Any
    own_label: Any
    about: Any = ""
    own_about: Any = ""
    reasons_against: str = ""

    def is_open_to(self, access: Access) -> bool:
        """Whether the page behind it answers somebody with this access."""
        if self.section not in access:
            return False
        return not (self.reasons_against and import_string(self.reasons_against)(access))


@dataclass(frozen=True, slots=True)
class PersonPanel:
    """A part of the person's page that a component fills, at its top: shown to whoever sees `section`.

    `gather` is the dotted path of `gather(person_id, *, access, by, at) -> content`, which records no read of its own
    and need not ask again who may see what; `template` shows `content`.
    """

    section: Section
    gather: str
    template: str

    def content(self, person_id: UUID, *, access: Access, by: Actor, at: datetime) -> Any:
        """What the component has to show."""
        return import_string(self.gather)(person_id, access=access, by=by, at=at)


def merge_movers() -> tuple[Mover, ...]:
    """The movers of other components, in order."""
    return tuple(getattr(_wiring(), "MERGE_MOVERS", ()))


def stop_all_for_death(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Ask every component to stop what must stop when somebody has died."""
    for path in getattr(_wiring(), "ON_DEATH", ()):
        stop: StopForDeath = import_string(path)
        stop(person_id=person_id, by=by, at=at)


def person_links() -> tuple[PersonLink, ...]:
    """The links that components put on the person's page, in order."""
    return tuple(getattr(_wiring(), "PERSON_LINKS", ()))


def person_panels() -> tuple[PersonPanel, ...]:
    """The panels that components put on the person's page, in order."""
    return tuple(getattr(_wiring(), "PERSON_PANELS", ()))


def _wiring() -> Any:
    return importlib.import_module(settings.WIRING)
