"""Which letters we can print.

Serves: `render_pdf`, and whoever wants to know beforehand. Refuses: to guess; the list was made from the fonts
themselves when they were set up.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from whatmatters.foundation.nhsuk.print_fonts import COVERAGE

# Characters that have no shape of their own: line ends, joiners, marks of direction, selectors of an emoji's style.
SHAPELESS = {"Cc", "Cf", "Zl", "Zp"}
SELECTORS = range(0xFE00, 0xFE10)


class NoGlyph(Exception):
    """Some letters are in no font of ours. `letters` names them; the message is for the person."""

    def __init__(self, letters: Iterable[str]) -> None:
        self.letters = frozenset(letters)
        shown = " ".join(sorted(self.letters)[:12])
        super().__init__(
            _(
                "We cannot make this PDF, because we do not have these letters for printing: %(letters)s. "
                "You can print the page from your browser instead. Nothing is lost."
            )
            % {"letters": shown}
        )


def missing_glyphs(texts: Iterable[str]) -> set[str]:
    """The characters of these texts that none of our fonts can print; empty when all is well."""
    starts, ends = _ranges(settings.PRINT_FONTS)
    used: set[str] = set().union(*map(set, texts)) if texts else set()
    return {letter for letter in used if _has_shape(letter) and not _covered(ord(letter), starts, ends)}


def _has_shape(letter: str) -> bool:
    return unicodedata.category(letter) not in SHAPELESS and ord(letter) not in SELECTORS


def _covered(point: int, starts: list[int], ends: list[int]) -> bool:
    place = bisect_right(starts, point) - 1
    return place >= 0 and point <= ends[place]


@lru_cache(maxsize=2)
def _ranges(folder: Path) -> tuple[list[int], list[int]]:
    ranges = json.loads((Path(folder) / COVERAGE).read_text())
    return [start for start, _end in ranges], [end for _start, end in ranges]
