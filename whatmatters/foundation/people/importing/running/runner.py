"""Runs an import from files to report.

Serves the command and the page. Raises nothing for bad content: it is in the report. When the database or the disk
cannot go on, the run stops, what was taken in stays, and starting again goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from whatmatters.foundation.fhir.staging import Group, Staging
from whatmatters.foundation.kernel.columns import Origin

from ..interface import Notice, NoticeKind, importers, types_taken
from ..keeping.new_people import Receiving
from ..keeping.taking_back import take_back
from ..naming import Naming
from .batches import BatchImporter
from .preparing import NamedGroup, name_group
from .report import Fate, Report

MOST_PEOPLE = 50
MOST_ENTRIES = 4_000
"""How much is written in one transaction: enough to be fast, little enough for a page to wait for."""

_TAKEN_BACK_AT_ONCE = 500


class Progress(Protocol):
    """Told how far a run is."""

    def reading(self, entries: int, file: str) -> None:
        """So many entries were read."""
        ...

    def taking(self, done: int, total: int) -> None:
        """So many people of all were dealt with."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """How to run: who receives people and who brings them, how entries are named, and whether anything is kept."""

    into: Receiving
    naming: Naming
    origin: Origin = Origin.FHIR
    dry_run: bool = False
    most_people: int = MOST_PEOPLE


Stager = Callable[[Callable[[int, str], None], Iterable[str]], AbstractContextManager[Staging]]
"""Makes the staging area: given what to call with progress, and the resource types that belong to a person."""


def run_import(stager: Stager, run: Run, report: Report, progress: Progress) -> None:
    """Take in everything that `stager` stages; the report says it all. Raises `OperationalError`, `NoRoom`."""
    types = sorted(types_taken())
    batches = BatchImporter(run.into, run.origin, importers(), report, run.dry_run)
    with stager(progress.reading, ("Patient", *types)) as staging:
        total = _tell_what_was_read(staging, report)
        done = 0
        for batch in _batches(_sound(staging.groups(), report), staging, run, types):
            batches.take(batch)
            done = sum(report.people.values())
            progress.taking(done, total)
        _take_back(staging, run, report)
        _tell_orphans(staging, report)


def _tell_what_was_read(staging: Staging, report: Report) -> int:
    """What could not be read, and what nobody takes; how many people there are."""
    for fault in staging.faults():
        # What we do not read, among much that we do, is no failure; a file that we cannot read is.
        is_aside = fault.reason.code == "not-supported" and not fault.rest_unread
        kind = NoticeKind.LEFT_OUT if is_aside else NoticeKind.REFUSED
        report.notice(Notice(kind, fault.place, "", fault.reason))
    counted = staging.report()
    report.read += counted.read
    report.unsupported.update(counted.unsupported)
    report.entered_in_error.update(counted.entered_in_error)
    report.repeated.update(counted.repeated)
    report.repeated.update(counted.outdated)
    return counted.people


def _sound(groups: Iterable[Group], report: Report) -> Iterator[Group]:
    """The people against whom nothing speaks; the others are refused."""
    for group in groups:
        if group.reasons:
            report.person(Fate.REFUSED)
            report.refuse(group.patient.place, "Patient", *group.reasons)
        else:
            yield group


def _batches(groups: Iterable[Group], staging: Staging, run: Run, types: list[str]) -> Iterator[list[NamedGroup]]:
    """People a few at a time. One person's entries are in memory whole; a batch's are bounded."""
    batch: list[NamedGroup] = []
    entries = 0
    for group in groups:
        named = name_group(group, staging, run.naming, types)
        batch.append(named)
        entries += len(named.names)
        if len(batch) >= run.most_people or entries >= MOST_ENTRIES:
            yield batch
            batch, entries = [], 0
    if batch:
        yield batch


def _take_back(staging: Staging, run: Run, report: Report) -> None:
    """What was entered in error goes, some hundreds at a time."""
    named = ((entry, run.naming.name(entry)) for entry in staging.in_error())
    while waiting := list(islice(named, _TAKEN_BACK_AT_ONCE)):
        for notice in take_back(waiting, by=run.into.by, at=run.into.at, dry_run=run.dry_run):
            report.notice(notice)


def _tell_orphans(staging: Staging, report: Report) -> None:
    for entry, reason in staging.orphans():
        report.refuse(entry.place, entry.type, reason)
