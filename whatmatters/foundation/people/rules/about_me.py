"""About Me: the seven headings, what to think about under each, and what a sound or a picture may be.

Serves the person's page, forms and FHIR. The headings are those of PRSB About Me v2.0 (part of DAPB4022; contains
information from NHS England (PRSB standards), licensed under the Open Government Licence v3.0); the questions are ours.
Refuses a change by staff that does not say whom they supported to write it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _, lazy
from .settings import SETTINGS


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """One heading as the person reads it, as staff read it, and questions that may help."""

    own: object
    theirs: object
    questions: tuple[object, ...]


HEADINGS: dict[str, HeadingWords] = {
    "most-important": HeadingWords(
        lazy("What is most important to me"),
        lazy("What is most important to them"),
        (
            lazy("What would you want somebody to know first, even in an emergency?"),
            lazy("What makes a good day for you?"),
            lazy("What do you hope for?"),
        ),
    ),
    "people": HeadingWords(
        lazy("People who are important to me"),
        lazy("People who are important to them"),
        (
            lazy("Who matters to you, and why?"),
            lazy("Who should be asked about your care? Is there anyone who should not?"),
            lazy("How do you keep in touch with each other?"),
        ),
    ),
    "communicate": HeadingWords(
        lazy("How I communicate and how to communicate with me"),
        lazy("How they communicate and how to communicate with them"),
        (
            lazy("How do you let people know what you want, or that something is wrong?"),
            lazy("What helps you to understand?"),
            lazy("What do you use, such as hearing aids, glasses, pictures or signs?"),
        ),
    ),
    "wellness": HeadingWords(
        lazy("My wellness"),
        lazy("Their wellness"),
        (
            lazy("What are you like when you are well?"),
            lazy("How can people see that you are not well, or in pain?"),
            lazy("What helps you to feel better?"),
        ),
    ),
    "please-do": HeadingWords(
        lazy("Please do and please do not"),
        lazy("Please do and please do not"),
        (
            lazy("What should people always do?"),
            lazy("What should people never do?"),
            lazy("What upsets you or makes things worse?"),
        ),
    ),
    "support": HeadingWords(
        lazy("How and when to support me"),
        lazy("How and when to support them"),
        (
            lazy("What do you do by yourself, and want to keep doing?"),
            lazy("What do you want help with, when, and how?"),
            lazy("How do you like to take medicines, eat, wash or get about?"),
        ),
    ),
    "also": HeadingWords(
        lazy("Also worth knowing about me"),
        lazy("Also worth knowing about them"),
        (
            lazy("What have you done in your life? Where are you from?"),
            lazy("What do you enjoy, or believe in?"),
            lazy("What else would you like people to know?"),
        ),
    ),
}

SOUND_TYPES = {
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/webm": ".webm",
}
"""Sounds that every browser of today plays, with the ending they are kept under."""

PICTURE_TYPES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif"}
"""Pictures that are taken in. All are drawn anew and kept as JPEG, without place, camera or hidden data."""


def text_reasons(text: str, *, has_media: bool, day: date) -> Reasons:
    """Why these words cannot be kept: there are too many, or neither words, sound nor picture."""
    longest = SETTINGS.value("about-me.text.longest", day)
    if len(text) > longest:
        words = _("This is %(count)d letters long. Keep to %(longest)d: put the most important first.")
        return (Reason("about-me.long", words % {"count": len(text), "longest": longest}, "text"),)
    if not text.strip() and not has_media:
        words = _("Write something, or add a sound or a picture. To take your words back, choose “take it back”.")
        return (Reason("about-me.empty", words, "text"),)
    return YES


def supported_by_reasons(supported_by: str, *, by_staff: bool, day: date) -> Reasons:
    """Why this save is refused: staff did not say who helped the person to write, or the name does not fit."""
    limit = SETTINGS.on("about-me.supported-by.longest", day)
    if by_staff and not supported_by.strip():
        text = _("Say who supported the person to write this. Staff cannot change it by themselves.")
        return (Reason("about-me.supported-by.missing", text, "supported_by", limit.source),)
    if len(supported_by) > limit.value:
        text = _("Keep to %(longest)d letters.") % {"longest": limit.value}
        return (Reason("about-me.supported-by.long", text, "supported_by", limit.source),)
    return YES


def media_reasons(media_type: str, size: int, *, day: date) -> Reasons:
    """Why this file cannot be kept. `media_type` is what the content is, not what its name says; `size` in bytes."""
    if media_type in SOUND_TYPES:
        largest = SETTINGS.value("about-me.sound.largest", day)
    elif media_type in PICTURE_TYPES:
        largest = SETTINGS.value("about-me.picture.largest", day)
    else:
        text = _("This file is not a sound or a picture that we can show. Use MP3, M4A, WAV, JPEG or PNG.")
        return (Reason("about-me.media.type", text, "file"),)
    if size > largest:
        text = _("This file is too big. The most we can keep is %(largest)d MB. Make it shorter or smaller.")
        return (Reason("about-me.media.size", text % {"largest": largest // (1024 * 1024)}, "file"),)
    return YES
