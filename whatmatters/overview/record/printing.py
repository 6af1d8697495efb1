"""From parts to a printed copy, and to the answer that carries it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

from whatmatters.foundation.nhsuk.documents.glyphs import NoGlyph
from whatmatters.foundation.nhsuk.documents.typesetting import DocumentFailed, render_pdf

from .parts import Part, as_data


@dataclass(frozen=True, slots=True)
class Copy:
    """A document ready to be printed: its template, what it says, and the name of the file."""

    template: str
    title: str
    name: str
    language: str
    parts: tuple[Part, ...] = ()
    words: dict[str, Any] = field(default_factory=dict)
    large_print: bool = False

    def pdf(self) -> bytes:
        """The copy as PDF/UA. Raises `NoGlyph` and `DocumentFailed`."""
        return render_pdf(
            self.template,
            self.words | {"parts": as_data(self.parts)},
            title=self.title,
            language=self.language,
            large_print=self.large_print,
        )


def as_pdf(copy: Copy, *, otherwise: Callable[[str], HttpResponse]) -> HttpResponse:
    """The copy as an answer; `otherwise` answers with the reason when it cannot be printed."""
    try:
        pdf = copy.pdf()
    except (NoGlyph, DocumentFailed) as reason:
        return otherwise(str(reason))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{copy.name}.pdf"'
    return response
