"""The whole record as one ZIP: to keep, to read without us, and to take into another system.

Who may: the person, signed in as themself, and care staff at an organisation that cares for them; not a proxy. Each
part only as the reader may see it: a FHIR resource whose section they do not see is left out, and one of a type that is
not listed here too. Who looked is for the person alone.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from whatmatters.care_plans.queries import PlanInFull, RemarkInPlan, list_plans_in_full, list_remarks_of
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.nhsuk.documents import DocumentFailed, NoGlyph
from whatmatters.foundation.nhsuk.wording import text_direction
from whatmatters.foundation.people.exporting.taking_out import bundle_of
from whatmatters.foundation.people.permissions import access_to
from whatmatters.foundation.people.queries.who_looked import Looked, list_looks
from whatmatters.foundation.people.sections import Section

from .copies import folder_as_text, folder_copy
from .elsewhere import list_elsewhere
from .folder import folder_parts, folder_title, made_line, who_pairs
from .own_json import own_json
from .queries import SHOWN, Folder, get_folder, may_take_out

NEEDED: dict[str, frozenset[Section]] = {
    "Organization": frozenset({Section.IDENTITY}),
    "Patient": frozenset({Section.IDENTITY, Section.CONTACT, Section.COMMUNICATION}),
    "RelatedPerson": frozenset({Section.CIRCLE}),
    "QuestionnaireResponse": frozenset({Section.ABOUT_ME}),
    "Condition": frozenset({Section.CONDITIONS}),
    "Observation": frozenset({Section.OBSERVATIONS}),
    "Goal": frozenset({Section.PLAN}),
    "CarePlan": frozenset({Section.PLAN}),
}
"""What somebody must see for a resource to be in their copy."""

WHOLE = frozenset(SHOWN).union({Section.ACCESS}, *NEEDED.values())
"""The sections of which something is in the copy."""


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """Everything that goes into the ZIP. `looks` is None for others than the person."""

    folder: Folder
    plans: tuple[PlanInFull, ...]
    remarks: tuple[RemarkInPlan, ...]
    elsewhere: dict[str, Any]
    fhir: bytes
    looks: tuple[Looked, ...] | None


def get_whole_record(person_id: UUID, *, by: Actor, at: datetime) -> WholeRecord:
    """One person's whole record, closed plans too, recorded as a read. Raises `NotFound`, also for a proxy."""
    access = access_to(person_id, by, at)
    if not may_take_out(access):
        raise NotFound
    folder = get_folder(person_id, action="took the whole record away", shows=WHOLE, by=by, at=at)
    sees_plan = Section.PLAN in access
    return WholeRecord(
        folder=folder,
        plans=list_plans_in_full(person_id, by=by, at=at, closed=True) if sees_plan else (),
        remarks=list_remarks_of(person_id) if sees_plan else (),
        elsewhere=list_elsewhere(person_id, access=access, by=by, at=at),
        fhir=bundle_of(person_id, types={kind for kind, needs in NEEDED.items() if needs <= access.sections}, at=at),
        looks=list_looks(person_id, by=by) if access.is_own else None,
    )


def as_zip(record: WholeRecord) -> bytes:
    """The record as one packed file."""
    packed = io.BytesIO()
    moment = record.folder.made_at.timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(record):
            archive.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _files(record: WholeRecord) -> Iterator[tuple[str, bytes | str]]:
    folder = record.folder
    yield "read-me.txt", _read_me(record)
    yield "folder.txt", folder_as_text(folder)
    yield "folder.html", _html(folder)
    try:
        yield "folder.pdf", folder_copy(folder, large_print=folder.is_large_print).pdf()
    except (NoGlyph, DocumentFailed) as reason:
        yield "no-folder-pdf.txt", str(reason)
    yield "record.fhir.json", record.fhir
    yield "record.whatmatters.json", own_json(record.plans, record.remarks, record.elsewhere, made_at=folder.made_at)
    if record.looks is not None:
        yield "who-looked.csv", _csv(record.looks)


def _read_me(record: WholeRecord) -> str:
    lines = [
        _("This is a copy of everything that is kept here about %(name)s.") % {"name": record.folder.banner.name},
        made_line(record.folder),
        _("Keep it safe: whoever has this file can read it."),
        "",
        _("folder.html: to read in a browser. folder.pdf: to print. folder.txt: to hear or to read in braille."),
        _("record.fhir.json: for another computer system (HL7 FHIR R4)."),
        _("record.whatmatters.json: what that format has no place for, such as whose words they are."),
        _("who-looked.csv: who looked at the record, and when; a spreadsheet opens it.") if record.looks else "",
    ]
    return "\n".join(lines).rstrip() + "\n"


def _html(folder: Folder) -> str:
    """A page that needs nothing but itself."""
    language = get_language() or "en-gb"
    words = {
        "title": folder_title(folder),
        "who": who_pairs(folder),
        "parts": folder_parts(folder),
        "made": made_line(folder),
        "language": language,
        "direction": text_direction(language),
    }
    return render_to_string("overview/whole.html", words)


def _csv(looks: Iterable[Looked]) -> str:
    """Who looked, with cells that no spreadsheet takes for a formula."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([_("When"), _("Who"), _("As"), _("Where"), _("What"), _("Why"), _("Parts"), _("Emergency")])
    for one in looks:
        cells = (one.who, one.role, one.organisation, one.action, one.why, "; ".join(one.sections))
        emergency = _("yes") if one.is_emergency else ""
        lines.writerow([one.at.isoformat(timespec="seconds"), *map(_harmless, cells), emergency])
    return written.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
