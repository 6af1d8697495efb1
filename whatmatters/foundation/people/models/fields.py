"""A set of sections as one column."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models

from ..sections import Section

if TYPE_CHECKING:
    _Text = models.CharField[Collection[Section], frozenset[Section]]
else:
    _Text = models.CharField


class SectionsField(_Text):
    """A set of sections, stored as `|about-me|plan|` so that every database can ask whether one is in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: Any) -> frozenset[Section]:
        return self.to_python(value)

    def to_python(self, value: Any) -> frozenset[Section]:
        if value is None:
            return frozenset()
        names = value.strip("|").split("|") if isinstance(value, str) else value
        return frozenset(Section(name) for name in names if name)

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, str) and not isinstance(value, Section) and "|" in value:
            return value
        names = sorted(self.to_python(value))
        return f"|{'|'.join(names)}|" if names else ""


def has_section(section: Section) -> str:
    """The text to look for in a `SectionsField` with `__contains`."""
    return f"|{section.value}|"
