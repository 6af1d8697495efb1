"""What can happen to a record, and what has: states, merges, relationships of the actor's own organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.errors import allow
from ..permissions import Deed, reasons_against
from ..sections import Section
from ..states import PERSON
from .banner import PersonBanner, get_banner
from .duplicates import PastMerge, list_merges
from .looking import look_at

_MOVES = ("record_move_away", "record_return", "record_death", "correct_death")


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The moves that the record's state allows, and the merges that can be undone."""

    banner: PersonBanner
    moves: tuple[str, ...]
    merges: tuple[PastMerge, ...]


def get_record_page(person_id: UUID, *, by: Actor, at: datetime) -> RecordPage:
    """What can happen to a record, recorded as a read. Who may: staff who know the person. Raises `NotFound`."""
    access = look_at(
        person_id,
        action="opened what can happen to the record",
        needs=Section.IDENTITY,
        shows=[Section.IDENTITY],
        by=by,
        at=at,
    )
    allow(reasons_against(Deed.RECORD_DEATH, access))
    banner = get_banner(person_id, by=by, at=at, access=access)
    moves = tuple(move for move in _MOVES if banner.state in PERSON.moves[move].sources)
    return RecordPage(banner, moves, list_merges(person_id))
