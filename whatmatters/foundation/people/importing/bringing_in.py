"""Bring people in from any mixture of files: FHIR and spreadsheets, whole folders, packed or not.

Serves the command and the page: the one way in. Who may: processes of ours, and staff who may register people at the
receiving organisation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from whatmatters.foundation.fhir.limits import Limits, limits_on
from whatmatters.foundation.fhir.staging import Staging, stage
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.columns import Origin

from ..models import Organisation
from ..permissions import OwnDeed, check_role
from .keeping.new_people import Receiving
from .naming import Naming
from .running.report import Report
from .running.runner import MOST_PEOPLE, Progress, Run, run_import
from .spreadsheets.staging import is_spreadsheet, stage_spreadsheet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be brought in, and how.

    `source` names the system the files come from, when they do not say so themselves. `within` keeps what an
    organisation sent up by a page apart from what others did. `consent` says who gave the people's consent and how,
    where the organisation needs it. `most_people` is how many share a transaction.
    """

    files: Sequence[Path]
    organisation: Organisation
    source: str = ""
    within: str = ""
    consent: str = ""
    dry_run: bool = False
    most_people: int = MOST_PEOPLE

    @property
    def waits_for_consent(self) -> bool:
        """Whether the people will not be seen by the organisation until they have said yes."""
        return self.organisation.needs_consent and not self.consent


def bring_in(wanted: Wanted, report: Report, progress: Progress, *, by: Actor, at: datetime) -> None:
    """Take in everything; the report says what became of it.

    Raises `NotAllowed`, and `OperationalError` or `NoRoom` when the database or the disk cannot go on: what was taken
    in before that stays, and the same call goes on from there.
    """
    organisation = wanted.organisation
    check_role(OwnDeed.REGISTER, by, organisation.id)
    place = organisation.ods_code or str(organisation.id)
    naming = Naming(given=wanted.source, fallback=f"files for {place}", within=wanted.within)
    run = Run(
        into=Receiving(organisation, by, at, wanted.consent),
        naming=naming,
        dry_run=wanted.dry_run,
        most_people=wanted.most_people,
    )
    limits = limits_on(day_of(at))
    sheets = [file for file in wanted.files if is_spreadsheet(file)]
    if records := [file for file in wanted.files if file not in sheets]:
        run_import(partial(_stage_records, records, limits=limits), run, report, progress)
    for sheet in sheets:
        as_sheet = replace(run, origin=Origin.SPREADSHEET)
        run_import(
            partial(stage_spreadsheet, sheet, limits=limits, folder=Path(settings.HOME)), as_sheet, report, progress
        )


def _stage_records(
    files: Iterable[Path], progress: Callable[[int, str], None], types: Iterable[str], *, limits: Limits
) -> AbstractContextManager[Staging]:
    return stage(files, limits=limits, folder=Path(settings.HOME), personal=types, progress=progress)
