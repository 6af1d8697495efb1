"""About Me and how to communicate with the person, as QuestionnaireResponse.

Serves the export. FHIR and UK Core have no resource for either. A QuestionnaireResponse says who answered, when and in
which words, and can carry a sound or a picture; the questions of About Me are named by the SNOMED CT codes of its
headings (PRSB About Me v2.0, rulebook 3.3), those of the needs by the steps of DAPB1605. One response a heading: each
has its own author and day.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any
from uuid import uuid5

from whatmatters.foundation.fhir.elements import coding, extension
from whatmatters.foundation.fhir.writing import resource, without_empty
from whatmatters.foundation.kernel.columns import Authorship

from ..importing.naming import ABOUT_ME, COMMUNICATION_NEEDS, NEEDS_CODES, SUPPORTED_BY, WHOSE_WORDS
from ..models import AboutMeEntry, CommunicationNeeds
from ..models.about import SNOMED_BY_HEADING, Heading
from ..rules.communication import FORMATS, SUPPORT, WAYS
from .interface import Outgoing, Resource

MOST_INLINE = 5_000_000
"""Bytes of a sound or picture that go into the file itself: what our own import takes back in one record."""

_TEXTS = ("asked_how", "interpreter_language", "in_words", "how_met", "safe_times", "unsafe_ways")
_FLAGS = ("show_alert", "may_share", "may_leave_message")


def export_person(outgoing: Outgoing) -> Iterator[Resource]:
    """What the person says under each heading now, and their needs now. Two statements."""
    latest: dict[str, AboutMeEntry] = {}
    for entry in AboutMeEntry.objects.filter(person=outgoing.person_id).order_by("number"):
        latest[entry.heading] = entry
    for entry in (latest[heading] for heading in Heading if heading in latest):
        if entry.text or entry.media:
            yield _about_me(entry, outgoing)
    needs = CommunicationNeeds.objects.filter(person=outgoing.person_id).order_by("-number").first()
    if needs:
        yield _needs(needs, outgoing)


def _about_me(entry: AboutMeEntry, outgoing: Outgoing) -> Resource:
    heading = Heading(entry.heading)
    answers: list[dict[str, Any]] = [{"valueString": entry.text}] if entry.text else []
    answers += [{"valueAttachment": _attachment(entry)}] if entry.media else []
    supporter = [extension(SUPPORTED_BY, String=entry.supported_by)] if entry.supported_by else []
    return resource(
        "QuestionnaireResponse",
        id=str(entry.id),
        extension=[extension(WHOSE_WORDS, Code=entry.authorship), *supporter],
        questionnaire=ABOUT_ME,
        status="completed",
        subject={"reference": outgoing.patient},
        authored=entry.written_at,
        source={"reference": outgoing.patient}
        if entry.authorship in (Authorship.PERSON, Authorship.SUPPORTED)
        else None,
        item=[{"linkId": SNOMED_BY_HEADING[heading], "text": heading.label, "answer": answers}],
    )


def _attachment(entry: AboutMeEntry) -> dict[str, Any]:
    """The sound or picture; of one that is too large for the file, its name and size."""
    size = entry.media.size
    data = ""
    if size <= MOST_INLINE:
        with entry.media.open("rb") as stream:
            data = base64.b64encode(stream.read()).decode()
    return without_empty(
        {"contentType": entry.media_type, "data": data, "size": size, "title": entry.media_name or "About me"}
    )


def _needs(needs: CommunicationNeeds, outgoing: Outgoing) -> Resource:
    items = [_item(name, {"valueString": getattr(needs, name)}) for name in _TEXTS if getattr(needs, name)]
    for name, codes, words in (("formats", needs.formats, FORMATS), ("support", needs.support, SUPPORT)):
        answers = [{"valueCoding": coding(NEEDS_CODES, code, str(words.get(code, code)))} for code in codes]
        items += [_item(name, *answers)] if answers else []
    if needs.preferred_way:
        way = coding(NEEDS_CODES, needs.preferred_way, str(WAYS.get(needs.preferred_way, needs.preferred_way)))
        items.append(_item("preferred_way", {"valueCoding": way}))
    items += [
        _item(name, {"valueBoolean": getattr(needs, name)}) for name in _FLAGS if getattr(needs, name) is not None
    ]
    items += [_item("review_on", {"valueDate": needs.review_on.isoformat()})] if needs.review_on else []
    return resource(
        "QuestionnaireResponse",
        id=str(uuid5(outgoing.person_id, "communication-needs")),
        questionnaire=COMMUNICATION_NEEDS,
        status="completed",
        subject={"reference": outgoing.patient},
        authored=needs.written_at,
        item=items,
    )


def _item(name: str, *answers: dict[str, Any]) -> dict[str, Any]:
    return {"linkId": name, "answer": list(answers)}
