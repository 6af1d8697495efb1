"""Sorts what was read by the person it belongs to, on disk, so that people can be taken in one by one.

Serves importers. The order of the input does not matter, nor over how many files a person is spread. Memory stays
flat; the table is on disk and gone at the end. Nothing is dropped in silence: `report()` accounts for every entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason, Reasons

from ..checking import PERSONAL, SHARED, is_entered_in_error
from ..entries import Entry, Fault
from ..limits import Limits
from ..reading import read
from ..references import contained_in, name_of, pointer_of
from .finding import Finder
from .linking import link
from .reasons import cut_short, orphan, undecided_person
from .rows import (
    FAULT_COLUMNS,
    INSERT_BODY,
    INSERT_FAULT,
    INSERT_IDENTIFIER,
    INSERT_IN_ERROR,
    INSERT_RESOURCE,
    EntryReader,
    body_row,
    fault_of,
    fault_row,
    identifier_rows,
    in_error_row,
    resource_row,
)
from .store import NoRoom, Store
from .versions import UNDECIDED

__all__ = ["Group", "NoRoom", "Report", "Staging", "stage"]

_BATCH, _LARGE, _EVERY = 500, 100_000, 500
_MOST_TYPES = 500
Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every entry, counted by type.

    `read` is the sum of all the others. `taken` are given out by groups, `shared` by `resolve`; `repeated` say the same
    as one that was taken, `outdated` are older than one, `undecided` differ from another copy with nothing to say which
    is right; `orphans` belong to nobody in the input.
    """

    read: int
    people: int
    faults: int
    taken: dict[str, int] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)
    outdated: dict[str, int] = field(default_factory=dict)
    undecided: dict[str, int] = field(default_factory=dict)
    orphans: dict[str, int] = field(default_factory=dict)
    entered_in_error: dict[str, int] = field(default_factory=dict)
    unsupported: dict[str, int] = field(default_factory=dict)


class Group:
    """One person and everything in the input that is about them.

    `reasons` says why the person should not be taken in as it stands (two copies that differ, a file cut short);
    empty means that nothing speaks against it.
    """

    def __init__(self, staging: Staging, number: int, patient: Entry, reasons: Reasons) -> None:
        self.patient = patient
        self.reasons = reasons
        self._staging, self._number = staging, number

    def resources(self, *types: str) -> Iterator[Entry]:
        """The person's resources of these types in input order, read from disk one by one."""
        return self._staging.resources_of(self._number, types)

    def counts(self) -> dict[str, int]:
        """How many resources of each type the person has."""
        return self._staging.counts_of(self._number)


