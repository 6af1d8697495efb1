"""From a template and its data to a PDF.

Serves: `render_pdf`. Refuses: data as anything but text and numbers. It reaches the template as JSON, so that what a
person wrote is printed as written, whatever it looks like.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from whatmatters.foundation.nhsuk.documents.glyphs import NoGlyph, missing_glyphs
from whatmatters.foundation.nhsuk.fonts import FACES, URDU
from whatmatters.foundation.nhsuk.wording import long_date, text_direction

PACKAGE = Path(__file__).resolve().parents[3]
"""The folder that templates may read from: our own code, and nothing that belongs to a person."""

ORDINARY, LARGE = "12pt", "20pt"
"""Clear print is at least 12 point and large print at least 16 to 18 (UK Association for Accessible Formats)."""


class DocumentFailed(Exception):
    """The document could not be made; the message is for the person, `reason` for those who mend it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(_("We could not make this PDF. You can print the page from your browser instead."))


def render_pdf(
    template_name: str, data: Mapping[str, Any], *, title: str, language: str, large_print: bool = False
) -> bytes:
    """Make a PDF/UA-1 document on A4.

    `template_name` is the template's path in the package; `data` is what JSON can hold (days are written in full, in
    the document's language); `language` such as `en-gb` or `ur` sets the words of the kit and the direction. The same
    input gives the same bytes. Raises NoGlyph and DocumentFailed.
    """
    with translation.override(language):
        inputs = _inputs(data, title, language, large_print)
    if missing := missing_glyphs([title, *_texts(json.loads(inputs["data"]))]):
        raise NoGlyph(missing)
    compiler = typst.Compiler(root=PACKAGE, font_paths=_fonts(settings.PRINT_FONTS))
    try:
        made = compiler.compile(PACKAGE / template_name, sys_inputs=inputs, format="pdf", pdf_standards="ua-1")
    except RuntimeError as failure:  # TypstError is one; a file outside the root raises a bare one
        raise DocumentFailed(str(getattr(failure, "diagnostic", "") or failure)) from failure
    if not isinstance(made, bytes):
        raise DocumentFailed("Typst gave no single file")
    return made


def _inputs(data: Mapping[str, Any], title: str, language: str, large_print: bool) -> dict[str, str]:
    code, _dash, region = language.partition("-")
    return {
        "data": json.dumps(data, default=_plain, ensure_ascii=False),
        "title": title,
        "language": code,
        "region": region.upper() or ("GB" if code == "en" else ""),
        "direction": text_direction(language),
        "size": LARGE if large_print else ORDINARY,
        "fonts": json.dumps(_families(code)),
        "words": json.dumps(
            {
                "page": _("Page {page} of {pages}"),
                "own_words": _("In my own words"),
                "tick": _("Box to tick"),
            }
        ),
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"A document cannot hold {type(value).__name__}")


def _families(language: str) -> list[str]:
    """Our fonts in the order they are tried; Urdu has its own hand before the Arabic one."""
    families = [face.print_family for face in FACES]
    return [*families[:2], URDU.print_family, *families[2:]] if language == "ur" else families


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
