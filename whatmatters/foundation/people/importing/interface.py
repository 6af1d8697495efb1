"""What a component offers so that its part of an imported record comes in with the rest of the person.

Serves the table `IMPORTERS` in `whatmatters/project/wiring.py`. The runner stages files on disk, gathers one person's
entries, finds or makes the person, and then calls each importer of the table **inside the one transaction of that
person**: either all of it is kept or none. An importer

- takes the entries of its own types with `group.of_type("Goal")`, and names those types in `types` so that they are
  not reported as unknown;
- asks `run.standing(entry)` first: `SAME` is left alone, so that a second run changes nothing; `CHANGED` updates the
  row that `run.target(entry)` names, but never the person's own words nor what staff corrected here
  (`counts.keep(...)` says so in the report);
- writes its rows (in as few statements as it can; rows that nothing else points at are best given to `run.add`, which
  writes those of many people at once) and says with `run.remember(entry, target)` what each became;
- raises `EntryRefused` when an entry cannot be taken: the whole person is then left out, and the report names it;
- writes no audit row of its own: the runner writes one for the person, with the counts of all.

Refuses: to know what a goal or a plan is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from whatmatters.foundation.fhir.entries import Entry, Place, Resource
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.columns import Origin
from whatmatters.foundation.kernel.errors import WithReasons
from whatmatters.foundation.kernel.reasons import Reason


class Standing(StrEnum):
    """What an entry is to us: never seen, as it was when it was last taken, or changed at its source since."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


class NoticeKind(StrEnum):
    """Why the report mentions an entry."""

    REFUSED = "refused"
    FLAGGED = "flagged"
    KEPT = "kept"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of the report: what was refused, flagged for somebody to look at, kept as it is here, or left out.

    `reason` is in plain words and repeats nothing that the record says.
    """

    kind: NoticeKind
    place: Place
    resource_type: str
    reason: Reason


class EntryRefused(WithReasons):
    """An entry cannot be taken, so its person is left out: all in or not in."""

    def __init__(self, entry: Entry, *reasons: Reason) -> None:
        self.place, self.resource_type = entry.place, entry.type
        super().__init__(*reasons)


@dataclass(slots=True)
class ImportedCounts:
    """What one importer did for one person: how many of each resource type, and what the report should mention."""

    new: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    notices: list[Notice] = field(default_factory=list)

    def count(self, entry: Entry, standing: Standing) -> None:
        """Count an entry by what it was to us."""
        by_standing = {Standing.NEW: self.new, Standing.SAME: self.same, Standing.CHANGED: self.updated}
        by_standing[standing][entry.type] += 1

    def flag(self, entry: Entry, reason: Reason) -> None:
        """It was taken, and somebody should look at it."""
        self.notices.append(Notice(NoticeKind.FLAGGED, entry.place, entry.type, reason))

    def keep(self, entry: Entry, reason: Reason) -> None:
        """It changed at its source, and what is here stands: the person's own words, or corrected by staff."""
        self.notices.append(Notice(NoticeKind.KEPT, entry.place, entry.type, reason))

    def leave_out(self, entry: Entry, reason: Reason) -> None:
        """A part of it has no place here."""
        self.notices.append(Notice(NoticeKind.LEFT_OUT, entry.place, entry.type, reason))

    def say(self, entry: Entry, flagged: Iterable[Reason], left_out: Iterable[Reason]) -> None:
        """Flag and leave out, many at once."""
        for reason in flagged:
            self.flag(entry, reason)
        for reason in left_out:
            self.leave_out(entry, reason)

    def add(self, other: ImportedCounts) -> None:
        """Add what another importer did."""
        self.new.update(other.new)
        self.same.update(other.same)
        self.updated.update(other.updated)
        self.notices.extend(other.notices)


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """Everything in the files that belongs to one person: the Patient first, then the rest in their order."""

    entries: tuple[Entry, ...]
    finder: Callable[[Resource, Entry], Entry | None]

    @property
    def patient(self) -> Entry:
        """The entry of the person."""
        return self.entries[0]

    def of_type(self, *types: str) -> list[Entry]:
        """The entries of these resource types, in the order of the files."""
        return [entry for entry in self.entries if entry.type in types]

    def find(self, reference: str | Resource, *, seen_from: Entry) -> Entry | None:
        """The entry that a reference in `seen_from` names: of this person, or shared (an organisation, a practitioner).

        Takes a FHIR Reference or only its text: `urn:uuid:…`, `Goal/7`, an absolute address, `#contained`, or (in a
        Reference) an identifier. None when it is not in the files, or could mean two things.
        """
        return self.finder({"reference": reference} if isinstance(reference, str) else reference, seen_from)


class PersonRun(Protocol):
    """This run, for one person. Given to importers by the runner.

    `organisation_id` receives the person; `origin_of` gives what a new row's origin columns hold.
    """

    organisation_id: UUID
    organisation_name: str

    def standing(self, entry: Entry) -> Standing:
        """What this entry is to us. Needs no statement: the person's are read at once."""
        ...

    def target(self, entry: Entry) -> str:
        """The row that this entry became, as `remember` was told: `goal:<uuid>`. "" when it was never taken."""
        ...

    def remember(self, entry: Entry, target: str) -> None:
        """Keep what the entry became (`kind:id`, at most 120 characters), written with all others at the end.

        An entry of which nothing was taken is remembered with "", so that a second run does not look at it again.
        """
        ...

    def add(self, *rows: Model) -> None:
        """Keep new rows, to be written after every importer has done its part, many people's in one statement."""
        ...

    def origin_of(self, entry: Entry) -> OriginColumns:
        """The `WithOrigin` values of a row that comes from this entry: `Goal(**run.origin_of(entry).columns, …)`."""
        ...


@dataclass(frozen=True, slots=True)
class OriginColumns:
    """Where a row came from: how, from which source, and what it is called there."""

    origin: Origin
    source: str
    reference: str

    @property
    def columns(self) -> dict[str, str]:
        """As the columns of `WithOrigin` want them."""
        return {
            "origin": self.origin.value,
            "origin_source": self.source,
            "origin_reference": self.reference,
        }


ImportGroup = Callable[..., ImportedCounts]
"""`import_group(group, person_id, run, *, by: Actor, at: datetime) -> ImportedCounts`, in the person's transaction."""


@dataclass(frozen=True, slots=True)
class Importer:
    """One line of `IMPORTERS`: the resource types that a component takes, and its function.

    `import_group` is a dotted path, so that the table can be read without loading the component.
    """

    types: tuple[str, ...]
    import_group: str

    def __call__(
        self, group: PersonGroup, person_id: UUID, run: PersonRun, *, by: Actor, at: datetime
    ) -> ImportedCounts:
        """Take this component's part of one person's record."""
        imported: ImportedCounts = import_string(self.import_group)(group, person_id, run, by=by, at=at)
        return imported


def importers() -> Sequence[Importer]:
    """The table `IMPORTERS` of the project: who takes what, in order."""
    table: Sequence[Importer] = import_string(f"{settings.WIRING}.IMPORTERS")
    return table


def types_taken() -> frozenset[str]:
    """Every resource type that some component takes."""
    return frozenset(_flatten(importer.types for importer in importers()))


def _flatten(lists: Iterable[Iterable[str]]) -> Iterable[str]:
    return (item for items in lists for item in items)