class Staging:
    """The staging area after everything is in. Made by `stage`."""

    def __init__(self, store: Store, limits: Limits, personal: Iterable[str], shared: Iterable[str]) -> None:
        self._store = store
        self._reader = EntryReader(store, limits)
        self._finder = Finder(store)
        self._personal, self._shared = frozenset(personal), frozenset(shared)
        self._read = 0
        self._any_cut_short = False
        self._unsupported: Counter[str] = Counter()
        self._entered_in_error: Counter[str] = Counter()

    def fill(self, items: Iterable[Entry | Fault], progress: Progress | None = None) -> None:
        """Put in everything, once, and sort it. Raises `NoRoom`."""
        files, batch = _FileNumbers(self._store), _Batch(self._store)
        for item in items:
            file = files.number(item.place.file)
            if isinstance(item, Fault):
                self._store.run(INSERT_FAULT, fault_row(file, item))
                continue
            self._read += 1
            if is_entered_in_error(item.resource) and self._is_known(item):
                self._entered_in_error[item.type] += 1
                self._store.run(INSERT_IN_ERROR, in_error_row(file, item))
            elif self._is_wanted(item):
                batch.add(self._read, file, item, identified=item.type == "Patient" or item.type in self._shared)
            if progress and self._read % _EVERY == 0:
                progress(self._read, item.place.file)
        batch.flush()
        link(self._store, self._reader, self._personal)
        self._any_cut_short = self._store.first("SELECT 1 FROM cut_short") is not None

    def _is_known(self, entry: Entry) -> bool:
        """Whether somebody takes entries of this type."""
        return entry.type in self._personal or entry.type in self._shared

    def _is_wanted(self, entry: Entry) -> bool:
        """Whether the entry is kept; it is counted where it is not."""
        if self._is_known(entry):
            return True
        many = len(self._unsupported) >= _MOST_TYPES and entry.type not in self._unsupported
        self._unsupported["other" if many else entry.type] += 1
        return False

    def groups(self) -> Iterator[Group]:
        """Every person of the input, in input order, one at a time."""
        last = 0
        sql = (
            "SELECT id, fate FROM resource WHERE type = 'Patient' AND same_as IS NULL AND id > ? ORDER BY id LIMIT 200"
        )
        while batch := list(self._store.rows(sql, (last,))):
            for number, fate in batch:
                reasons = (*((undecided_person(),) if fate == UNDECIDED else ()), *self._cut_short(number))
                yield Group(self, number, self._reader.entry(number), reasons)
            last = batch[-1][0]

    def _cut_short(self, person: int) -> Reasons:
        if not self._any_cut_short:
            return ()
        files = self._store.rows(
            "SELECT DISTINCT file.name FROM resource JOIN cut_short USING (file) JOIN file ON file.id = resource.file"
            " WHERE person = ? LIMIT 5",
            (person,),
        )
        names = [name for (name,) in files]
        return (cut_short(names),) if names else ()

    def resources_of(self, person: int, types: tuple[str, ...]) -> Iterator[Entry]:
        """What `Group.resources` gives."""
        for kind in types:
            found = self._reader.entries("person = ? AND type = ? AND fate = 'taken'", (person, kind))
            yield from (entry for entry, _ in found)

    def counts_of(self, person: int) -> dict[str, int]:
        """What `Group.counts` gives."""
        taken = "person = ? AND type <> 'Patient' AND fate = 'taken'"
        sql = f"SELECT type, count(*) FROM resource WHERE {taken} GROUP BY type"  # noqa: S608
        return {str(kind): int(count) for kind, count in self._store.rows(sql, (person,))}

    def resolve(self, reference: Any, context: Entry) -> Entry | None:
        """What a Reference inside `context` points at, or None: not in the input, or it could mean two things."""
        pointer = pointer_of(reference)
        if pointer is None:
            return None
        if pointer.contained:
            inner = contained_in(context.resource, pointer.contained)
            return Entry(context.place, inner) if inner and "resourceType" in inner else None
        file = self._store.first("SELECT id FROM file WHERE name = ?", (context.place.file,))
        found = self._finder.find(pointer, name_of(context).base, file[0] if file else 0)
        return self._reader.entry(found) if isinstance(found, int) else None

    def orphans(self) -> Iterator[tuple[Entry, Reason]]:
        """Resources that belong to nobody in the input, each with the reason."""
        for entry, why in self._reader.entries("fate = 'orphan'", more="why"):
            yield entry, orphan(why)

    def in_error(self) -> Iterator[Entry]:
        """Entries that say of themselves that they were entered in error: whoever took one before takes it back."""
        return self._reader.in_error()

    def faults(self) -> Iterator[Fault]:
        """Everything that could not be read, and copies that could not be decided between, in input order."""
        sql = f"SELECT {FAULT_COLUMNS} FROM fault JOIN file ON file.id = fault.file ORDER BY fault.rowid"  # noqa: S608
        return map(fault_of, self._store.rows(sql))

    def report(self) -> Report:
        """What became of every entry."""
        fates: dict[str, dict[str, int]] = {
            name: {} for name in ("shared", "taken", "repeated", "outdated", "undecided")
        }
        fates["orphan"] = {}
        for kind, fate, count in self._store.rows("SELECT type, fate, count(*) FROM resource GROUP BY type, fate"):
            fates["shared" if kind not in self._personal else fate][kind] = count
        people = self._store.first("SELECT count(*) FROM resource WHERE type = 'Patient' AND same_as IS NULL")
        faults = self._store.first("SELECT count(*) FROM fault")
        return Report(
            read=self._read,
            people=people[0] if people else 0,
            faults=faults[0] if faults else 0,
            orphans=fates.pop("orphan"),
            entered_in_error=dict(self._entered_in_error),
            unsupported=dict(self._unsupported),
            **fates,
        )


class _Batch:
    """Gathers rows, so that they are written some hundreds at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._resources: list[tuple[Any, ...]] = []
        self._bodies: list[tuple[int, bytes]] = []
        self._identifiers: list[tuple[str, str, int]] = []

    def add(self, number: int, file: int, entry: Entry, *, identified: bool) -> None:
        """Add one entry; `identified` ones can be found by identifier afterwards."""
        self._resources.append(resource_row(number, file, entry))
        self._bodies.append(body_row(number, entry))
        self._identifiers.extend(identifier_rows(number, entry) if identified else ())
        if len(self._resources) >= _BATCH or len(self._bodies[-1][1]) > _LARGE:
            self.flush()

    def flush(self) -> None:
        """Write what was gathered."""
        self._store.run_many(INSERT_RESOURCE, self._resources)
        self._store.run_many(INSERT_BODY, self._bodies)
        self._store.run_many(INSERT_IDENTIFIER, self._identifiers)
        for rows in (self._resources, self._bodies, self._identifiers):
            rows.clear()


class _FileNumbers:
    """Numbers files as they come; only the latest is remembered, because the reader finishes one before the next."""

    def __init__(self, store: Store) -> None:
        self._store, self._name, self._number = store, "", 0

    def number(self, name: str) -> int:
        """The number of a file."""
        if name != self._name or not self._number:
            self._name, self._number = name, self._number + 1
            self._store.run("INSERT INTO file VALUES (?, ?)", (self._number, name))
        return self._number


@contextmanager
def stage(
    paths: Iterable[str | Path],
    *,
    limits: Limits,
    folder: Path | None = None,
    personal: Iterable[str] = (*PERSONAL, "QuestionnaireResponse"),
    shared: Iterable[str] = (*SHARED, "Questionnaire"),
    progress: Progress | None = None,
) -> Iterator[Staging]:
    """Read these files and folders, sort them by person on disk, and give out the people.

    `folder` is where the table lies while it is needed (the system's temporary folder by default); `progress` is
    called now and then with the number of entries read and the file being read. Raises `NoRoom` when the disk is full.
    """
    store = Store(folder)
    try:
        staging = Staging(store, limits, personal, shared)
        staging.fill(read(paths, limits=limits), progress)
        yield staging
    finally:
        store.close()
