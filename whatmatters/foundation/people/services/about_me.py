"""Write About Me: the person's own words, in writing, as a sound or as a picture. Every save is a new version.

Refuses a silent edit by staff: they say whom they supported, the person is shown "written with you by …", and answers
"that is right" or "that is not what I said". Nothing is ever overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.columns import Authorship
from ...kernel.errors import EditConflict, NotAllowed, NotFound, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reason
from ..models import AboutMeAnswer, AboutMeEntry, Person
from ..models.about import Heading
from ..permissions import Access, Deed
from ..rules.about_me import supported_by_reasons, text_reasons
from ..sections import Section
from .keeping import person_for, written
from .media import KeptMedia


@dataclass(frozen=True, slots=True)
class Words:
    """What is said under one heading. `keeps_media` takes the sound or picture of the version before along."""

    text: str = ""
    media: KeptMedia | None = None
    keeps_media: bool = False
    supported_by: str = ""


@transaction.atomic
def write_about_me(*, person_id: UUID, heading: str, words: Words, based_on: int, by: Actor, at: datetime) -> int:
    """Write what is said under a heading; the number of the new version.

    `based_on` is the number of the version that the writer saw (0: none): when somebody was quicker, `EditConflict`
    carries both. Who may: the person, a proxy who sees About Me, and care staff, who must say whom they supported.
    Raises `NotFound`, `NotAllowed`, `Refused`, `EditConflict`.
    """
    person, access = person_for(Deed.WRITE_ABOUT_ME, person_id, by, at)
    last = _last(person, heading)
    if (last.number if last else 0) != based_on:
        raise _conflict(words.text, last)
    has_media = bool(words.media or (words.keeps_media and last and last.media))
    by_staff = not access.is_own and Section.ABOUT_ME not in access.proxy_sections
    keep_rule(
        text_reasons(words.text, has_media=has_media, day=day_of(at))
        + supported_by_reasons(words.supported_by, by_staff=by_staff, day=day_of(at))
    )
    entry = _entry(person, heading, based_on + 1, by, at)
    entry.text, entry.supported_by = clean_text(words.text), _supporter(words, access, by)
    entry.authorship = Authorship.SUPPORTED if entry.supported_by else Authorship.PERSON
    _attach(entry, words, last)
    entry.save(force_insert=True)
    _record("wrote in About Me", entry, access, by, at)
    return entry.number


def _supporter(words: Words, access: Access, by: Actor) -> str:
    """Who helped to write. A proxy who names nobody has written it themself."""
    named = clean_text(words.supported_by)
    return named if named or access.is_own else by.name[:150]


def _attach(entry: AboutMeEntry, words: Words, last: AboutMeEntry | None) -> None:
    if words.media:
        entry.media, entry.media_type = words.media.path, words.media.media_type
        entry.media_name = words.media.name
    elif words.keeps_media and last:
        entry.media, entry.media_type, entry.media_name = last.media.name, last.media_type, last.media_name


@transaction.atomic
def take_back_about_me(*, person_id: UUID, heading: str, based_on: int, by: Actor, at: datetime) -> int:
    """Take the words under a heading back: nothing is shown any more, and the versions stay.

    Who may: the person, and a proxy who sees About Me. Raises as `write_about_me`.
    """
    person, access = person_for(Deed.WRITE_ABOUT_ME, person_id, by, at)
    _refuse_staff(access)
    last = _last(person, heading)
    if last is None or last.number != based_on:
        raise _conflict("", last)
    entry = _entry(person, heading, based_on + 1, by, at)
    entry.authorship = Authorship.PERSON
    entry.save(force_insert=True)
    _record("took back words in About Me", entry, access, by, at)
    return entry.number


@transaction.atomic
def restore_about_me(*, person_id: UUID, heading: str, number: int, based_on: int, by: Actor, at: datetime) -> int:
    """Put an earlier version back, as a new version. Who may and raises: as `take_back_about_me`."""
    person, access = person_for(Deed.WRITE_ABOUT_ME, person_id, by, at)
    _refuse_staff(access)
    last = _last(person, heading)
    if last is None or last.number != based_on:
        raise _conflict("", last)
    earlier = AboutMeEntry.objects.filter(person=person, heading=heading, number=number).first()
    if earlier is None:
        raise NotFound
    entry = _entry(person, heading, based_on + 1, by, at)
    for name in ("text", "media", "media_type", "media_name", "authorship", "supported_by"):
        setattr(entry, name, getattr(earlier, name))
    entry.restored_from = number
    entry.save(force_insert=True)
    _record("put earlier words back in About Me", entry, access, by, at)
    return entry.number


@transaction.atomic
def answer_about_me(*, entry_id: UUID, is_right: bool, in_words: str = "", by: Actor, at: datetime) -> None:
    """Say of words that were written with the person whether that is what they said. The answer stays with them.

    Who may: the person alone. Raises `NotFound`, `NotAllowed`.
    """
    entry = AboutMeEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    _, access = person_for(Deed.ANSWER_ABOUT_ME, entry.person_id, by, at)
    AboutMeAnswer.objects.create(
        entry=entry,
        is_right=is_right,
        in_words=clean_text(in_words)[:2000],
        answered_at=at,
        answered_by=by.id,
        answered_by_name=by.name,
    )
    action = "said that words in About Me are right" if is_right else "said that words in About Me are not theirs"
    _record(action, entry, access, by, at)


def _last(person: Person, heading: str) -> AboutMeEntry | None:
    if heading not in Heading.values:
        raise NotFound
    return AboutMeEntry.objects.filter(person=person, heading=heading).order_by("-number").first()


def _entry(person: Person, heading: str, number: int, by: Actor, at: datetime) -> AboutMeEntry:
    return AboutMeEntry(person=person, heading=heading, number=number, **written(by, at))


def _conflict(mine: str, last: AboutMeEntry | None) -> EditConflict:
    label = str(Heading(last.heading).label) if last else _("About Me")
    return EditConflict(
        mine={label: mine}, theirs={label: last.text if last else ""}, changed_by=last.written_by_name if last else ""
    )


def _refuse_staff(access: Access) -> None:
    if not (access.is_own or access.is_system or Section.ABOUT_ME in access.proxy_sections):
        text = _("Only the person can do this. You can write new words with them, and say so.")
        raise NotAllowed(Reason("about-me.not-yours", text))


def _record(action: str, entry: AboutMeEntry, access: Access, by: Actor, at: datetime) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=entry.person_id,
        subject=f"about-me:{entry.id}",
        details={"heading": entry.heading, "version": entry.number, "media": entry.media_type},
        organisations=access.organisations,
    )
