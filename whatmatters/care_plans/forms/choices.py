"""Answers that come from the tables of `rules`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _


def translated(choices: Mapping[str, object]) -> list[tuple[str, object]]:
    """Answers in words of a table, for a question of ours."""
    return [(value, _(str(words)) if isinstance(words, str) else words) for value, words in choices.items()]
