"""About Me and communication needs from another whatmatters, which writes them as QuestionnaireResponse.

Serves `IMPORTERS`. Whoever wrote them there, here they are from another record: never shown as the person's own words
until the person says them again. Where the person or somebody with them wrote here, that stands.
"""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Container
from datetime import date, datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.fhir.entries import Entry, Resource
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.reasons import Reason

from ...models import AboutMeEntry, CommunicationNeeds
from ...models.about import SNOMED_BY_HEADING
from ...rules.about_me import text_reasons
from ...rules.communication import FORMATS, SUPPORT, WAYS
from ...services.keeping import written
from ...services.media import KeptMedia, keep_media
from ..interface import ImportedCounts, PersonGroup, Standing
from ..naming import ABOUT_ME, COMMUNICATION_NEEDS
from ..taking.patients import plain
from .remembering import OnePersonRun

_HEADING_BY_SNOMED = {code: heading for heading, code in SNOMED_BY_HEADING.items()}
_KEPT = Reason("kept.own-words", "The person, or somebody with them, has written this here. What is here stands.")
_UNKNOWN = Reason("questionnaire.unknown", "Answers to a questionnaire that is not known here were left out.")
_TEXTS = {
    "asked_how": 200,
    "interpreter_language": 40,
    "in_words": 5000,
    "how_met": 5000,
    "safe_times": 2000,
    "unsafe_ways": 2000,
}
_FLAGS = ("show_alert", "may_share", "may_leave_message")


def import_group(group: PersonGroup, person_id: UUID, run: OnePersonRun, *, by: Actor, at: datetime) -> ImportedCounts:
    """Take in what one person says of themself. See `interface`."""
    counts = ImportedCounts()
    for entry in group.of_type("QuestionnaireResponse"):
        standing = run.standing(entry)
        take = _TAKERS.get(str(entry.resource.get("questionnaire")))
        if take:
            counts.count(entry, standing)
        if standing is Standing.SAME:
            continue
        if take:
            take(entry, person_id, run, counts, by, at)
        else:
            counts.leave_out(entry, _UNKNOWN)
            run.remember(entry, "")
    return counts


def _about_me(
    entry: Entry, person_id: UUID, run: OnePersonRun, counts: ImportedCounts, by: Actor, at: datetime
) -> None:
    for code, answers in _answers(entry.resource).items():
        heading = _HEADING_BY_SNOMED.get(code)
        if heading is None:
            counts.leave_out(entry, Reason("about-me.heading", "A heading that About Me does not have was left out."))
            continue
        last = AboutMeEntry.objects.filter(person=person_id, heading=heading).order_by("-number").first()
        if last and last.authorship != Authorship.IMPORTED:
            counts.keep(entry, _KEPT)
            continue
        row = AboutMeEntry(
            person_id=person_id,
            heading=heading,
            number=last.number + 1 if last else 1,
            text=_text(entry, answers, counts, at),
            authorship=Authorship.IMPORTED,
            **run.origin_of(entry).columns,
            **written(by, at),
        )
        if media := _media(entry, answers, counts, at):
            row.media, row.media_type, row.media_name = media.path, media.media_type, media.name
        row.save(force_insert=True)
    run.remember(entry, "about-me")


def _text(entry: Entry, answers: list[Resource], counts: ImportedCounts, at: datetime) -> str:
    said = "\n".join(clean_text(one["valueString"]) for one in answers if isinstance(one.get("valueString"), str))
    if reasons := text_reasons(said, has_media=True, day=at.date()):
        counts.leave_out(entry, reasons[0])
        return ""
    return said


def _media(entry: Entry, answers: list[Resource], counts: ImportedCounts, at: datetime) -> KeptMedia | None:
    """The sound or picture, checked as one that is sent up here is."""
    attached = next((one["valueAttachment"] for one in answers if isinstance(one.get("valueAttachment"), dict)), None)
    if attached is None:
        return None
    try:
        content = base64.b64decode(str(attached.get("data") or ""), validate=True)
        if not content:
            raise ValueError
        return keep_media(io.BytesIO(content), name=str(attached.get("title") or ""), size=len(content), at=at)
    except (Refused, ValueError, binascii.Error):
        counts.leave_out(entry, Reason("about-me.media", "A sound or picture that came with it could not be taken in."))
        return None


def _needs(entry: Entry, person_id: UUID, run: OnePersonRun, counts: ImportedCounts, by: Actor, at: datetime) -> None:
    columns = _needs_columns(_answers(entry.resource))
    row = run.row(entry)
    last = CommunicationNeeds.objects.filter(person=person_id).order_by("-number").first()
    came = row.content if row else {}
    if last and (not came or any(plain({name: getattr(last, name)})[name] != came[name] for name in came)):
        counts.keep(entry, _KEPT)
    else:
        number = last.number + 1 if last else 1
        CommunicationNeeds(person_id=person_id, number=number, **columns, **written(by, at)).save(force_insert=True)
    run.remember(entry, "communication", content=plain(columns))


def _needs_columns(answers: dict[str, list[Resource]]) -> dict[str, Any]:
    """The columns, from answers that have the names of columns. What is none of our codes is left out."""

    def texts(name: str) -> list[str]:
        return [
            clean_text(one["valueString"]) for one in answers.get(name, ()) if isinstance(one.get("valueString"), str)
        ]

    def codes(name: str, known: Container[str]) -> list[str]:
        found = [one.get("valueCoding") for one in answers.get(name, ())]
        return [str(one.get("code")) for one in found if isinstance(one, dict) and one.get("code") in known]

    columns: dict[str, Any] = {name: "\n".join(texts(name))[:longest] for name, longest in _TEXTS.items()}
    columns |= {"formats": codes("formats", FORMATS), "support": codes("support", SUPPORT)}
    columns["preferred_way"] = next(iter(codes("preferred_way", WAYS)), "")
    for name in _FLAGS:
        found = [one["valueBoolean"] for one in answers.get(name, ()) if isinstance(one.get("valueBoolean"), bool)]
        columns[name] = found[0] if found else (True if name == "show_alert" else None)
    days = [one.get("valueDate") for one in answers.get("review_on", ())]
    columns["review_on"] = next((_day(day) for day in days if isinstance(day, str)), None)
    return columns


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _answers(response: Resource) -> dict[str, list[Resource]]:
    """The answers by the name of their question."""
    items = [item for item in response.get("item") or () if isinstance(item, dict)]
    return {
        str(item.get("linkId")): [one for one in item.get("answer") or () if isinstance(one, dict)] for item in items
    }


_TAKERS = {ABOUT_ME: _about_me, COMMUNICATION_NEEDS: _needs}
