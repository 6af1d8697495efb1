"""Take in a sound or a picture: known by its content, drawn anew where it is a picture, kept under a random name.

Serves About Me. Refuses what is too big, what is not what it says it is, and everything a photograph tells beside its
picture (place, camera, time). Files live outside the web root and are given out by a checked view only.
"""

from __future__ import annotations

import io
import uuid
import warnings
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

import puremagic
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from ...kernel.clock import day_of
from ...kernel.errors import Refused, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reason
from ..rules.about_me import PICTURE_TYPES, SOUND_TYPES, media_reasons
from ..rules.settings import SETTINGS

_SAME_AS = {
    "audio/x-wav": "audio/wav",
    "audio/wave": "audio/wav",
    "audio/vnd.wave": "audio/wav",
    "audio/mp3": "audio/mpeg",
    "audio/x-m4a": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "application/ogg": "audio/ogg",
    "video/ogg": "audio/ogg",
    # A browser that records sound writes these containers; `_holds_pictures` refuses films.
    "video/webm": "audio/webm",
    "video/x-matroska": "audio/webm",
    "application/x-matroska": "audio/webm",
    "video/mp4": "audio/mp4",
    "video/quicktime": "audio/mp4",
}
_FILM_MARKS = (b"vide", b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG", b"\x80theora")


@dataclass(frozen=True, slots=True)
class KeptMedia:
    """A file that has been taken in: where it lies in the storage, what it is, and what the person called it."""

    path: str
    media_type: str
    name: str


def keep_media(file: BinaryIO, *, name: str, size: int, at: datetime) -> KeptMedia:
    """Check a file and keep it. `size` is in bytes. Raises `Refused` with what to do."""
    day = day_of(at)
    content = file.read(max(SETTINGS.value(f"about-me.{kind}.largest", day) for kind in ("sound", "picture")) + 1)
    media_type = type_of(content)
    keep_rule(media_reasons(media_type, max(size, len(content)), day=day))
    if media_type in PICTURE_TYPES:
        content, media_type = redrawn(content, day=day), "image/jpeg"
    ending = (SOUND_TYPES | PICTURE_TYPES)[media_type]
    path = default_storage.save(f"about-me/{uuid.uuid4().hex}{ending}", ContentFile(content))
    return KeptMedia(path, media_type, clean_text(name)[-120:])


def type_of(content: bytes) -> str:
    """What the content is, as a media type of `rules.about_me`, or "" when it is neither sound nor picture."""
    try:
        guesses = puremagic.magic_string(content[:4096])
    except (puremagic.PureError, ValueError):
        return ""
    for guess in sorted(guesses, key=lambda guess: -guess.confidence):
        media_type = _SAME_AS.get(guess.mime_type, guess.mime_type)
        if media_type in PICTURE_TYPES:
            return str(media_type)
        if media_type in SOUND_TYPES:
            return "" if any(mark in content for mark in _FILM_MARKS) else str(media_type)
    return ""


def redrawn(content: bytes, *, day: date) -> bytes:
    """The picture drawn anew as JPEG, upright, at most so large, and without anything but its colours."""
    longest = SETTINGS.value("about-me.picture.longest-side", day)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        text = _("This picture could not be opened. Take it again, or save it as JPEG.")
        raise Refused(Reason("about-me.media.broken", text, "file")) from error
    upright.thumbnail((longest, longest))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    drawn = io.BytesIO()
    clean.save(drawn, "JPEG", quality=85, optimize=True)
    return drawn.getvalue()
