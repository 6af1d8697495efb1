"""A ruler from 1 to 10: how important is this to you, how sure are you that you can do it.

Serves: importance and confidence (PRSB: 1 to 10, never 0), and any scale with a word at its ends. Refuses: sliders
(they need a steady hand, and cannot be left unanswered) and a value chosen beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

LOWEST, HIGHEST = 1, 10


class RulerField(forms.TypedChoiceField):
    """A whole number from 1 to 10, or None when skipped.

    `words` names some of the marks (at least both ends); `pictures` is `bars` (how much) or `faces` (how it feels).
    """

    def __init__(
        self,
        *,
        words: Mapping[int, object] | None = None,
        pictures: str = "bars",
        **kwargs: Any,
    ) -> None:
        self.words = dict(words or {1: _("Not at all"), 10: _("Very much")})
        self.pictures = pictures
        marks = [(mark, mark) for mark in range(LOWEST, HIGHEST + 1)]
        super().__init__(choices=marks, coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs)

    def marks(self) -> list[dict[str, object]]:
        """Each mark with its word and picture, for the template."""
        draw = face if self.pictures == "faces" else bar
        return [
            {"value": str(mark), "word": self.words.get(mark, ""), "picture": draw(mark)}
            for mark in range(LOWEST, HIGHEST + 1)
        ]


def face(mark: int) -> Markup:
    """A face whose mouth goes from down (1) to up (10). The number and word beside it say the same."""
    curve = 22 + (mark - 5.5) * 1.8
    return Markup(
        '<svg class="wm-ruler__picture" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">'
        '<circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<circle cx="11" cy="12" r="2" fill="currentColor"/><circle cx="21" cy="12" r="2" fill="currentColor"/>'
        '<path d="M9 22 Q16 {} 23 22" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>'
    ).format(f"{curve:.1f}")


def bar(mark: int) -> Markup:
    """A glass that fills from almost empty (1) to full (10)."""
    height = 2.6 * mark
    return Markup(
        '<svg class="wm-ruler__picture" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">'
        '<rect x="9" y="2" width="14" height="28" rx="3" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<rect x="10" y="{}" width="12" height="{}" fill="currentColor"/></svg>'
    ).format(f"{29 - height:.1f}", f"{height:.1f}")
