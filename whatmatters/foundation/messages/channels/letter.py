"""Letters: what one says, as it is kept until it was posted, and many of them as one PDF to print.

Serves the batches of letters. Each letter begins on the front of a sheet, so that a printer which prints on both sides
never puts two persons on one; the address stands where the window of a DL or C5 envelope is. Refuses letters that hold
a sign which none of our fonts has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ...kernel.clock import day_of
from ...kernel.plain import clean_text, long_date
from ...nhsuk.documents import missing_glyphs, render_pdf
from ...nhsuk.fonts import URDU
from ...nhsuk.wording import text_direction
from ..kinds import Prepared
from .refusals import CannotGo

TEMPLATE = "foundation/messages/channels/letters.typ"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `address` and `sender` are lines; `text` is paragraphs with an empty line between them."""

    address: tuple[str, ...]
    sender: tuple[str, ...]
    dated_on: date
    subject: str
    text: str
    language: str
    large_print: bool

    @classmethod
    def of(cls, prepared: Prepared, *, subject: str, at: datetime) -> Letter:
        """The letter that a kind prepared. Raises `CannotGo` when it has no address, or cannot be printed."""
        address, sender = _lines(prepared.address), _lines(prepared.sender)
        if len(address) < 2:
            raise CannotGo("postal-address")
        text = clean_text(prepared.text)
        if missing_glyphs([subject, text, *address, *sender]):
            raise CannotGo("letters-missing")
        return cls(address, sender, day_of(at), subject, text, prepared.language, prepared.large_print)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Letter:
        """The letter from how it was kept."""
        lines = {"address": tuple(kept["address"]), "sender": tuple(kept["sender"])}
        return cls(**kept | lines | {"dated_on": date.fromisoformat(kept["dated_on"])})

    def as_json(self) -> dict[str, Any]:
        """The letter as it is kept."""
        return asdict(self) | {"dated_on": self.dated_on.isoformat()}


def render_letters(letters: Sequence[Letter], *, at: datetime) -> bytes:
    """The letters as one PDF, in their order. Raises `DocumentFailed`."""
    title = _("Letters, %(day)s") % {"day": long_date(at)}
    data = {"letters": [_for_template(letter) for letter in letters], "urdu_font": URDU.print_family}
    return render_pdf(TEMPLATE, data, title=title, language="en-gb")


def _for_template(letter: Letter) -> dict[str, Any]:
    with translation.override(letter.language):
        return {
            "address": letter.address,
            "sender": letter.sender,
            "dated": long_date(letter.dated_on),
            "subject": letter.subject,
            "text": letter.text,
            "language": letter.language.partition("-")[0],
            "direction": text_direction(letter.language),
            "large": letter.large_print,
            "page": _("Page {page} of {pages}"),
        }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in clean_text(text).split("\n") if line.strip())
