"""What the person says about themself: the words in force, every earlier version, and two side by side.

Serves the person's page, the About Me pages, the folder and FHIR. The answer that the person gave to words that were
written with them is always beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.errors import NotFound
from ..models import AboutMeEntry
from ..permissions import Deed, reasons_against
from ..rules.about_me import HEADINGS
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class Said:
    """One version of what is said under one heading, with whose words it is and what the person said of them."""

    entry_id: UUID
    heading: str
    heading_words: str
    number: int
    text: str
    media_type: str
    media_name: str
    authorship: str
    whose: str
    written_at: datetime
    written_by_name: str
    restored_from: int | None
    is_right: bool | None
    answer_words: str
    awaits_answer: bool

    @property
    def is_taken_back(self) -> bool:
        """Whether the person took the words back: nothing is said here now."""
        return not self.text and not self.media_type

    @property
    def is_sound(self) -> bool:
        """Whether a sound goes with it."""
        return self.media_type.startswith("audio/")

    @property
    def is_picture(self) -> bool:
        """Whether a picture goes with it."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class HeadingPage:
    """One heading: what is in force, the questions that may help, and every version, newest first."""

    banner: PersonBanner
    heading: str
    heading_words: str
    questions: tuple[str, ...]
    now: Said | None
    versions: tuple[Said, ...]
    may_write: bool
    must_say_supported_by: bool
    may_restore: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Media:
    """A sound or picture that may be given out: where it lies in the storage, what it is, and its name."""

    path: str
    media_type: str
    name: str


def heading_in_words(heading: str, *, own: bool) -> str:
    """The heading as the person or as others read it. Raises `NotFound` when there is no such heading."""
    if heading not in HEADINGS:
        raise NotFound
    return str(HEADINGS[heading].own if own else HEADINGS[heading].theirs)


def list_said(person_id: UUID, *, own: bool) -> tuple[Said, ...]:
    """What is in force under each heading, in the order of the standard. The caller records the read."""
    newest: dict[str, AboutMeEntry] = {}
    for entry in _entries(person_id):
        newest.setdefault(entry.heading, entry)
    in_order = [newest[heading] for heading in HEADINGS if heading in newest]
    return tuple(said for said in _as_said(in_order, own) if not said.is_taken_back)


def get_heading_page(person_id: UUID, heading: str, *, by: Actor, at: datetime) -> HeadingPage:
    """One heading with all its versions, recorded as a read. Raises `NotFound`."""
    access = look_at(
        person_id, action="opened About Me", needs=Section.ABOUT_ME, shows=[Section.ABOUT_ME], by=by, at=at
    )
    words = heading_in_words(heading, own=access.is_own)
    versions = tuple(_as_said(_entries(person_id).filter(heading=heading), access.is_own))
    now = versions[0] if versions and not versions[0].is_taken_back else None
    is_staff = not access.is_own and Section.ABOUT_ME not in access.proxy_sections
    may_write = not reasons_against(Deed.WRITE_ABOUT_ME, access)
    return HeadingPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        heading=heading,
        heading_words=words,
        questions=tuple(str(question) for question in HEADINGS[heading].questions),
        now=now,
        versions=versions,
        may_write=may_write,
        must_say_supported_by=is_staff,
        may_restore=may_write and not is_staff,
        may_answer=bool(now and now.awaits_answer) and not reasons_against(Deed.ANSWER_ABOUT_ME, access),
    )


def get_two_versions(
    person_id: UUID, heading: str, older: int, newer: int, *, by: Actor, at: datetime
) -> tuple[PersonBanner, Said, Said]:
    """Two versions side by side, recorded as a read. Raises `NotFound`."""
    access = look_at(
        person_id,
        action="compared versions of About Me",
        needs=Section.ABOUT_ME,
        shows=[Section.ABOUT_ME],
        by=by,
        at=at,
    )
    heading_in_words(heading, own=access.is_own)
    found = {
        said.number: said
        for said in _as_said(_entries(person_id).filter(heading=heading, number__in=[older, newer]), access.is_own)
    }
    if not {older, newer} <= found.keys():
        raise NotFound
    return get_banner(person_id, by=by, at=at, access=access), found[older], found[newer]


def get_media(entry_id: UUID, *, by: Actor, at: datetime) -> Media:
    """A sound or picture, after permission and recorded as a read. Raises `NotFound`."""
    entry = AboutMeEntry.objects.filter(pk=entry_id).first()
    if entry is None or not entry.media:
        raise NotFound
    look_at(
        entry.person_id,
        action="played or saw About Me",
        needs=Section.ABOUT_ME,
        shows=[Section.ABOUT_ME],
        by=by,
        at=at,
    )
    return Media(entry.media.name or "", entry.media_type, entry.media_name)


def _entries(person_id: UUID) -> QuerySet[AboutMeEntry]:
    return AboutMeEntry.objects.filter(person=person_id).order_by("-number").prefetch_related("answers")


def _as_said(entries: Iterable[AboutMeEntry], own: bool) -> Iterable[Said]:
    for entry in entries:
        answers = sorted(entry.answers.all(), key=lambda answer: answer.pk)
        answer = answers[-1] if answers else None
        yield Said(
            entry_id=entry.id,
            heading=entry.heading,
            heading_words=heading_in_words(entry.heading, own=own),
            number=entry.number,
            text=entry.text,
            media_type=entry.media_type,
            media_name=entry.media_name,
            authorship=entry.authorship,
            whose=_whose(entry, own),
            written_at=entry.written_at,
            written_by_name=entry.written_by_name,
            restored_from=entry.restored_from,
            is_right=answer.is_right if answer else None,
            answer_words=answer.in_words if answer else "",
            awaits_answer=answer is None and entry.authorship == "supported",
        )


def _whose(entry: AboutMeEntry, own: bool) -> str:
    """Whose words these are, in words: an imported text is never shown as the person's own."""
    if entry.authorship == "imported":
        return _("From another record: %(source)s") % {"source": entry.origin_source or _("source not known")}
    if entry.authorship == "staff":
        return _("Written by staff")
    if entry.supported_by:
        words = _("Written with you by %(name)s") if own else _("In their own words, supported to write by %(name)s")
        return words % {"name": entry.supported_by}
    return _("In my own words") if own else _("In their own words")
