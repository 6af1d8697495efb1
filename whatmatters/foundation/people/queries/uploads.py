"""Files of people that were sent up by the page, and what became of them.

Serves the page. A report counts and names places in a file, never people. Whoever may register people at the
organisation that received them sees it; to anybody else it is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ...kernel.errors import NotFound
from ..models import Upload
from ..permissions import OwnDeed, organisations_where
from ..rules.settings import SETTINGS

_RECENT = 20


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One file that was sent up. `people` counts by what became of them: new, updated, same, refused."""

    id: UUID
    file_name: str
    organisation: str
    sent_at: datetime
    sent_by: str
    state: str
    people: dict[str, int]


@dataclass(frozen=True, slots=True)
class UploadLine:
    """One reason, how often it was given, and the first places in the file."""

    about: str
    text: str
    count: int
    places: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class UploadPage:
    """Everything that the page of one file says. `lines` are by kind: refused, flagged, kept, left-out."""

    row: UploadRow
    resources: tuple[tuple[str, int], ...]
    left: tuple[tuple[str, int], ...]
    proposed: int
    lines: dict[str, tuple[UploadLine, ...]]


@dataclass(frozen=True, slots=True)
class SendingUp:
    """What the page that asks for a file shows: the limit in bytes, and the files of late."""

    largest: int
    recent: tuple[UploadRow, ...]


def get_sending_up(by: Actor, at: datetime) -> SendingUp:
    """The limit, and the latest files that the actor's organisations received. Two statements at most."""
    mine = organisations_where(OwnDeed.REGISTER, by)
    rows = Upload.objects.filter(organisation__in=mine).select_related("organisation").order_by("-created_at")
    return SendingUp(SETTINGS.value("upload.largest", day_of(at)), tuple(_row(one) for one in rows[:_RECENT]))


def get_upload(upload_id: UUID, by: Actor) -> UploadPage:
    """One file and what became of the people in it. Raises `NotFound`."""
    mine = organisations_where(OwnDeed.REGISTER, by)
    found = Upload.objects.filter(pk=upload_id, organisation__in=mine).select_related("organisation").first()
    if found is None:
        raise NotFound
    said: dict[str, Any] = found.report
    lines: dict[str, list[UploadLine]] = {}
    for one in said.get("summary", []):
        lines.setdefault(one["kind"], []).append(_line(one))
    return UploadPage(
        row=_row(found),
        resources=tuple((kind, sum(counts.values())) for kind, counts in said.get("resources", {}).items()),
        left=tuple(sorted(said.get("unsupported", {}).items())),
        proposed=said.get("duplicates_proposed", 0),
        lines={kind: tuple(rows) for kind, rows in lines.items()},
    )


def _row(upload: Upload) -> UploadRow:
    return UploadRow(
        id=upload.id,
        file_name=upload.file_name,
        organisation=upload.organisation.name,
        sent_at=upload.created_at,
        sent_by=upload.created_by_name,
        state=upload.state,
        people=upload.report.get("people", {}),
    )


def _line(said: dict[str, Any]) -> UploadLine:
    places = tuple(said["places"])
    return UploadLine(said["resource_type"], said["text"], said["count"], places, said["count"] - len(places))
