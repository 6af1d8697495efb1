"""A few people at a time, in one transaction: all of each, or nothing.

Serves the runner. When anything about one of them is refused, or the database says no, nothing of the batch is kept
and each is taken by itself, so that one person never keeps another out, and nobody comes in by half.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError, transaction

from whatmatters.foundation.kernel.audit import record_changes
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.columns import Origin
from whatmatters.foundation.kernel.reasons import Reason, Reasons

from ...models import CareRelationship, Person
from ...services.naming import index_names
from ..interface import EntryRefused, Importer, Notice, NoticeKind, Standing
from ..keeping.matching import OWN_EXPORT, Match, Matcher
from ..keeping.new_people import Receiving, new_person, rows_of
from ..keeping.practices import practices_by_code
from ..keeping.proposing import propose
from ..keeping.remembering import Known, OnePersonRun, known_resources
from ..keeping.rows import Rows
from ..keeping.updating import Coming, receive, update_person
from .preparing import NamedGroup, Prepared, prepare
from .report import Fate, Report

log = logging.getLogger(__name__)
_TRIES = 3
_IN_THE_WAY = ("40001", "40P01")
"""What PostgreSQL says when two transactions wait for each other: SQLSTATE of class 40."""

_OUTDATED = Reason("kept.newer", "A newer copy of this was taken in before. What is here stands.")


@dataclass(slots=True)
class _Done:
    """What one batch did: told to the report only when it is kept."""

    fates: list[tuple[Fate, Prepared]] = field(default_factory=list)
    own: list[Prepared] = field(default_factory=list)
    refused: list[tuple[Prepared, Reasons]] = field(default_factory=list)
    alike: list[tuple[UUID, UUID]] = field(default_factory=list)
    proposed: int = 0


@dataclass(slots=True)
class BatchImporter:
    """Takes in batches for one run."""

    into: Receiving
    origin: Origin
    importers: Sequence[Importer]
    report: Report
    dry_run: bool = False

    def take(self, groups: Sequence[NamedGroup]) -> None:
        """Take in these people. Raises `OperationalError` when the database cannot go on; what came before is kept."""
        known = known_resources(name for group in groups for name in group.names.values())
        received = self._received_before(known)
        waiting: list[Prepared] = []
        numbers: set[object] = set()
        for group in groups:
            if self._is_same(group, known, received):
                self.report.person(Fate.SAME)
                self._count_same(group)
                continue
            prepared = prepare(group, day_of(self.into.at))
            if isinstance(prepared, list):
                self._refuse(prepared)
                continue
            telling = _telling(prepared)
            if telling & numbers:
                # The second may be the same person as the first, who must be there to be found.
                self._take_together(waiting)
                waiting, numbers = [], set()
            waiting.append(prepared)
            numbers |= telling
        self._take_together(waiting)

    def _received_before(self, known: Known) -> set[UUID]:
        """Of the people who came before, those for whom the receiving organisation cares or cared."""
        people = {row.person_id for row in known.values()}
        held = CareRelationship.objects.filter(person__in=people, organisation=self.into.organisation)
        return set(held.values_list("person_id", flat=True)) if people else set()

    def _is_same(self, group: NamedGroup, known: Known, received: set[UUID]) -> bool:
        """Whether everything of this person was taken before and says the same."""
        row = known.get((group.patient.source, group.patient.reference))
        if row is None or row.person_id not in received:
            return False
        rows = (known.get((name.source, name.reference)) for name in group.names.values())
        pairs = zip(rows, group.names.values(), strict=True)
        return all(one and one.person_id == row.person_id and one.digest == name.digest for one, name in pairs)

    def _count_same(self, group: NamedGroup) -> None:
        for entry in group.group.entries:
            self.report.count(entry.type, Standing.SAME)

    def _refuse(self, notices: list[Notice]) -> None:
        self.report.person(Fate.REFUSED)
        for notice in notices:
            self.report.notice(notice)

    def _take_together(self, people: Sequence[Prepared], tries: int = _TRIES) -> None:
        if not people:
            return
        try:
            with transaction.atomic():
                done = self._write(people)
                transaction.set_rollback(self.dry_run)
        except Exception as error:
            if tries > 1 and _is_somebody_elses_doing(error):
                self._take_together([_afresh(one, self.into) for one in people], tries - 1)
            elif isinstance(error, OperationalError | InterfaceError):
                raise
            elif len(people) > 1:
                for one in people:
                    self._take_together([_afresh(one, self.into)])
            else:
                self._refuse([_why(error, people[0])])
            return
        self._tell(done)

    def _tell(self, done: _Done) -> None:
        self.report.proposed += done.proposed
        for fate, prepared in done.fates:
            self.report.person(fate, prepared.counts)
        for prepared in done.own:
            self.report.person(Fate.SAME, prepared.counts)
        for prepared, reasons in done.refused:
            patient = prepared.named.group.patient
            self._refuse([Notice(NoticeKind.REFUSED, patient.place, patient.type, reason) for reason in reasons])

    def _write(self, people: Sequence[Prepared]) -> _Done:
        done, rows = _Done(), Rows()
        known = known_resources(name for one in people for name in one.named.names.values())
        matched = [(one, match) for one, match in self._match(people, known) if not self._stays_out(one, match, done)]
        practices = practices_by_code(one.taken.practice for one, _ in matched)
        made = {id(one): self._new(one, practices) for one, match in matched if match.person is None}
        Person.objects.bulk_create(made.values())
        index_names(list(made.values()), are_new=True)
        for one, match in matched:
            person = match.person or made[id(one)]
            run = self._run(one, person, known, rows)
            fate = self._take_one(one, person, match.person is None, run, practices)
            done.fates.append((fate, one))
            done.alike += [(person.id, other.id) for other in match.alike]
        rows.write()
        done.proposed = propose(done.alike, by=self.into.by, at=self.into.at)
        self._audit(done, [match.person or made[id(one)] for one, match in matched])
        return done

    def _match(self, people: Sequence[Prepared], known: Known) -> list[tuple[Prepared, Match]]:
        matcher = Matcher(self.into.by, self.into.at)
        own_ids = [one.named.own_id for one in people if one.named.own_id]
        matcher.load(known.values(), own_ids, [one.taken.particulars for one in people])
        found = []
        for one in people:
            row = known.get((one.named.patient.source, one.named.patient.reference))
            found.append((one, matcher.match(row, one.named.own_id, one.taken.particulars)))
        return found

    def _stays_out(self, one: Prepared, match: Match, done: _Done) -> bool:
        if match.reasons == (OWN_EXPORT,):
            one.counts.notices.clear()
            one.counts.leave_out(one.named.group.patient, OWN_EXPORT)
            done.own.append(one)
        elif match.reasons:
            done.refused.append((one, match.reasons))
        return bool(match.reasons)

    def _new(self, one: Prepared, practices: dict[str, UUID]) -> Person:
        run = self._run(one, Person(), {}, Rows())
        return new_person(one.taken, run.origin_of(one.named.group.patient), self.into, practices)

    def _run(self, one: Prepared, person: Person, known: Known, rows: Rows) -> OnePersonRun:
        organisation = self.into.organisation
        return OnePersonRun(
            organisation_id=organisation.id,
            organisation_name=organisation.name,
            person_id=person.id,
            at=self.into.at,
            origin=self.origin,
            names=one.named.names,
            known=known,
            rows=rows,
        )

    def _take_one(
        self, one: Prepared, person: Person, is_new: bool, run: OnePersonRun, practices: dict[str, UUID]
    ) -> Fate:
        group, counts = one.named.group, one.counts
        standing, row = run.standing(group.patient), run.row(group.patient)
        origin = run.origin_of(group.patient)
        if is_new:
            run.add(*rows_of(person, one.taken, origin, self.into))
        elif standing is not Standing.SAME:
            practice = practices.get(one.taken.practice.ods_code) if one.taken.practice else None
            coming = Coming(group.patient, one.taken, row.content if row else None, origin, practice)
            update_person(person, coming, self.into, counts)
        if standing is not Standing.SAME:
            run.remember(group.patient, f"person:{person.id}", content=one.taken.as_content())
        counts.count(group.patient, standing)
        for entry in group.entries:
            if run.is_outdated(entry):
                counts.keep(entry, _OUTDATED)
        for importer in self.importers:
            counts.add(importer(group, person.id, run, by=self.into.by, at=self.into.at))
        run.save_changed()
        is_received = False if is_new else receive(person, self.into)
        if is_new:
            return Fate.NEW
        return Fate.UPDATED if is_received or counts.new or counts.updated else Fate.SAME

    def _audit(self, done: _Done, people: Sequence[Person]) -> None:
        for fate, action in (
            (Fate.NEW, "brought the person in from another record"),
            (Fate.UPDATED, "brought the person's record up to date from another record"),
        ):
            chosen = [person for person, what in zip(people, done.fates, strict=True) if what[0] is fate]
            record_changes(
                action,
                by=self.into.by,
                at=self.into.at,
                subjects=[(person.id, f"person:{person.id}") for person in chosen],
                organisations=[self.into.organisation.id],
            )


def _telling(one: Prepared) -> set[object]:
    """What two people of one batch must not share, so that the second is compared with the first."""
    who = one.taken.particulars
    name = (who.family_name, who.given_names, who.birth_date)
    telling: set[object] = {one.named.patient}
    telling |= {who.nhs_number} if who.nhs_number else set()
    return telling | ({name} if who.birth_date else set())


def _is_somebody_elses_doing(error: Exception) -> bool:
    """Whether another run at the same moment was in the way: what it kept is found at the next try."""
    state = getattr(error.__cause__, "sqlstate", "")
    return isinstance(error, IntegrityError) or state in _IN_THE_WAY


def _afresh(one: Prepared, into: Receiving) -> Prepared:
    """The same person without what the batch that failed had counted."""
    again = prepare(one.named, day_of(into.at))
    return one if isinstance(again, list) else again


def _why(error: Exception, one: Prepared) -> Notice:
    """Why somebody was refused while being written."""
    patient = one.named.group.patient
    if isinstance(error, EntryRefused):
        return Notice(NoticeKind.REFUSED, error.place, error.resource_type, error.reasons[0])
    log.warning("A person could not be taken in (%s).", type(error).__name__, exc_info=error)
    words = f"Something about this record could not be kept ({type(error).__name__}). Nothing of it was taken in."
    return Notice(NoticeKind.REFUSED, patient.place, patient.type, Reason("exception", words))
