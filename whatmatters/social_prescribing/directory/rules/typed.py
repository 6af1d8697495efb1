"""What somebody typed into the one box of the search, taken as words to look for or as a sentence to understand."""

from __future__ import annotations

from .asked import Asked

_FEW = 3


def is_sentence(typed: str) -> bool:
    """Whether these are a person's own words rather than a few words to look for."""
    return len(Asked(words=typed).tokens) > _FEW
