"""Take a small file of people that somebody sent up by the page: keep it, read it, say what became of it.

Small ones are read while somebody waits, others by the worker. The file itself is deleted when it has been read. What
one organisation sends up never reaches a record that it does not see: a person of another's becomes a record of its
own, and a proposal.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor, Post, Role
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, Refused, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import YES, Reason, Reasons
from ...messages.background import queue_job
from ..importing.bringing_in import Wanted, bring_in
from ..importing.running.report import Report
from ..models import Organisation, Upload
from ..permissions import OwnDeed, check_role
from ..rules.consent import said_by_reasons
from ..rules.settings import SETTINGS
from ..states import UPLOAD
from .keeping import made
from .relationships import open_organisation

ENDINGS = (".json", ".ndjson", ".jsonl", ".json.gz", ".ndjson.gz", ".zip", ".csv", ".xlsx")
JOB = "whatmatters.foundation.people.jobs.take_in_upload"


class NobodyWatches:
    """The page looks at the report, not at the run."""

    def reading(self, entries: int, file: str) -> None:
        """Says nothing."""

    def taking(self, done: int, total: int) -> None:
        """Says nothing."""


def upload_reasons(name: str, size: int, *, at: datetime) -> Reasons:
    """Why this file cannot be taken by the page: too large, or none of the kinds that are read. `size` in bytes."""
    largest = SETTINGS.value("upload.largest", day_of(at))
    if size > largest:
        text = _(
            "This file has %(size)s MB. The most that this page can take is %(largest)s MB. Nothing was saved. Ask"
            " whoever looks after this system to bring it in with: whatmatters people import FILE"
        )
        words = text % {"size": _megabytes(size), "largest": _megabytes(largest)}
        return (Reason("upload.large", words, "file"),)
    if not name.lower().endswith(ENDINGS):
        text = _(
            "This kind of file is not read. Choose a spreadsheet (.xlsx or .csv) or a FHIR file (.json or .ndjson)."
        )
        return (Reason("upload.kind", text, "file"),)
    return YES


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f}"


@transaction.atomic
def receive_upload(
    *, file: BinaryIO, name: str, size: int, organisation_id: UUID, consent_said_by: str = "", by: Actor, at: datetime
) -> UUID:
    """Keep a file of people and have it read; the id by which its report is found.

    Who may: staff who may register people at this organisation. `consent_said_by` says who gave the people's consent
    and how, where the organisation needs it. Raises `NotAllowed`, `Refused`.
    """
    check_role(OwnDeed.REGISTER, by, organisation_id)
    organisation = open_organisation(organisation_id)
    keep_rule(upload_reasons(name, size, at=at))
    keep_rule(said_by_reasons(consent_said_by, by_staff=True) if organisation.needs_consent else YES)
    upload = _keep(file, name, size, organisation, consent_said_by, by, at)
    record_change(
        "sent up a file of people",
        by=by,
        at=at,
        subject=f"upload:{upload.id}",
        details={"size": size},
        organisations=[organisation_id],
    )
    if size <= SETTINGS.value("upload.read-at-once", day_of(at)):
        take_in_upload(upload_id=upload.id, by=by, at=at)
    else:
        queue_job(JOB, upload.id, is_awaited=True)
    return upload.id


def _keep(
    file: BinaryIO, name: str, size: int, organisation: Organisation, consent: str, by: Actor, at: datetime
) -> Upload:
    post = by.post_at({organisation.id})
    ending = next(one for one in sorted(ENDINGS, key=len, reverse=True) if name.lower().endswith(one))
    upload = Upload(
        organisation=organisation,
        file_name=clean_text(name)[-200:],
        size=size,
        role=post.role if post else "",
        consent=clean_text(consent)[:140],
        **made(by, at),
    )
    upload.file.save(f"{uuid4().hex}{ending}", File(file), save=False)
    upload.save(force_insert=True)
    return upload


def take_in_upload(*, upload_id: UUID, by: Actor, at: datetime) -> None:
    """Read a file that waits, as whoever sent it; nothing when it was read before. Who may: they, or the worker.

    Raises `NotFound`, and whatever stops a run: what was taken in before that is kept, and the next try goes on.
    """
    upload = Upload.objects.select_related("organisation").filter(pk=upload_id).first()
    if upload is None or not (by.is_system or by.id == upload.created_by):
        raise NotFound
    if UPLOAD.reasons_against("finish", upload.state) or not upload.file:
        return
    with Report() as report:
        try:
            _read(upload, report, at)
        except BaseException:
            _end(upload, "stop", report, at)
            raise
        _end(upload, "finish", report, at)
    upload.file.delete(save=False)


def _read(upload: Upload, report: Report, at: datetime) -> None:
    sender = Actor(
        upload.created_by,
        upload.created_by_name,
        (Post(Role(upload.role), upload.organisation_id, upload.organisation.name),) if upload.role else (),
    )
    place = upload.organisation.ods_code or str(upload.organisation_id)
    wanted = Wanted(
        [Path(upload.file.path)], upload.organisation, within=f"sent up at {place}: ", consent=upload.consent
    )
    bring_in(wanted, report, NobodyWatches(), by=sender, at=at)


def _end(upload: Upload, move: str, report: Report, at: datetime) -> None:
    """Keep the report, with the name that the file had in place of the one that it has here."""
    said = report.as_json()
    for line in said["summary"]:
        line["places"] = [place.replace(upload.file.path, upload.file_name) for place in line["places"]]
    upload.report, upload.state, upload.finished_at = said, UPLOAD.after(move), at
    upload.save(update_fields=["report", "state", "finished_at"])


def remove_old_uploads(*, by: Actor, at: datetime) -> int:
    """Delete files that were sent up and never read to their end; how many. Reports stay. Who may: the nightly job."""
    if not by.is_system:
        raise Refused(Reason("upload.old", _("Only the nightly job does this.")))
    days = SETTINGS.value("upload.kept", day_of(at))
    old = Upload.objects.filter(created_at__lt=at - timedelta(days=days)).exclude(file="")
    removed = 0
    for upload in old.iterator(chunk_size=100):
        upload.file.delete(save=False)
        Upload.objects.filter(pk=upload.pk).update(file="")
        removed += 1
    return removed
